using System.Text.Json;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary>Findings as SARIF 2.1.0, which code scanners of GitHub, GitLab and editors read.</summary>
internal static class SarifLog
{
    public static string Of(IReadOnlyList<Finding> findings) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
                    writer.WriteString("version", "2.1.0");
                    writer.List("runs", [findings], run => writer.Object(null, () => WriteRun(writer, run)));
                }
            )
        );

    private static void WriteRun(Utf8JsonWriter writer, IReadOnlyList<Finding> findings)
    {
        var rules = findings.Select(finding => finding.Problem.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        writer.Object(
            "tool",
            () =>
                writer.Object(
                    "driver",
                    () =>
                    {
                        writer.WriteString("name", "supportkit");
                        writer.List("rules", rules, rule => writer.Object(null, () => writer.WriteString("id", rule)));
                    }
                )
        );
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.List("results", findings, finding => writer.Object(null, () => WriteResult(writer, finding, rules)));
    }

    private static void WriteResult(Utf8JsonWriter writer, Finding finding, List<string> rules)
    {
        writer.WriteString("ruleId", finding.Problem.Code);
        writer.WriteNumber("ruleIndex", rules.IndexOf(finding.Problem.Code));
        writer.WriteString("level", LevelOf(finding.Severity));
        writer.Object(
            "message",
            () => writer.WriteString("text", $"{finding.Problem.Message} {finding.Problem.Remedy}")
        );
        writer.List(
            "locations",
            [finding],
            at =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.Object("physicalLocation", () => WritePlace(writer, at));
                        writer.List(
                            "logicalLocations",
                            [at.Problem.Path],
                            path => writer.Object(null, () => writer.WriteString("fullyQualifiedName", path))
                        );
                    }
                )
        );
    }

    private static void WritePlace(Utf8JsonWriter writer, Finding finding)
    {
        var uri = Uri.EscapeDataString(finding.File.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal);
        writer.Object("artifactLocation", () => writer.WriteString("uri", uri));
        writer.Object(
            "region",
            () =>
            {
                writer.WriteNumber("startLine", finding.Place.Line);
                writer.WriteNumber("startColumn", finding.Place.Column);
                writer.WriteNumber("endColumn", finding.Place.Column + finding.Place.Length);
            }
        );
    }

    private static string LevelOf(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => "error",
            FindingSeverity.Warning => "warning",
            _ => "note",
        };
}
