using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>
/// In which order Osortoo takes what comes, and when. Support is open from nine to five in Toronto: from two to ten UTC in
/// the afternoon in winter, an hour earlier in summer, which in 2026 is from the 8th of March to the 1st of November.
/// </summary>
public class OsortooQueueTests
{
    private static readonly Actor Noa = Actor.Agent("noa");

    private readonly ScenarioDeskFixture desk = new("osortoo");

    [Fact]
    [Trait("Requirement", "OSO-3")]
    public async Task Tickets_are_taken_in_the_order_they_came()
    {
        var friday = await OpensAsync("2026-10-30T20:59:59Z", "raffle"); // Friday, a second before five
        var saturday = await OpensAsync("2026-11-01T03:59:59Z", "account"); // the last second of October
        var first = await OpensAsync("2026-11-01T05:30:00Z", "raffle"); // Sunday at half past one, in summer time
        var second = await OpensAsync("2026-11-01T06:15:00Z", "raffle"); // Sunday at a quarter past one, in winter time
        await desk.PassesAsync("2026-11-02T14:00:00Z"); // Monday at nine

        var (bias, noas) = (await TakesAsync(Agent), await TakesAsync(Noa));

        // The later clock time came first; two who ask at once get two tickets.
        Assert.Equal((friday.Id, saturday.Id), (bias, noas));
        Assert.Equal((first.Id, second.Id), (await TakesAsync(Agent), await TakesAsync(Agent)));
        Assert.Null(await TakesAsync(Noa));
    }

    [Theory]
    [InlineData("raffle", "support")]
    [InlineData("api-error", "investigation")]
    [Trait("Requirement", "OSO-3")]
    public async Task What_is_due_sooner_and_came_later_does_not_overtake(string category, string queue)
    {
        await desk.Desk.StartSwitchAsync("busy", Agent);
        var first = await OpensAsync("2026-03-06T21:00:00Z", category); // Friday at four: a longer window
        await desk.Desk.EndSwitchAsync("busy", Agent);
        var second = await OpensAsync("2026-03-06T21:30:00Z", category); // half an hour later: the usual one
        first = await desk.DoesAsync(first, new TicketCommand.Acknowledge(Agent));
        second = await desk.DoesAsync(second, new TicketCommand.Acknowledge(Agent));

        Assert.True(second.NextSlaDue() < first.NextSlaDue());
        Assert.Equal(first.Id, (await desk.Desk.TakeNextAsync(queue, Agent))!.Id);
        Assert.Equal(second.Id, (await desk.Desk.TakeNextAsync(queue, Agent))!.Id);
    }

    [Fact]
    [Trait("Requirement", "OSO-3")]
    public async Task A_ticket_from_another_queue_has_the_place_it_would_have_had()
    {
        var older = await OpensAsync("2026-03-06T15:00:00Z", "raffle");
        var newer = await OpensAsync("2026-03-06T16:00:00Z", "api-error");

        await desk.DoesAsync(older, new TicketCommand.ChangeCategory(Agent, "technical-bug"));

        Assert.Equal(older.Id, (await desk.Desk.TakeNextAsync("investigation", Agent))!.Id);
        Assert.Equal(newer.Id, (await desk.Desk.TakeNextAsync("investigation", Agent))!.Id);
    }

    [Fact]
    [Trait("Requirement", "OSO-3")]
    public async Task Every_later_message_is_promised_an_answer_too()
    {
        var ticket = await OpensAsync("2026-10-29T14:00:00Z", "raffle");
        ticket = await desk.DoesAsync(ticket, new TicketCommand.Reply(Agent, "Choose Draw again."));
        Assert.Null(ticket.PromiseOf("next-response"));

        // Friday at four; a second message on Saturday moves nothing.
        ticket = await desk.DoesAtAsync("2026-10-30T20:00:00Z", ticket, new TicketCommand.Reply(Ana, "And twice?"));
        ticket = await desk.DoesAtAsync("2026-10-31T20:00:00Z", ticket, new TicketCommand.Reply(Ana, "Or thrice?"));

        // An hour on Friday, then winter time: five hours of Monday for the earliest; to Wednesday at four for the latest.
        var promise = ticket.PromiseOf("next-response")!;
        Assert.Equal(
            ("again", At("2026-11-02T19:00:00Z"), At("2026-11-04T21:00:00Z")),
            (promise.Rule, promise.Earliest!.Value, promise.Due)
        );
        ticket = await desk.DoesAtAsync(
            "2026-11-04T21:00:00Z",
            ticket,
            new TicketCommand.Reply(Agent, "As often as you like.")
        );
        Assert.Equal(PromiseStatus.Met, ticket.PromiseOf("next-response")!.Status);

        ticket = await desk.DoesAsync(ticket, new TicketCommand.Reply(Ana, "Thanks. For two pages?"));
        await desk.PassesAsync("2026-11-30T21:00:00Z");
        Assert.Equal(PromiseStatus.Breached, (await desk.ReadAsync(ticket)).PromiseOf("next-response")!.Status);
    }

