using System.Globalization;

namespace SupportKit.Cli;

/// <summary>Writes what came of tests.</summary>
internal static class TestReport
{
    private const int MostNamed = 20;

    public static void WriteText(
        IReadOnlyList<(string File, PolicyTestResult Result)> results,
        RuleCoverage coverage,
        Screen screen
    )
    {
        foreach (var (file, result) in results.Where(one => !one.Result.Failures.IsEmpty))
        {
            screen.Line(
                ("failed", Ink.Bad),
                (
                    string.Create(CultureInfo.InvariantCulture, $" {file}:{result.Test.Line} {result.Test.Name}"),
                    Ink.Strong
                )
            );
            foreach (var failure in result.Failures)
            {
                screen.Line(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"  line {failure.Line}, {failure.What}: expected {failure.Expected}, but it is {failure.Seen}"
                    )
                );
            }
        }
        var failed = results.Count(one => !one.Result.Failures.IsEmpty);
        screen.Line(
            (failed == 0 ? "ok" : "failed", failed == 0 ? Ink.Good : Ink.Bad),
            (
                string.Create(CultureInfo.InvariantCulture, $" {results.Count - failed} of {results.Count} tests pass"),
                Ink.Plain
            )
        );
        screen.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"rules reached: {coverage.Reached} of {coverage.Rules.Length} ({coverage.Percent:0.0} %)"
            )
        );
        var missed = coverage.Missed.ToList();
        foreach (var rule in missed.Take(MostNamed))
            screen.Line($"  not reached: {rule.Section} \"{rule.Id}\"");
        if (missed.Count > MostNamed)
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"  and {missed.Count - MostNamed} more"));
    }

    public static string Json(IReadOnlyList<(string File, PolicyTestResult Result)> results, RuleCoverage coverage) =>
        ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteNumber("passed", results.Count(one => one.Result.Failures.IsEmpty));
                    writer.WriteNumber("failed", results.Count(one => !one.Result.Failures.IsEmpty));
                    writer.List(
                        "tests",
                        results,
                        one => writer.Object(null, () => Write(writer, one.File, one.Result))
                    );
                    writer.Object(
                        "coverage",
                        () =>
                        {
                            writer.WriteNumber("rules", coverage.Rules.Length);
                            writer.WriteNumber("reached", coverage.Reached);
                            writer.WriteNumber("percent", Math.Round(coverage.Percent, 1));
                            writer.List(
                                "missed",
                                coverage.Missed,
                                rule =>
                                    writer.Object(
                                        null,
                                        () =>
                                        {
                                            writer.WriteString("section", rule.Section);
                                            writer.WriteString("rule", rule.Id);
                                        }
                                    )
                            );
                        }
                    );
                }
            )
        );

    private static void Write(System.Text.Json.Utf8JsonWriter writer, string file, PolicyTestResult result)
    {
        writer.WriteString("file", file);
        writer.WriteString("name", result.Test.Name);
        writer.WriteBoolean("passed", result.Failures.IsEmpty);
        if (result.Failures.IsEmpty)
            return;
        writer.List(
            "failures",
            result.Failures,
            failure =>
                writer.Object(
                    null,
                    () =>
                    {
                        if (failure.Line is { } line)
                            writer.WriteNumber("line", line);
                        writer.WriteString("what", failure.What);
                        writer.WriteString("expected", failure.Expected);
                        writer.WriteString("seen", failure.Seen);
                    }
                )
        );
    }
}
