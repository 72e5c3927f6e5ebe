using NodaTime;
using SupportKit.Policies;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using SupportKit.Quotas;

namespace SupportKit.Tests.Quotas;

/// <summary>The section "quotas" of a policy, and what the checker finds in it.</summary>
public class QuotaReaderTests
{
    [Fact]
    public void Without_the_section_nothing_is_limited() => Assert.Empty(TicketLifePolicies.Plain.Quotas.Rules);

    [Fact]
    public void Every_form_of_a_quota_is_read()
    {
        var quotas = With(
            """
            { "id": "a", "when": { "category": "outage" }, "then": "unlimited" },
            { "id": "b", "when": { "category": "billing" }, "then": { "open": 3 } },
            { "id": "c", "then": { "tickets": 5, "within": "30d", "open": 2, "per": "organization" } }
            """
        ).Quotas;

        Assert.Equal(
            [
                Quota.Unlimited,
                new Quota(3, null, null, false),
                new Quota(2, 5, new QuotaSpan(null, Duration.FromDays(30)), true),
            ],
            quotas.Rules.Select(rule => rule.Then)
        );
    }

    [Theory]
    [InlineData("day", "Day")]
    [InlineData("week", "Week")]
    [InlineData("month", "Month")]
    [InlineData("year", "Year")]
    public void The_builder_writes_what_the_reader_reads(string within, string period)
    {
        var quotas = PolicyBuilder
            .From(TicketLifePolicies.Plain)
            .Quota("few", ConditionBuilder.Fact("category").Is("outage"), 5, within, open: 2, perOrganization: true)
            .Quota("rest", ConditionBuilder.Always)
            .Build()
            .Quotas;

        Assert.Equal(
            [new Quota(2, 5, new QuotaSpan(Enum.Parse<QuotaPeriod>(period), Duration.Zero), true), Quota.Unlimited],
            quotas.Rules.Select(rule => rule.Then)
        );
    }

    [Theory]
    [InlineData("""{ "tickets": 5 }""", "policy.property_missing")]
    [InlineData("""{ "within": "month", "open": 1 }""", "policy.property_missing")]
    [InlineData("{}", "policy.property_missing")]
    [InlineData("""{ "open": -1 }""", "policy.count_unreadable")]
    [InlineData("""{ "open": 1.5 }""", "policy.count_unreadable")]
    [InlineData("""{ "open": 100001 }""", "policy.count_unreadable")]
    [InlineData("""{ "tickets": 5, "within": "fortnight" }""", "policy.time_unreadable")]
    [InlineData("""{ "tickets": 5, "within": "90m" }""", "policy.time_unreadable")]
    [InlineData("""{ "tickets": 5, "within": "367d" }""", "policy.time_unreadable")]
    [InlineData("\"none\"", "policy.value_mistyped")]
    public void What_cannot_be_meant_is_a_problem(string then, string code)
    {
        var error = Assert.Throws<PolicyException>(() => With($$"""{ "id": "a", "then": {{then}} }"""));

        Assert.Contains(code, error.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_quota_of_nothing_is_an_error()
    {
        var finding = Assert.Single(Findings("""{ "id": "a", "then": { "open": 0 } }"""));

        Assert.Equal(
            ("policy.quota_zero", FindingSeverity.Error, "$.quotas[0].then"),
            (finding.Code, finding.Severity, finding.Path)
        );
    }

    [Fact]
    public void A_rule_behind_one_for_everybody_is_shadowed()
    {
        var finding = Assert.Single(
            Findings(
                """
                { "id": "all", "then": { "open": 3 } },
                { "id": "late", "when": { "category": "outage" }, "then": "unlimited" }
                """
            )
        );

        Assert.Equal(("policy.rule_shadowed", "$.quotas[1]"), (finding.Code, finding.Path));
    }

    [Fact]
    public void A_rule_for_what_is_only_known_later_can_meet_nothing()
    {
        var finding = Assert.Single(
            Findings("""{ "id": "a", "when": { "priority": "high" }, "then": { "open": 3 } }""")
        );

        Assert.Equal(("policy.rule_impossible", "$.quotas[0]"), (finding.Code, finding.Path));
    }

    [Fact]
    public void Whoever_no_rule_covers_is_no_gap() =>
        Assert.Empty(
            Findings("""{ "id": "a", "when": { "plan": "free" }, "then": { "tickets": 5, "within": "year" } }""")
        );

    private static Policy With(string rules) => TicketLifePolicies.With($"\"quotas\": [{rules}]");

    private static List<PolicyFinding> Findings(string rules)
    {
        var before = PolicyChecker
            .Analyze(TicketLifePolicies.Plain)
            .Select(finding => (finding.Code, finding.Path))
            .ToHashSet();
        return [.. PolicyChecker.Analyze(With(rules)).Where(finding => !before.Contains((finding.Code, finding.Path)))];
    }
}
