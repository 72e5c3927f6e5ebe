using SupportKit.PolicyAnalysis;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>
/// Generated policies, checked to the end within the usual work. The largest have two hundred rules over fifteen facts, which
/// are some 10^11 combinations.
/// </summary>
public class LargePolicyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_policy_of_some_size_is_checked_to_the_end(int seed) => IsCheckedToTheEnd(rules: 60, facts: 8, seed);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_large_policy_is_checked_to_the_end(int seed) => IsCheckedToTheEnd(rules: 200, facts: 15, seed);

    [Fact]
    public void Without_its_last_rule_a_policy_of_some_size_has_gaps() => HasGaps(rules: 60, facts: 8);

    [Fact]
    [Trait("Category", "Long")]
    public void Without_its_last_rule_a_large_policy_has_gaps() => HasGaps(rules: 200, facts: 15);

    [Fact]
    [Trait("Category", "Long")]
    public void A_fact_with_thousands_of_named_values_is_checked_to_the_end()
    {
        // A list has at most 10,000 values, so they stand in three rules.
        var rules = Enumerable
            .Range(0, 30_000)
            .Chunk(10_000)
            .Select(part => string.Join(", ", part.Select(i => $"\"n{i}\"")))
            .Select((names, i) => $"{{\"id\":\"last{i}\",\"when\":{{\"fact3\":[{names}]}},\"then\":\"P4\"}}");
        var text = GeneratedPolicy
            .Json(rules: 5, facts: 4, seed: 1)
            .Replace("{\"id\":\"last\",\"when\":{},\"then\":\"P4\"}", string.Join(",", rules));

        var findings = PolicyChecker.Analyze(Policy.Parse(text));

        Assert.DoesNotContain(findings, finding => finding.Code == "policy.check_incomplete");
        Assert.Contains(findings, finding => finding.Code == "policy.rule_missing");
    }

    [Theory]
    // What was too much work once: each is checked to the end within the usual number of steps, with a gap or without.
    [Trait("Category", "Long")]
    [InlineData(Accounts, "\"account\"", 2_500, "text")]
    [InlineData(Seats, "\"seats\"", 2_000, "threshold")]
    [InlineData(null, null, 200, "entangled")]
    [InlineData(null, null, 50, "range")]
    [InlineData(null, null, 20, "pair")]
    public void Rules_that_were_too_many_or_too_entangled_are_checked_to_the_end(
        string? facts,
        string? form,
        int rules,
        string kind
    ) => AreCheckedToTheEnd(facts, form, rules, kind);

    [Theory]
    // Some of the same kinds, of which a checker that tried each combination would still not see the end.
    [InlineData(Accounts, "\"account\"", 600, "text")]
    [InlineData(Seats, "\"seats\"", 500, "threshold")]
    [InlineData(null, null, 60, "entangled")]
    [InlineData(null, null, 50, "range")]
    [InlineData(null, null, 20, "pair")]
    public void Rules_of_the_same_kinds_are_checked_to_the_end(string? facts, string? form, int rules, string kind) =>
        AreCheckedToTheEnd(facts, form, rules, kind);

    private const string Accounts = "\"account\": {}";
    private const string Seats = "\"seats\": { \"type\": \"number\" }";

    private static void AreCheckedToTheEnd(string? facts, string? form, int rules, string kind)
    {
        var random = new Random(1);
        var names = Enumerable.Range(0, kind == "pair" ? 40 : 15).Select(i => $"f{i}").ToList();
        var type = kind switch
        {
            "entangled" => "{ \"values\": [\"a\", \"b\", \"c\", \"d\"] }",
            "range" => "{ \"type\": \"number\" }",
            _ => "{ \"type\": \"boolean\" }",
        };
        facts ??= string.Join(", ", names.Select(name => $"\"{name}\": {type}"));
        form ??= string.Join(", ", names.Select(name => $"\"{name}\""));
        var list = string.Concat(
            Enumerable
                .Range(0, rules)
                .Select(i =>
                    $"{{ \"id\": \"r{i}\", \"when\": {{ {When(i)} }}, \"then\": \"{(i % 2 == 0 ? "p" : "q")}\" }}, "
                )
        );

        Assert.Empty(Serious(Document("{ \"id\": \"else\", \"then\": \"q\" }")));
        var gap = Assert.Single(
            Serious(Document($"{{ \"id\": \"else\", \"when\": {{ {When(0)} }}, \"then\": \"q\" }}"))
                .DistinctBy(finding => finding.Code)
        );
        Assert.Equal("policy.rule_missing", gap.Code);

        string When(int i) =>
            kind switch
            {
                "text" => $"\"account\": \"n{i}\"",
                "threshold" => $"\"seats\": {{ \"atLeast\": {rules - i} }}",
                "pair" => $"\"f{i}\": true, \"f{i + 20}\": true",
                _ => string.Join(
                    ", ",
                    names.OrderBy(_ => random.Next()).Take(3).Select(name => $"\"{name}\": {Test()}")
                ),
            };

        string Test()
        {
            var low = random.Next(900);
            return kind == "range"
                ? $"{{ \"atLeast\": {low}, \"atMost\": {low + random.Next(1, 400)} }}"
                : $"\"{"abcd"[low % 4]}\"";
        }

        string Document(string last) =>
            $$"""
                {
                  "id": "large", "channels": { "web": {} }, "categories": { "question": {} }, "facts": { {{facts}} },
                  "forms": { "question": { "optional": [{{form}}] } },
                  "scope": [{ "id": "all", "then": "accept" }],
                  "priority": { "levels": ["p", "q"], "rules": [{{list}}{{last}}] },
                  "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
                }
                """;

        static IEnumerable<PolicyFinding> Serious(string text) =>
            PolicyChecker
                .Analyze(Policy.Parse(text))
                .Where(finding => finding.Code is "policy.check_incomplete" or "policy.rule_missing");
    }

    private static void IsCheckedToTheEnd(int rules, int facts, int seed)
    {
        var findings = PolicyChecker.Analyze(Policy.Parse(GeneratedPolicy.Json(rules, facts, seed)));

        Assert.DoesNotContain(findings, finding => finding.Code is "policy.check_incomplete" or "policy.rule_missing");
        Assert.Contains(findings, finding => finding.Code == "policy.rule_shadowed");
    }

    private static void HasGaps(int rules, int facts)
    {
        var text = GeneratedPolicy
            .Json(rules, facts, seed: 1)
            .Replace(",{\"id\":\"last\",\"when\":{},\"then\":\"P4\"}", "");

        var gap = PolicyChecker.Analyze(Policy.Parse(text)).First(finding => finding.Code == "policy.rule_missing");

        Assert.InRange(gap.Example!.Count, 1, facts);
    }
}