    [Theory]
    [InlineData("2026-10-30T20:59:59Z", "2026-11-02T15:59:59Z")] // Friday, a second before five: that second counts
    [InlineData("2026-10-30T21:00:00Z", "2026-11-02T16:00:00Z")] // Friday at five: Monday from nine, in winter time, to eleven
    [InlineData("2026-10-31T16:00:00Z", "2026-11-02T16:00:00Z")] // Saturday at noon, the end of the month
    [InlineData("2026-11-02T01:00:00Z", "2026-11-02T16:00:00Z")] // Sunday at eight in the evening
    [InlineData("2026-11-02T14:00:00Z", "2026-11-02T16:00:00Z")] // Monday at nine
    [InlineData("2026-11-02T14:00:01Z", "2026-11-02T16:00:01Z")] // and a second later
    [InlineData("2026-03-07T17:00:00Z", "2026-03-09T15:00:00Z")] // Saturday: Monday at eleven, in summer time
    [InlineData("2026-06-23T21:00:00Z", "2026-06-25T15:00:00Z")] // Tuesday at five: Wednesday is a holiday
    [InlineData("2026-06-24T16:00:00Z", "2026-06-25T15:00:00Z")] // on the holiday
    [InlineData("2026-09-05T02:00:00Z", "2026-09-08T15:00:00Z")] // Friday night before Labour Day
    [Trait("Requirement", "OSO-6")]
    public async Task A_message_outside_the_hours_is_handled_the_next_business_day(string asked, string acknowledged) =>
        Assert.Equal(At(acknowledged), (await OpensAsync(asked, "api-error")).PromiseOf("acknowledgement")!.Due);

    [Theory]
    [InlineData("2026-11-02T16:00:00Z", PromiseStatus.Met)]
    [InlineData("2026-11-02T16:00:00.000001Z", PromiseStatus.Breached)]
    [Trait("Requirement", "OSO-4")]
    [Trait("Requirement", "OSO-6")]
    public async Task Over_a_weekend_nothing_becomes_late_before_support_has_had_its_time(
        string at,
        PromiseStatus verdict
    )
    {
        var ticket = await OpensAsync("2026-10-30T21:00:00Z", "api-error");

        await desk.PassesAsync("2026-11-02T13:59:59Z"); // Monday, a second before nine
        Assert.All(
            (await desk.ReadAsync(ticket)).Promises,
            promise => Assert.Equal(PromiseStatus.Running, promise.Status)
        );
        ticket = await desk.DoesAtAsync(at, ticket, new TicketCommand.Acknowledge(Agent));

        Assert.Equal(verdict, ticket.PromiseOf("acknowledgement")!.Status);
        // Six business days from Monday on: the detailed answer has its own time, whatever became of the first promise.
        Assert.Equal(
            (PromiseStatus.Running, At("2026-11-09T22:00:00Z")),
            (ticket.PromiseOf("first-response")!.Status, ticket.PromiseOf("first-response")!.Due)
        );
    }

    [Theory]
    [InlineData("2026-07-01T03:59:59.999999Z", "usual", "2026-07-02T19:00:00Z", "2026-07-06T21:00:00Z")] // the last of June
    [InlineData("2026-07-01T04:00:00Z", "busy", "2026-07-06T21:00:00Z", "2026-07-09T21:00:00Z")] // Canada Day begins
    [InlineData("2026-07-02T03:59:59.999999Z", "busy", "2026-07-06T21:00:00Z", "2026-07-09T21:00:00Z")] // and ends
    [InlineData("2026-07-02T04:00:00Z", "usual", "2026-07-02T19:00:00Z", "2026-07-06T21:00:00Z")]
    [Trait("Requirement", "OSO-2")]
    public async Task A_holiday_makes_the_window_longer_from_its_first_instant_to_its_last(
        string asked,
        string rule,
        string from,
        string to
    )
    {
        var promise = (await OpensAsync(asked, "raffle")).PromiseOf("first-response")!;

        Assert.Equal((rule, At(from), At(to)), (promise.Rule, promise.Earliest!.Value, promise.Due));
    }

    [Fact]
    [Trait("Requirement", "OSO-2")]
    public async Task What_was_busy_when_it_was_opened_stays_so_whatever_becomes_of_the_ticket()
    {
        var ticket = await OpensAsync("2026-07-02T03:59:59Z", "raffle"); // the last second of Canada Day
        Assert.Equal(
            ["busy"],
            Assert.Single(await desk.EventsAsync<TicketEvent.SwitchesRecorded>(ticket)).Event.Switches
        );

        // Thursday at ten, when it is no longer busy, it turns out complex: 72 hours, Wednesday the 15th at five.
        ticket = await desk.DoesAtAsync(
            "2026-07-02T14:00:00Z",
            ticket,
            new TicketCommand.ChangeCategory(Agent, "api-error")
        );
        Assert.Equal(
            ("complex-busy", At("2026-07-14T21:00:00Z")),
            (ticket.PromiseOf("first-response")!.Rule, ticket.PromiseOf("first-response")!.Due)
        );

        ticket = await desk.DoesAsync(ticket, new TicketCommand.Reply(Agent, "The token has expired."));
        ticket = await desk.DoesAsync(ticket, new TicketCommand.Reply(Ana, "It has not."));
        Assert.Equal("busy-again", ticket.PromiseOf("next-response")!.Rule);
    }

    [Fact]
    [Trait("Requirement", "OSO-2")]
    public async Task An_operator_who_turns_it_off_on_a_holiday_does_not_end_the_holiday()
    {
        await desk.Desk.StartSwitchAsync("busy", Agent);
        Assert.Equal("busy", (await OpensAsync("2026-06-30T14:00:00Z", "raffle")).PromiseOf("first-response")!.Rule);
        await desk.Desk.EndSwitchAsync("busy", Agent);

        Assert.Equal("usual", (await OpensAsync("2026-06-30T14:00:01Z", "raffle")).PromiseOf("first-response")!.Rule);
        Assert.Equal("busy", (await OpensAsync("2026-07-01T14:00:00Z", "raffle")).PromiseOf("first-response")!.Rule);
    }

    private async Task<Ticket> OpensAsync(string instant, string category) =>
        (await desk.OpensAtAsync(instant, category)).Ticket;

    private async Task<TicketId?> TakesAsync(Actor agent) => (await desk.Desk.TakeNextAsync("support", agent))?.Id;
}
