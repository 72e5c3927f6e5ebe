using System.Globalization;

namespace SupportKit.Cli;

/// <summary>Writes what came of tests.</summary>
internal static class TestReport
{
    private const int MostNamed = 20;

    public static void WriteText(
        IReadOnlyList<(string File, PolicyTestResult Result)> results,
        RuleCoverage coverage,
        bool details,
        Screen screen
    )
    {
        foreach (var (file, result) in results.Where(one => !one.Result.Failures.IsEmpty))
        {
            screen.Line(
                ("failed", Ink.Bad),
                (string.Create(CultureInfo.InvariantCulture, $" {file}:{result.Line} {result.Name}"), Ink.Strong)
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
        Named(coverage.Missed.Select(rule => $"not reached: {rule.Section} \"{rule.Id}\""), details, screen);
        screen.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"conditions shown: {coverage.Conditions.Shown} of {coverage.Conditions.Count} ({coverage.Conditions.Percent:0.0} %)"
            )
        );
        if (details)
            Named(
                coverage.Conditions.Missed.Select(part =>
                    $"{part.Name.Rule.Section} \"{part.Name.Rule.Id}\", {part.Name.Part}: {part.Missing}"
                ),
                details,
                screen
            );
        screen.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"promises kept and broken: {coverage.Promises.Seen} of {coverage.Promises.Count} ({coverage.Promises.Percent:0.0} %)"
            )
        );
        if (details)
            Named(
                coverage.Promises.Missed.Select(promise =>
                    $"never {promise.Missing}: {promise.Rule.Section} \"{promise.Rule.Id}\""
                ),
                details,
                screen
            );
    }

    private static void Named(IEnumerable<string> missed, bool all, Screen screen)
    {
        var lines = missed.ToList();
        var most = all ? lines.Count : MostNamed;
        foreach (var line in lines.Take(most))
            screen.Line($"  {line}");
        if (lines.Count > most)
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"  and {lines.Count - most} more"));
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
                            writer.Object("conditions", () => Write(writer, coverage.Conditions));
                            writer.Object("promises", () => Write(writer, coverage.Promises));
                        }
                    );
                }
            )
        );

    private static void Write(System.Text.Json.Utf8JsonWriter writer, string file, PolicyTestResult result)
    {
        writer.WriteString("file", file);
        writer.WriteString("name", result.Name);
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

    private static void Write(System.Text.Json.Utf8JsonWriter writer, ConditionCoverage conditions)
    {
        writer.WriteNumber("parts", conditions.Count);
        writer.WriteNumber("shown", conditions.Shown);
        writer.WriteNumber("percent", Math.Round(conditions.Percent, 1));
        writer.List(
            "missed",
            conditions.Missed,
            part =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.WriteString("section", part.Name.Rule.Section);
                        writer.WriteString("rule", part.Name.Rule.Id);
                        writer.WriteString("part", part.Name.Part);
                        writer.WriteString("missing", part.Missing);
                    }
                )
        );
    }

    private static void Write(System.Text.Json.Utf8JsonWriter writer, PromiseCoverage promises)
    {
        writer.WriteNumber("endings", promises.Count);
        writer.WriteNumber("seen", promises.Seen);
        writer.WriteNumber("percent", Math.Round(promises.Percent, 1));
        writer.List(
            "missed",
            promises.Missed,
            promise =>
                writer.Object(
                    null,
                    () =>
                    {
                        writer.WriteString("section", promise.Rule.Section);
                        writer.WriteString("rule", promise.Rule.Id);
                        writer.WriteString("missing", promise.Missing);
                    }
                )
        );
    }
}
