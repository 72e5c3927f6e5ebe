using SupportKit.Checking;
using SupportKit.Policies;

namespace SupportKit.Tests.Checking;

/// <summary>Two hundred rules over fifteen facts: some 10^11 combinations, checked to the end within the usual work.</summary>
public class LargePolicyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_large_policy_is_checked_to_the_end(int seed)
    {
        var findings = PolicyChecker.Check(Policy.Parse(GeneratedPolicy.Json(rules: 200, facts: 15, seed)));

        Assert.DoesNotContain(findings, finding => finding.Code is "policy.check_incomplete" or "policy.gap");
        Assert.Contains(findings, finding => finding.Code == "policy.rule_shadowed");
    }

    [Fact]
    public void Without_its_last_rule_it_has_gaps()
    {
        var text = GeneratedPolicy
            .Json(rules: 200, facts: 15, seed: 1)
            .Replace(",{\"id\":\"last\",\"when\":{},\"then\":\"P4\"}", "");

        var gap = PolicyChecker.Check(Policy.Parse(text)).First(finding => finding.Code == "policy.gap");

        Assert.InRange(gap.Example!.Count, 1, 15);
    }

    [Fact]
    public void A_fact_with_thousands_of_named_values_ends_by_count_of_work()
    {
        var names = string.Join(", ", Enumerable.Range(0, 30_000).Select(i => $"\"n{i}\""));
        var text = GeneratedPolicy
            .Json(rules: 5, facts: 4, seed: 1)
            .Replace("{\"id\":\"last\",\"when\":{}", $"{{\"id\":\"last\",\"when\":{{\"fact3\":[{names}]}}");

        Assert.Contains(PolicyChecker.Check(Policy.Parse(text)), finding => finding.Code == "policy.check_incomplete");
    }
}
