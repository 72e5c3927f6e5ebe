using System.Globalization;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.Cli.Tests;

/// <summary>Small policies made of one seed, over the same few facts, and every request that they can tell apart.</summary>
internal static class RandomPolicies
{
    private static readonly string[] Categories = ["a", "b"];

    private static readonly NodaTime.Instant At = NodaTime.Instant.FromUtc(2026, 3, 2, 10, 0);

    public static Policy Make(int seed)
    {
        var random = new Random(seed);
        var required = random.Next(2) == 0 ? "\"required\": [\"n\"]" : "\"optional\": [\"n\"]";
        var onlyForm =
            random.Next(3) == 0
                ? $"\"a\": {{ {required} }}"
                : $"\"a\": {{ {required} }}, \"b\": {{ \"optional\": [\"n\"] }}";
        return Policy.Parse(
            $$"""
            {
              "id": "random",
              "channels": { "web": {}, "else": { "official": false } },
              "categories": { "a": {}, "b": {} },
              "plans": { "p": { "entitlements": [{{(
                random.Next(2) == 0 ? "\"e\"" : ""
            )}}] }, "q": { "entitlements": ["e"] } },
              "facts": { "f": { "values": ["x", "y", "z"], "from": "requester" }, "n": { "type": "number", "label": "n" } },
              "forms": { {{onlyForm}} },
              "scope": [{{Rules(
                random,
                "s",
                "\"accept\"",
                "{ \"refuse\": \"No.\" }",
                "{ \"redirect\": \"else\", \"advice\": \"Go.\" }",
                "{ \"acceptLimited\": \"Little.\" }"
            )}}],
              "priority": { "levels": ["high", "low"], "rules": [{{Rules(random, "p", "\"high\"", "\"low\"")}}] },
              "routing": { "queues": { "one": {}, "two": {} }, "rules": [{{Rules(
                random,
                "r",
                "\"one\"",
                "\"two\""
            )}}] },
              "sla": [
                { "id": "t1", "metric": "resolution", "when": {{Condition(
                random,
                decided: true
            )}}, "within": "{{random.Next(1, 3)}}h" },
                { "id": "t2", "metric": "resolution", "when": {{Condition(
                random,
                decided: true
            )}}, "within": "{{random.Next(1, 3)}}h" }
              ]
            }
            """
        );
    }

    /// <summary>Every combination of facts, the unknown ones left out of the set.</summary>
    public static IEnumerable<FactSet> Requests() =>
        from category in Categories
        from f in new string?[] { "x", "y", "z", null }
        from plan in new string?[] { "p", "q", null }
        from n in new decimal?[] { 0, 1, 1.5m, 2, 3, 4, null }
        select FactSet.Of(
            new (string Name, FactValue? Value)[]
            {
                (BuiltInFacts.Category, category),
                (BuiltInFacts.Channel, "web"),
                (BuiltInFacts.Language, "en"),
                ("f", f is null ? default(FactValue?) : (FactValue)f),
                ("plan", plan is null ? default(FactValue?) : (FactValue)plan),
                ("n", n is null ? default(FactValue?) : (FactValue)n.Value),
            }
                .Where(fact => fact.Value is not null)
                .Select(fact => KeyValuePair.Create(fact.Name, fact.Value!.Value))
        );

    /// <summary>What a policy decides about a request, by aspect; an aspect that does not come up is left out.</summary>
    public static Dictionary<string, string> Decide(Policy policy, FactSet facts)
    {
        // A form takes no answer that it does not ask for.
        var form = policy.Intake.For(facts[BuiltInFacts.Category]!.Value.Text);
        var asked = form.Fields.Any(field => field.Name == "n") ? facts : facts.Without(["n"]);
        var request = new RequestForm(asked, null, "ada", null, "Title", "Body", AcceptsTerms: true);
        var decision = request.Open(policy, At);
        var verdict = Outcomes.VerdictOf(decision);
        var outcome = new Dictionary<string, string>(StringComparer.Ordinal);
        var missing = verdict == "needInfo";
        if (missing)
            verdict =
                policy.Scope.Match(policy.Derive(asked, At))!.Then is Scope.Verdict.AcceptLimited
                    ? "acceptLimited"
                    : "accept";
        outcome["verdict"] = verdict;
        if (verdict is "accept" or "acceptLimited")
            outcome["field n"] = missing ? "asked for" : "not asked for";
        if (decision is Decision.Accepted { Ticket: var ticket })
        {
            outcome["priority"] = ticket.Priority!;
            outcome["queue"] = ticket.Queue!;
            outcome["resolution"] = ticket.PromiseOf("resolution")?.Within.ToString() ?? "nothing";
        }
        return outcome;
    }

    private static string Rules(Random random, string name, params string[] outcomes)
    {
        var some = Enumerable
            .Range(0, random.Next(3))
            .Select(number =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{{ \"id\": \"{name}{number}\", \"when\": {Condition(random, decided: name == "r")}, \"then\": {Pick(random, outcomes)} }}"
                )
            );
        return string.Join(", ", some.Append($"{{ \"id\": \"{name}-last\", \"then\": {Pick(random, outcomes)} }}"));
    }

    private static string Condition(Random random, bool decided)
    {
        var parts = new[]
        {
            $"\"category\": \"{Pick(random, Categories)}\"",
            $"\"f\": [\"x\", \"{Pick(random, "y", "z")}\"]",
            $"\"n\": {{ \"atLeast\": {random.Next(1, 4)} }}",
            "\"entitledTo\": \"e\"",
            "\"not\": { \"f\": \"x\" }",
            decided ? "\"priority\": \"high\"" : "\"plan\": \"p\"",
        };
        return $"{{ {string.Join(", ", random.GetItems(parts, random.Next(1, 3)).Distinct())} }}";
    }

    private static string Pick(Random random, params string[] of) => of[random.Next(of.Length)];
}
