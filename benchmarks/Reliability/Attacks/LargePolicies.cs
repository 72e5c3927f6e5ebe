using System.Diagnostics;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using SupportKit.Tests;

namespace SupportKit.Reliability.Attacks;

internal sealed class LargePolicies()
    : Attack(
        "22",
        "A policy has 100,000 queues; one has as many as are allowed, 10,000; another has 9,000 facts misspelt in one condition (20,000 then).",
        "125 s; 23 s",
        "Seconds to refuse the first, to read and check the second, and to refuse the third, which knows 2,000 facts."
    )
{
    public override Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var tooMany = ProblemsOf(WithQueues(100_000));
        var first = watch.Elapsed.TotalSeconds;

        watch.Restart();
        PolicyChecker.Analyze(Policy.Parse(WithQueues(9_990)));
        var second = watch.Elapsed.TotalSeconds;

        var facts = string.Join(",", Enumerable.Range(0, 2_000).Select(i => $"\"environment{i}\": {{}}"));
        var misspelt = string.Join(",", Enumerable.Range(0, 9_000).Select(i => $"\"enviroment{i}\": \"PROD\""));
        var misspeltPolicy = $$"""
            {
              "id": "misspelt", "channels": { "web": {} }, "categories": { "question": {} }, "facts": { {{facts}} },
              "scope": [{ "id": "all", "when": { {{misspelt}} }, "then": "accept" }, { "id": "rest", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """;
        watch.Restart();
        var problems = ProblemsOf(misspeltPolicy);
        var third = watch.Elapsed.TotalSeconds;
        return Task.FromResult(
            new Outcome(
                $"{first:F1} s; {second:F1} s; {third:F1} s, {problems} problems named",
                first < 1 && second < 5 && third < 5 && tooMany > 0 && problems > 0
            )
        );
    }

    private static string WithQueues(int count)
    {
        var text = Samples.Small().ToJson();
        var queues = string.Join(",", Enumerable.Range(0, count).Select(i => $"\"q{i}\": {{}}"));
        var at = text.IndexOf('{', text.IndexOf("\"queues\"", StringComparison.Ordinal)) + 1;
        return text.Insert(at, queues + ",");
    }

    private static int ProblemsOf(string policy)
    {
        try
        {
            Policy.Parse(policy);
            return 0;
        }
        catch (PolicyException refused)
        {
            return refused.Problems.Length;
        }
    }
}
