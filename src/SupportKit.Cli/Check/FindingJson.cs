using System.Globalization;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary>Findings as JSON: one object for each file, with its findings in the order of the file.</summary>
internal static class FindingJson
{
    public static string Of(IReadOnlyList<(PolicyDocument Document, List<Finding> Findings)> files) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                    writer.List(
                        "files",
                        files,
                        file =>
                            writer.Object(
                                null,
                                () =>
                                {
                                    writer.WriteString("file", file.Document.Path);
                                    writer.WriteString("policy", file.Document.Policy?.Id);
                                    writer.WriteString("version", file.Document.Policy?.Version);
                                    writer.List("findings", file.Findings, finding => Write(writer, finding));
                                }
                            )
                    )
            )
        );

    /// <summary>The word for a severity in machine-readable answers.</summary>
    public static string WordOf(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => "error",
            FindingSeverity.Warning => "warning",
            _ => "advice",
        };

    private static void Write(System.Text.Json.Utf8JsonWriter writer, Finding finding) =>
        writer.Object(
            null,
            () =>
            {
                writer.WriteString("severity", WordOf(finding.Severity));
                writer.WriteString("code", finding.Problem.Code);
                writer.WriteString("path", finding.Problem.Path);
                writer.WriteNumber("line", finding.Place.Line);
                writer.WriteNumber("column", finding.Place.Column);
                writer.WriteString("message", finding.Problem.Message);
                writer.WriteString("remedy", finding.Problem.Remedy);
                if (finding.Example is { } example)
                    writer.Facts("example", example);
            }
        );
}

/// <summary>Findings as commands of a GitHub workflow, which shows them beside the lines of a pull request.</summary>
internal static class GitHubAnnotations
{
    public static void Write(IEnumerable<Finding> findings, TextWriter output)
    {
        foreach (var finding in findings)
        {
            var word = finding.Severity switch
            {
                FindingSeverity.Error => "error",
                FindingSeverity.Warning => "warning",
                _ => "notice",
            };
            var (line, column, length) = finding.Place;
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"::{word} file={Property(finding.File)},line={line},col={column},endColumn={column + length},title={Property(finding.Problem.Code)}::{Message($"{finding.Problem.Message} {finding.Problem.Remedy}")}"
                )
            );
        }
    }

    private static string Message(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
