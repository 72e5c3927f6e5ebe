using SupportKit.Tests.Shared;

namespace SupportKit.Cli.Tests;

/// <summary>An assertion holds exactly when no single request speaks against it.</summary>
public class AssertionLaws
{
    private static readonly string[] Changes =
    [
        "verdict",
        "priority",
        "queue",
        "promises",
        "anything",
        "promisedLess",
        "lowerPriority",
        "higherPriority",
        "newlyRefused",
        "newlyAccepted",
        "newlyAsked",
    ];

    [Law(20, 1000)]
    public void An_assertion_holds_exactly_when_no_request_speaks_against_it(int seed)
    {
        var (before, after) = (RandomPolicies.Make(seed), RandomPolicies.Make(31 * seed + 7));
        var random = new Random(seed);
        using var none = new StringReader("");
        var terminal = new Terminal(none, TextWriter.Null, TextWriter.Null, 80, Colors: false);
        var assertions = Enumerable
            .Range(0, 8)
            .SelectMany(_ => AssertionReader.Read(Write(random), before, after, terminal))
            .ToList();
        var asked = assertions.SelectMany(assertion => assertion.Statements).Select(statement => statement.When);

        var results = PolicyComparison.Of(before, after, asked).Decide(assertions);

        var decided = RandomPolicies
            .Requests()
            .Select(facts =>
                (facts, old: RandomPolicies.Decide(before, facts), now: RandomPolicies.Decide(after, facts))
            )
            .ToList();
        foreach (var (assertion, result) in assertions.Zip(results))
        {
            var against = decided.FirstOrDefault(one =>
                IsAsked(assertion, one.facts, one.old, one.now, before, after)
                && SpeaksAgainst(
                    assertion.Kind,
                    [.. assertion.Statements.Select(s => IsTrue(s, one.facts, one.old, one.now))]
                )
            );
            if (against.facts is null != result.Holds)
                Assert.Fail(
                    $"{assertion.Name}: {result.Against} against; {(against.facts is null ? "none" : string.Join(", ", against.facts))}: {before.ToJson()} {after.ToJson()}"
                );
        }
    }

    private static bool SpeaksAgainst(AssertionKind kind, bool[] says) =>
        kind switch
        {
            AssertionKind.Always => !says[0],
            AssertionKind.Never => says[0],
            AssertionKind.Implies => says[0] && !says[1],
            AssertionKind.Equivalent => says[0] != says[1],
            _ => says.Count(said => said) > 1,
        };

    // A form takes no answer that it does not ask for, and what is not decided is not spoken of.
    private static bool IsAsked(
        Assertion assertion,
        FactSet facts,
        Dictionary<string, string> old,
        Dictionary<string, string> now,
        Policy before,
        Policy after
    )
    {
        var statements = assertion.Statements;
        var onlyOld =
            statements.All(one => one is { Now: null, Changes: null }) && statements.Any(one => one.Old is not null);
        var onlyNow =
            statements.All(one => one is { Old: null, Changes: null }) && statements.Any(one => one.Now is not null);
        Policy[] sides =
            onlyOld ? [before]
            : onlyNow ? [after]
            : [before, after];
        if (assertion.Kind == AssertionKind.Always && !statements[0].When.Holds(facts))
            return false;
        var category = facts["category"]!.Value.Text;
        return (
                facts["n"] is null
                || sides.Any(side => side.Intake.For(category).Fields.Any(field => field.Name == "n"))
            ) && statements.All(one => IsDecided(one.Old, old) && IsDecided(one.Now, now));
    }

    private static bool IsDecided(StatedOutcome? outcome, Dictionary<string, string> decided) =>
        outcome is null
        || (
            !outcome.Priorities.IsEmpty || !outcome.Queues.IsEmpty || !outcome.Promises.IsEmpty
                ? decided.ContainsKey("priority")
                : outcome.Asks.IsEmpty || decided.ContainsKey("field n")
        );

    private static bool IsTrue(
        Statement statement,
        FactSet facts,
        Dictionary<string, string> old,
        Dictionary<string, string> now
    ) =>
        statement.When.Holds(facts)
        && IsTrue(statement.Old, old)
        && IsTrue(statement.Now, now)
        && (statement.Changes is not { } change || Happens(change, old, now));

