using SupportKit.Rules;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>The sample after Heroku's published support, as people ask it.</summary>
public class HerokuTests
{
    private readonly ScenarioDeskFixture desk = new("heroku")
    {
        Requester = Facts(("plan", "standard"), ("registered", true)),
        Stated = Facts(("collaborator", true)),
    };

    [Fact]
    public async Task While_an_incident_is_published_only_requests_about_that_part_are_sent_to_the_status_page()
    {
        await desk.Desk.StartSwitchAsync("incident", Agent, "postgres");

        Assert.Equal("status-page", (await desk.RefusesAsync<Refusal.RedirectedTo>("erratic", Of("postgres"))).To);
        await desk.OpensAsync("erratic", Of("private-spaces"));
        await desk.OpensAsync("how-to", ("part", "postgres"));
    }

    [Theory]
    [InlineData("2026-03-07T20:00:00Z", true)] // a Saturday
    [InlineData("2026-03-03T02:00:00Z", false)] // Monday at six in the evening, Pacific time
    public async Task The_note_of_mondays_goes_by_the_day_on_which_a_request_is_taken_up(string asked, bool told)
    {
        await desk.OpensAtAsync(asked, "how-to");

        Assert.Equal(told, (await desk.ReceiptAsync()).Contains("On Mondays", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("standard", "ticket.transition_guarded")]
    [InlineData("premium", null)]
    public async Task A_closed_ticket_opens_again_for_paid_levels(string plan, string? refused)
    {
        desk.Requester = desk.Requester.With("plan", plan);
        var ticket = (await desk.OpensAsync("how-to")).Ticket;
        ticket = await desk.DoesAsync(ticket, new TicketCommand.Fire(Actor.Lead("lea"), "close"));
        var again = new TicketCommand.Fire(Ana, "reopen");

        if (refused is null)
            Assert.Equal("open", (await desk.DoesAsync(ticket, again)).State);
        else
            Assert.Equal(refused, await desk.RefusesAsync(ticket, again));
    }

    [Fact]
    public async Task The_engineers_on_duty_are_called_three_times_until_somebody_takes_it()
    {
        desk.Requester = desk.Requester.With("plan", "premium");
        var ticket = (
            await desk.OpensAtAsync(
                "2026-03-02T18:00:00Z",
                "not-starting",
                [.. Of("common-runtime"), ("productionDown", true)]
            )
        ).Ticket;
        Assert.Equal("on-call", ticket.Queue);

        await desk.PassesAsync("2026-03-02T18:25:00Z");
        Assert.Equal(2, (await desk.EventsAsync<TicketEvent.TimerFired>(ticket)).Count);
        await desk.DoesAsync(ticket, new TicketCommand.Assign(Actor.Lead("lea"), "mia"));
        await desk.PassesAsync("2026-03-02T19:25:00Z");

        Assert.Equal(2, (await desk.EventsAsync<TicketEvent.TimerFired>(ticket)).Count);
    }

    private static (string, FactValue)[] Of(string part) => [("app", "a-shop"), ("part", part)];
}
