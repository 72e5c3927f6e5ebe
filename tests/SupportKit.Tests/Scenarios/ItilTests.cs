using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>Impact by urgency, as ServiceNow's standard table has it.</summary>
public class ItilTests
{
    private readonly ScenarioDeskFixture desk = new("itil");

    [Theory]
    [InlineData("1 - High", "1 - High", "1 - Critical")]
    [InlineData("1 - High", "2 - Medium", "2 - High")]
    [InlineData("1 - High", "3 - Low", "3 - Moderate")]
    [InlineData("2 - Medium", "1 - High", "2 - High")]
    [InlineData("2 - Medium", "2 - Medium", "3 - Moderate")]
    [InlineData("2 - Medium", "3 - Low", "4 - Low")]
    [InlineData("3 - Low", "1 - High", "3 - Moderate")]
    [InlineData("3 - Low", "2 - Medium", "4 - Low")]
    [InlineData("3 - Low", "3 - Low", "4 - Low")]
    public async Task Impact_and_urgency_give_the_priority(string impact, string urgency, string priority)
    {
        var opened = await desk.OpensAsync("incident", ("impact", impact), ("urgency", urgency));

        Assert.Equal(priority, opened.Ticket.Priority);
        Assert.Equal(
            $"{impact} × {urgency}",
            opened.Explain().Choices.Single(choice => choice.Because.RuleSet == "priority").Because.Winner
        );
    }

    [Theory]
    [InlineData("1 - High", "1 - High", "2026-03-06T20:00:00Z")] // four hours, around the clock
    [InlineData("1 - High", "2 - Medium", "2026-03-07T00:00:00Z")] // eight
    [InlineData("2 - Medium", "2 - Medium", "2026-03-11T16:00:00Z")] // three business days
    [InlineData("3 - Low", "3 - Low", "2026-03-13T17:00:00Z")] // five, to the end of the last
    public async Task Each_priority_has_a_target_for_its_resolution(string impact, string urgency, string due)
    {
        var opened = await desk.OpensAtAsync(
            "2026-03-06T16:00:00Z", // a Friday at four in London
            "incident",
            ("impact", impact),
            ("urgency", urgency)
        );

        Assert.Equal(At(due), opened.Ticket.PromiseOf("resolution")!.Due);
    }

    [Theory]
    [InlineData("London", "2026-03-11T16:00:00Z", "office")]
    [InlineData("Boston", "2026-03-11T15:00:00Z", "boston")] // eleven in Boston, which is an hour nearer once its clocks have changed
    public async Task Office_hours_are_those_of_the_persons_site(string site, string due, string calendar)
    {
        desk.Requester = Facts(("site", site));

        var opened = await desk.OpensAtAsync(
            "2026-03-06T16:00:00Z",
            "incident",
            ("impact", "2 - Medium"),
            ("urgency", "2 - Medium")
        );

        var promise = opened.Ticket.PromiseOf("resolution")!;
        Assert.Equal((At(due), calendar), (promise.Due, promise.Within.Calendar));
        Assert.Contains(
            $"counted in {calendar}, because site is {site}",
            opened.Explain().ToText(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Neither_impact_nor_urgency_is_guessed()
    {
        var refusal = await desk.RefusesAsync<Refusal.NeedInfo>("incident", ("impact", "1 - High"));

        Assert.Equal(["urgency"], refusal.Missing.Select(field => field.Name));
    }

    [Fact]
    public void A_ticket_moves_through_ServiceNows_states()
    {
        var policy = desk.Policy;
        var ticket = Opened(
            policy,
            Facts(
                ("category", "incident"),
                ("channel", "phone"),
                ("language", "en"),
                ("impact", "2 - Medium"),
                ("urgency", "1 - High")
            )
        );
        var seen = new List<string> { ticket.State };

        foreach (
            var command in (TicketCommand[])
                [
                    new TicketCommand.Acknowledge(Agent),
                    new TicketCommand.Fire(Agent, "await-vendor"),
                    new TicketCommand.Fire(Agent, Triggers.Resume),
                    new TicketCommand.Reply(Agent, "Which build?", AsksBack: true),
                    new TicketCommand.Reply(Ana, "The last one."),
                    new TicketCommand.Fire(Agent, Triggers.Resolve),
                    new TicketCommand.Fire(Ana, Triggers.Accept),
                ]
        )
        {
            ticket = After(policy, ticket, command, Monday);
            seen.Add(ticket.State);
        }

        Assert.Equal(
            ["New", "Active", "Awaiting Vendor", "Active", "Awaiting User Info", "Active", "Resolved", "Closed"],
            seen
        );
    }
}
