using NodaTime;
using SupportKit.PolicyJson;

namespace SupportKit.Tests.Policies;

/// <summary>The section <c>redaction</c> of a policy.</summary>
public class RedactionSectionTests
{
    [Theory]
    [InlineData("""{}""", null)]
    [InlineData("""{ "secrets": "mask" }""", null)]
    [InlineData("""{ "keep": "1m" }""", 1)]
    [InlineData("""{ "secrets": "mask", "keep": "24h", "comment": "for slips" }""", 24 * 60)]
    [InlineData("""{ "keep": "30d" }""", 30 * 24 * 60)]
    public void Masked_secrets_are_kept_for_as_long_as_it_says_and_else_not_at_all(string section, int? minutes)
    {
        var policy = TicketLifePolicies.With($"\"redaction\": {section}");

        Assert.Equal(minutes is { } some ? Duration.FromMinutes(some) : null, policy.Redaction.Keep);
        Assert.True(policy.Redaction.Secrets);
    }

    [Theory]
    [InlineData("\"0m\"", "policy.time_unreadable")]
    [InlineData("\"31d\"", "policy.time_unreadable")]
    [InlineData("\"721h\"", "policy.time_unreadable")]
    [InlineData("\"1bd\"", "policy.time_unreadable")]
    [InlineData("\"for ever\"", "policy.time_unreadable")]
    [InlineData("24", "policy.time_unreadable")]
    [InlineData("\"24h\", \"secrets\": \"off\"", "policy.redaction_keep_unused")]
    public void A_span_that_cannot_be_is_a_problem(string keep, string code)
    {
        var error = Assert.Throws<PolicyException>(() =>
            TicketLifePolicies.With($"\"redaction\": {{ \"keep\": {keep} }}")
        );

        Assert.Equal(code, Assert.Single(error.Problems).Code);
    }
}
