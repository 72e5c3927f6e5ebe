using SupportKit.Policies;
using SupportKit.PolicyJson;

namespace SupportKit.Tests.Policies;

/// <summary>What a policy says of addresses from which mails come back.</summary>
public sealed class BounceRulesTests
{
    [Theory]
    [InlineData("{}", true, 3, 14)]
    [InlineData("""{ "bounces": "suppress" }""", true, 3, 14)]
    [InlineData("""{ "bounces": { "softLimit": 5 } }""", true, 5, 14)]
    [InlineData("""{ "bounces": { "softDays": 30 } }""", true, 3, 30)]
    [InlineData("""{ "bounces": { "comment": "Many share a box.", "softLimit": 0 } }""", true, 0, 14)]
    public void A_policy_says_when_an_address_is_not_written_to_again(
        string json,
        bool suppresses,
        int limit,
        int days
    ) => Assert.Equal(new BounceRules(suppresses, limit, days), Read(json).Bounces);

    [Fact]
    public void A_policy_may_write_on_to_every_address() =>
        Assert.False(Read("""{ "bounces": "keep" }""").Bounces.Suppresses);

    [Fact]
    public void A_builder_says_the_same() =>
        Assert.Equal(
            new BounceRules(true, 2, 7),
            PolicyBuilder.From(TicketLifePolicies.Plain).SuppressSoftBounces(2, 7).Build().Bounces
        );

    [Theory]
    [InlineData("\"never\"")]
    [InlineData("3")]
    [InlineData("""{ "softLimit": -1 }""")]
    [InlineData("""{ "softLimit": 101 }""")]
    [InlineData("""{ "softLimit": "3" }""")]
    [InlineData("""{ "softDays": 0 }""")]
    [InlineData("""{ "softDays": 366 }""")]
    [InlineData("""{ "softWeeks": 2 }""")]
    public void What_it_cannot_mean_is_refused(string bounces)
    {
        var error = Assert.Throws<PolicyException>(() => Read($$"""{ "bounces": {{bounces}} }"""));

        Assert.StartsWith("$.notifications.bounces", Assert.Single(error.Problems).Path, StringComparison.Ordinal);
    }

    private static Policy Read(string notifications) => TicketLifePolicies.With($"\"notifications\": {notifications}");
}
