using SupportKit.Rules;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>
/// What becomes of an open Capgo ticket when its requester's plan changes. The office is open from nine to six in Paris: in
/// winter time, from the 25th of October 2026 on, from eight to five UTC.
/// </summary>
public class CapgoUpgradeTests
{
    private static readonly Actor Billing = Actor.Integration("billing");

    private readonly ScenarioDeskFixture desk = new("capgo") { Requester = Facts(("plan", "team")) };

    [Theory]
    [InlineData("2026-10-26T10:00:00Z", "2026-10-27T09:00:00Z")] // Monday at eleven: Tuesday at ten
    [InlineData("2026-10-31T12:00:00Z", "2026-11-02T16:00:00Z")] // Saturday, the end of the month: Monday at five
    [InlineData("2026-11-10T16:00:00Z", "2026-11-12T15:00:00Z")] // Tuesday at five, before the armistice: Thursday at four
    [Trait("Requirement", "CAP-6")]
    public async Task A_customer_who_goes_over_to_enterprise_is_promised_an_answer_from_that_moment_on(
        string at,
        string due
    )
    {
        // Friday at three in the afternoon, in summer time.
        var ticket = await OpensAsync("2026-10-23T13:00:00Z");
        Assert.Empty(ticket.Promises);
        Assert.Null(ticket.NextDeadline());

        ticket = await desk.DoesAtAsync(at, ticket, Plan("enterprise"));

        var promise = Assert.Single(ticket.Promises);
        Assert.Equal(("first-response", At(at), At(due)), (promise.Metric, promise.StartedAt, promise.Due));
    }

    [Theory]
    [InlineData("2026-10-27T09:00:00Z", PromiseStatus.Met)]
    [InlineData("2026-10-27T09:00:00.000001Z", PromiseStatus.Breached)]
    [Trait("Requirement", "CAP-6")]
    public async Task The_promise_after_an_upgrade_is_kept_or_broken_like_any_other(string at, PromiseStatus verdict)
    {
        var ticket = await OpensAsync("2026-10-23T13:00:00Z");
        await desk.DoesAtAsync("2026-10-26T10:00:00Z", ticket, Plan("enterprise"));

        ticket = await desk.DoesAtAsync(at, ticket, new TicketCommand.Reply(Agent, "Set the channel."));

        Assert.Equal(verdict, ticket.PromiseOf("first-response")!.Status);
    }

    [Fact]
    [Trait("Requirement", "CAP-6")]
    public async Task What_touches_users_is_promised_around_the_clock_from_the_upgrade_on()
    {
        var ticket = await OpensAsync("2026-10-23T13:00:00Z", ("usersAffected", true));

        // Sunday at half past two in the night, the first time the clock says so; an hour later it says so again.
        ticket = await desk.DoesAtAsync("2026-10-25T00:30:00Z", ticket, Plan("enterprise"));

        Assert.Equal(
            [("first-response", At("2026-10-25T01:30:00Z")), ("resolution", At("2026-10-25T08:30:00Z"))],
            ticket.Promises.Select(promise => (promise.Metric, promise.Due))
        );
    }

    [Fact]
    [Trait("Requirement", "CAP-6")]
    public async Task What_was_answered_before_the_upgrade_is_not_promised_an_answer_afterwards()
    {
        var ticket = await OpensAsync("2026-10-23T13:00:00Z");
        await desk.DoesAsync(ticket, new TicketCommand.Reply(Agent, "Set the channel."));

        ticket = await desk.DoesAtAsync("2026-10-26T10:00:00Z", ticket, Plan("enterprise"));

        Assert.Empty(ticket.Promises);
    }

    [Theory]
    [InlineData("2026-10-23T15:00:00Z", PromiseStatus.Canceled)] // Friday at five, while the promise runs
    [InlineData("2026-10-26T15:00:00Z", PromiseStatus.Breached)] // Monday at four, when it has been broken already
    [Trait("Requirement", "CAP-6")]
    public async Task Whoever_leaves_enterprise_is_promised_nothing_more_and_a_verdict_stays(
        string at,
        PromiseStatus status
    )
    {
        desk.Requester = Facts(("plan", "enterprise"));
        var ticket = await OpensAsync("2026-10-23T13:00:00Z"); // three hours on Friday, five on Monday: until two
        Assert.Equal(At("2026-10-26T13:00:00Z"), ticket.PromiseOf("first-response")!.Due);

        await desk.DoesAtAsync(at, ticket, Plan("team"));
        await desk.PassesAsync("2026-11-30T10:00:00Z");

        ticket = await desk.ReadAsync(ticket);
        Assert.Equal(status, Assert.Single(ticket.Promises).Status);
        Assert.Null(ticket.NextDeadline());
    }

    [Fact]
    [Trait("Requirement", "CAP-6")]
    public async Task Nobody_but_the_hosts_own_systems_changes_a_plan()
    {
        var ticket = await OpensAsync("2026-10-23T13:00:00Z");

        foreach (var actor in (Actor[])[Ana, Agent])
            Assert.Equal(
                "intake.answer_rejected",
                await desk.RefusesAsync(ticket, new TicketCommand.ChangeFacts(actor, Facts(("plan", "enterprise"))))
            );
        Assert.Empty((await desk.ReadAsync(ticket)).Promises);
    }

    [Theory]
    [InlineData("team", false)]
    [InlineData("enterprise", true)]
    [Trait("Requirement", "CAP-6")]
    public async Task Of_a_promise_is_shown_what_was_promised_and_to_everybody_else_nothing(string plan, bool promised)
    {
        desk.Requester = Facts(("plan", plan));
        var ticket = await OpensAsync("2026-10-30T15:00:00Z"); // Friday at four, before a weekend
        await desk.PassesAsync("2026-11-04T15:00:00Z");
        var (key, viewer) = (ScenarioDeskFixture.KeyOf(ticket), Viewer.OfRequester("ana"));

        var history = await desk.Desk.GetHistoryAsync(key, viewer);

        Assert.Equal(promised, !(await desk.Desk.FindAsync(key, viewer))!.Promises.IsEmpty);
        Assert.Equal(promised, !(await desk.Desk.CompareSlaAsync(key, viewer)).IsEmpty);
        Assert.Equal(
            promised,
            history.Any(recorded => TicketJson.Write(recorded).Contains("promise", StringComparison.Ordinal))
        );
        Assert.Equal(
            promised,
            (await desk.SentAsync()).Any(sent => sent.Body.Contains("answer by", StringComparison.Ordinal))
        );
    }

    private async Task<Ticket> OpensAsync(string instant, params (string Name, FactValue Value)[] more) =>
        (await desk.OpensAtAsync(instant, "troubleshooting", [.. CapgoTests.Technical(), .. more])).Ticket;

    private static TicketCommand Plan(string plan) => new TicketCommand.ChangeFacts(Billing, Facts(("plan", plan)));
}