    private static bool IsTrue(StatedOutcome? outcome, Dictionary<string, string> decided) =>
        outcome is null
        || (outcome.Verdicts.IsEmpty || outcome.Verdicts.Contains(decided["verdict"]))
            && (outcome.Asks.IsEmpty || decided.GetValueOrDefault("field n") == "asked for")
            && (outcome.Opens is not { } opens || opens == decided.ContainsKey("priority"))
            && (outcome.Priorities.IsEmpty || outcome.Priorities.Contains(decided.GetValueOrDefault("priority", "")))
            && (outcome.Queues.IsEmpty || outcome.Queues.Contains(decided.GetValueOrDefault("queue", "")))
            && outcome.Promises.All(promise =>
                decided.TryGetValue("resolution", out var within)
                && (
                    promise.Value.AtMost is { } most
                        ? within != "nothing" && Hours(within) <= Hours(most.ToString())
                        : promise.Value.Within.Any(time => (time?.ToString() ?? "nothing") == within)
                )
            );

    private static bool Happens(string change, Dictionary<string, string> old, Dictionary<string, string> now)
    {
        return change switch
        {
            "promises" => Differs("resolution"),
            "anything" => Differs("verdict")
                || Differs("field n")
                || Differs("priority")
                || Differs("queue")
                || Differs("resolution"),
            "promisedLess" => (old.TryGetValue("resolution", out var was) && was != "nothing")
                && (
                    !Accepts(now)
                    || now.TryGetValue("resolution", out var within)
                        && (within == "nothing" || Hours(within) > Hours(was))
                ),
            "lowerPriority" => Differs("priority") && now["priority"] == "low",
            "higherPriority" => Differs("priority") && now["priority"] == "high",
            "newlyRefused" => Accepts(old) && !Accepts(now),
            "newlyAccepted" => Accepts(now) && !Accepts(old),
            "newlyAsked" => Differs("field n") && now["field n"] == "asked for",
            _ => Differs(change),
        };

        bool Differs(string aspect) =>
            old.TryGetValue(aspect, out var from) && now.TryGetValue(aspect, out var to) && from != to;

        static bool Accepts(Dictionary<string, string> decided) => decided["verdict"] is "accept" or "acceptLimited";
    }

    private static int Hours(string within) => within[0] - '0';

    private static string Write(Random random) =>
        random.Next(5) switch
        {
            0 => $$"""{ "always": {{Statement(random)}} }""",
            1 => $$"""{ "never": {{Statement(random)}} }""",
            2 => $$"""{ "implies": [{{Statement(random)}}, {{Statement(random)}}] }""",
            3 => $$"""{ "equivalent": [{{Statement(random)}}, {{Statement(random)}}] }""",
            _ => $$"""{ "disjoint": [{{Statement(random)}}, {{Statement(random)}}, {{Statement(random)}}] }""",
        };

    private static string Statement(Random random)
    {
        string[] conditions =
        [
            """{ "category": "a" }""",
            """{ "f": ["x", "y"] }""",
            """{ "n": { "atLeast": 2 } }""",
            """{ "not": { "f": "z" }, "category": "b" }""",
            """{ "n": { "exists": false }, "plan": "q" }""",
        ];
        string[] members =
        [
            $"\"when\": {Pick(random, conditions)}",
            $"\"old\": {Outcome(random)}",
            $"\"new\": {Outcome(random)}",
            $"\"change\": \"{Pick(random, Changes)}\"",
        ];
        random.Shuffle(members);
        return $"{{ {string.Join(", ", members.Take(random.Next(1, 3)))} }}";
    }

    private static string Outcome(Random random) =>
        Pick(
            random,
            """{ "verdict": ["accept", "acceptLimited"] }""",
            """{ "verdict": "refuse" }""",
            """{ "verdict": "redirect" }""",
            """{ "opens": true }""",
            """{ "opens": false }""",
            """{ "priority": "high" }""",
            """{ "queue": "two", "priority": "low" }""",
            """{ "promises": { "resolution": null } }""",
            """{ "promises": { "resolution": ["1h", null] } }""",
            """{ "promises": { "resolution": { "atMost": "1h" } } }"""
        );

    private static string Pick(Random random, params string[] of) => of[random.Next(of.Length)];
}
