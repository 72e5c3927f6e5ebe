using System.Diagnostics;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using SupportKit.Tests;

namespace SupportKit.Reliability.Attacks;

internal sealed class LargePolicies()
    : Attack(
        "22",
        "A policy has 100,000 queues; another has 20,000 facts misspelt in one condition.",
        "125 s; 23 s",
        "Seconds to read and check the first, and to refuse the second, which knows 2,000 facts."
    )
{
    public override Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var text = Samples.Small().ToJson();
        var queues = string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"q{i}\": {{}}"));
        var at = text.IndexOf('{', text.IndexOf("\"queues\"", StringComparison.Ordinal)) + 1;
        var watch = Stopwatch.StartNew();
        PolicyChecker.Analyze(Policy.Parse(text.Insert(at, queues + ",")));
        var first = watch.Elapsed.TotalSeconds;

        var facts = string.Join(",", Enumerable.Range(0, 2_000).Select(i => $"\"environment{i}\": {{}}"));
        var misspelt = string.Join(",", Enumerable.Range(0, 20_000).Select(i => $"\"enviroment{i}\": \"PROD\""));
        var second = $$"""
            {
              "id": "misspelt", "channels": { "web": {} }, "categories": { "question": {} }, "facts": { {{facts}} },
              "scope": [{ "id": "all", "when": { {{misspelt}} }, "then": "accept" }, { "id": "rest", "then": "accept" }],
              "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
              "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
            }
            """;
        watch.Restart();
        var problems = 0;
        try
        {
            Policy.Parse(second);
        }
        catch (PolicyException refused)
        {
            problems = refused.Problems.Length;
        }
        var refusal = watch.Elapsed.TotalSeconds;
        return Task.FromResult(
            new Outcome(
                $"{first:F1} s; {refusal:F1} s, {problems} problems named",
                first < 10 && refusal < 5 && problems > 0
            )
        );
    }
}
