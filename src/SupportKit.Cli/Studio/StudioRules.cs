using System.Text.Json;
using SupportKit.PolicyAnalysis;
using SupportKit.Rules;

namespace SupportKit.Cli;

/// <summary>Writes the table of rules: which tests each decides, which rules before it take requests that it names, and what tests fail.</summary>
internal static class StudioRules
{
    // Beyond this many rules of a section the pairs are too many to be told.
    private const int MostCompared = 400;

    public static string Of(Policy policy, PolicyDocument document, StudioFile file, CancellationToken cancellation)
    {
        var coverage = new RuleCoverage(policy, cancellation) { OnlyRules = true };
        var run = new PolicyTestRun(policy, coverage);
        var (results, problems, byRule) = Run(policy, document, file, run, coverage, cancellation);
        return ToolJson.Of(writer =>
            writer.Object(
                null,
                () =>
                {
                    writer.WriteNumber("reached", coverage.Reached);
                    writer.WriteNumber("rules", coverage.Rules.Length);
                    writer.WriteBoolean("compared", coverage.Flow is not null);
                    writer.List("problems", problems, writer.WriteStringValue);
                    writer.List("tests", results, result => WriteTest(writer, result));
                    writer.WriteStartArray("sections");
                    Write(policy.Scope, "verdict", verdict => verdict.Told);
                    Write(policy.Priority.Rules, "priority", then => then);
                    Write(policy.Routing.Rules, "queue", then => then);
                    foreach (var metric in policy.Sla.Targets)
                        Write(metric, "promise", target => target.Within.ToString());
                    writer.WriteEndArray();

                    void Write<T>(RuleSet<T> rules, string what, Func<T, string> told)
                        where T : notnull =>
                        writer.Object(
                            null,
                            () => WriteSection(writer, rules, what, told, coverage, byRule, cancellation)
                        );
                }
            )
        );
    }

    private static (
        List<(string File, PolicyTestResult Result)> Results,
        List<string> Problems,
        ILookup<RuleName, string> ByRule
    ) Run(
        Policy policy,
        PolicyDocument document,
        StudioFile file,
        PolicyTestRun run,
        RuleCoverage coverage,
        CancellationToken cancellation
    )
    {
        var results = new List<(string, PolicyTestResult)>();
        var problems = new List<string>();
        var won = new List<(RuleName Rule, string Test)>();
        Take(document.Path, () => PolicyTestFile.ExamplesIn(document));
        foreach (var path in file.Tests())
            Take(path, () => PolicyTestFile.Parse(file.ReadTests(path) ?? "", path, policy));
        return (results, problems, won.Distinct().ToLookup(one => one.Rule, one => one.Test));

        void Take(string path, Func<IReadOnlyList<PolicyTest>> tests)
        {
            try
            {
                foreach (var test in tests())
                {
                    cancellation.ThrowIfCancellationRequested();
                    results.Add((path, run.Run(test)));
                    won.AddRange(
                        coverage.RulesOf(test.Request.Open(policy, test.At)).Select(rule => (rule, test.Name))
                    );
                }
            }
            catch (ToolException problem)
            {
                problems.Add(problem.Message);
            }
        }
    }

    private static void WriteSection<T>(
        Utf8JsonWriter writer,
        RuleSet<T> rules,
        string what,
        Func<T, string> told,
        RuleCoverage coverage,
        ILookup<RuleName, string> byRule,
        CancellationToken cancellation
    )
        where T : notnull
    {
        writer.WriteString("name", rules.Name);
        writer.WriteString("decides", what);
        var earlier = Earlier(rules, coverage.Flow, cancellation);
        writer.List(
            "rules",
            rules.Rules.Select((rule, at) => (rule, at)),
            one =>
                writer.Object(
                    null,
                    () =>
                    {
                        var name = new RuleName(rules.Name, one.rule.Id);
                        writer.WriteString("id", one.rule.Id);
                        writer.WriteString("path", one.rule.Path);
                        writer.WriteString("when", one.rule.When.ToString());
                        writer.WriteString("then", told(one.rule.Then));
                        writer.WriteString("origin", one.rule.Origin);
                        writer.WriteBoolean("reachable", coverage.Rules.Contains(name));
                        writer.WriteBoolean("reached", coverage.IsReached(name));
                        writer.List("tests", byRule[name], writer.WriteStringValue);
                        if (earlier is not null)
                            writer.List("after", earlier[one.at], writer.WriteStringValue);
                    }
                )
        );
    }

    // For each rule those before it that take requests which it names, too; null where they cannot be told.
    private static List<string>[]? Earlier<T>(RuleSet<T> rules, RequestFlow? flow, CancellationToken cancellation)
        where T : notnull
    {
        if (flow is null || rules.Rules.Length > MostCompared)
            return null;
        var section = ((SectionWins[])[flow.Scope, flow.Priority, flow.Routing, .. flow.Promises]).First(one =>
            one.Name == rules.Name
        );
        try
        {
            int[] named =
            [
                .. rules.Rules.Select(rule => flow.Space.Diagram.And(section.Reach, flow.Space.Where(rule.When))),
            ];
            return
            [
                .. rules.Rules.Select(
                    (_, at) =>
                        Enumerable
                            .Range(0, at)
                            .Where(before =>
                            {
                                cancellation.ThrowIfCancellationRequested();
                                return flow.Space.Diagram.Meets(named[at], section.Rules[before].Wins);
                            })
                            .Select(before => rules.Rules[before].Id)
                            .ToList()
                ),
            ];
        }
        catch (CheckTooLargeException)
        {
            return null;
        }
    }

    private static void WriteTest(Utf8JsonWriter writer, (string File, PolicyTestResult Result) one) =>
        writer.Object(
            null,
            () =>
            {
                writer.WriteString("file", Path.GetFileName(one.File));
                writer.WriteString("name", one.Result.Name);
                writer.WriteNumber("line", one.Result.Line ?? 0);
                writer.List(
                    "failures",
                    one.Result.Failures,
                    failure =>
                        writer.WriteStringValue(
                            $"{failure.What}: expected {failure.Expected}, but it is {failure.Seen}"
                        )
                );
            }
        );
}
