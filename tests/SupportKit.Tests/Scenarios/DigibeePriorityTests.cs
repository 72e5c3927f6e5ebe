using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>Digibee's four published priorities, and what the sample adds where they leave a gap.</summary>
public class DigibeePriorityTests
{
    [Theory]
    [InlineData("total", false, "P1", "p1-total-outage")]
    [InlineData("total", true, "P2", "p2-total-with-workaround")]
    [Trait("Requirement", "DIG-14")]
    public void A_total_outage_in_production_without_a_workaround_is_critical(
        string impact,
        bool workaround,
        string priority,
        string rule
    ) => AssertPriority("PROD", impact, workaround, priority, rule);

    [Theory]
    [InlineData("partial", false, "P2", "p2-partial-outage")]
    [InlineData("degraded", false, "P2", "p2-partial-outage")]
    [InlineData("degraded", true, "P3", "p3-with-workaround")]
    [Trait("Requirement", "DIG-15")]
    public void A_partial_outage_in_production_without_a_workaround_is_high(
        string impact,
        bool workaround,
        string priority,
        string rule
    ) => AssertPriority("PROD", impact, workaround, priority, rule);

    [Theory]
    [InlineData("PROD", "partial", true, "P3", "p3-with-workaround")]
    [InlineData("TEST", "total", false, "P3", "p3-test-unavailable")]
    [InlineData("TEST", "degraded", false, "P4", "p4-test-degraded")]
    [InlineData("OTHER", "total", false, "P4", "p4-other-environment")]
    [Trait("Requirement", "DIG-16")]
    public void An_outage_with_a_workaround_or_in_test_is_medium(
        string environment,
        string impact,
        bool workaround,
        string priority,
        string rule
    ) => AssertPriority(environment, impact, workaround, priority, rule);

    [Fact]
    [Trait("Requirement", "DIG-17")]
    public void What_is_not_about_unavailability_is_low()
    {
        Assert.Equal("P4", Opened(Digibee, Question()).Priority);
        AssertPriority("PROD", "none", false, "P4", "p4-no-unavailability");
    }

    [Fact]
    public void Every_combination_an_incident_can_bring_has_a_priority()
    {
        var combinations =
            from environment in Digibee.Facts.Find("environment")!.Values
            from impact in Digibee.Facts.Find("impact")!.Values
            from workaround in new[] { true, false }
            select Incident(("environment", environment), ("impact", impact), ("workaround", workaround));

        Assert.All(combinations, facts => Accepted(Open(Digibee, facts)));
    }

    private static void AssertPriority(string environment, string impact, bool workaround, string priority, string rule)
    {
        var accepted = Accepted(
            Open(Digibee, Incident(("environment", environment), ("impact", impact), ("workaround", workaround)))
        );

        Assert.Equal(priority, accepted.Ticket.Priority);
        Assert.Equal(
            rule,
            accepted.Explain().Choices.Single(choice => choice.Because.RuleSet == "priority").Because.Winner
        );
    }
}
