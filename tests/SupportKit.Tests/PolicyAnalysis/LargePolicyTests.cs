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
    public void A_fact_with_thousands_of_named_values_ends_by_count_of_work()
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

        Assert.Contains(
            PolicyChecker.Analyze(Policy.Parse(text)),
            finding => finding.Code == "policy.check_incomplete"
        );
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
