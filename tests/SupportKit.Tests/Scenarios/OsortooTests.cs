using NodaTime;
using SupportKit.Rules;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Scenarios;

/// <summary>What Osortoo's public policy says of a request; support is open from nine to five in Toronto.</summary>
public class OsortooTests
{
    private readonly ScenarioDeskFixture desk = new("osortoo");

    [Theory]
    // In Toronto. Monday at nine: three o'clock the same day, to the close of Wednesday
    [InlineData(
        "2026-03-02T14:00:00Z",
        "2026-03-02T20:00:00Z",
        "2026-03-04T22:00:00Z",
        "Wednesday, 4 March 2026, 17:00"
    )]
    // Monday at ten in the evening: as if on Tuesday at nine
    [InlineData(
        "2026-03-03T03:00:00Z",
        "2026-03-03T20:00:00Z",
        "2026-03-05T22:00:00Z",
        "Thursday, 5 March 2026, 17:00"
    )]
    // Friday at three, over a weekend and the change to summer time
    [InlineData(
        "2026-03-06T20:00:00Z",
        "2026-03-09T17:00:00Z",
        "2026-03-11T19:00:00Z",
        "Wednesday, 11 March 2026, 15:00"
    )]
    // Tuesday at four before a holiday
    [InlineData("2026-06-23T20:00:00Z", "2026-06-25T18:00:00Z", "2026-06-29T20:00:00Z", "Monday, 29 June 2026, 16:00")]
    [Trait("Requirement", "OSO-1")]
    public async Task The_usual_answer_comes_between_six_and_24_support_hours(
        string asked,
        string from,
        string to,
        string told
    )
    {
        var promise = await PromiseAtAsync(asked);

        Assert.Equal(("usual", At(from), At(to)), (promise.Rule, promise.Earliest!.Value, promise.Due));
        Assert.Equal(PromiseKind.Typical, promise.Kind);
        var receipt = await desk.ReceiptAsync();
        Assert.Contains("An answer usually comes between ", receipt); // typical, and so no promise
        Assert.Contains($" and {told} (America/Toronto).", receipt);
    }

    [Fact]
    [Trait("Requirement", "OSO-2")]
    public async Task A_busy_period_that_an_operator_turns_on_doubles_the_window()
    {
        await desk.Desk.StartSwitchAsync("busy", Agent);

        var promise = await PromiseAtAsync("2026-03-02T14:00:00Z");

        Assert.Equal(
            ("busy", At("2026-03-04T22:00:00Z"), At("2026-03-09T21:00:00Z")),
            (promise.Rule, promise.Earliest!.Value, promise.Due)
        );
        Assert.Contains("These are busy days", await desk.ReceiptAsync());
    }

    [Theory]
    [InlineData("2026-06-24T03:59:59Z", "usual")] // the last second before the holiday in Toronto
    [InlineData("2026-06-24T04:00:00Z", "busy")]
    [InlineData("2026-06-25T03:59:59Z", "busy")]
    [InlineData("2026-06-25T04:00:00Z", "usual")]
    [InlineData("2026-06-28T15:00:00Z", "usual")] // a Sunday is no holiday
    [Trait("Requirement", "OSO-2")]
    public async Task A_public_holiday_is_a_busy_period_by_schedule(string asked, string rule) =>
        Assert.Equal(rule, (await PromiseAtAsync(asked)).Rule);

    [Fact]
    [Trait("Requirement", "OSO-2")]
    public async Task What_holds_for_a_ticket_is_what_held_when_it_was_opened()
    {
        await desk.Desk.StartSwitchAsync("busy", Agent);
        var opened = await desk.OpensAtAsync("2026-03-02T14:00:00Z", "raffle");

        await desk.Desk.EndSwitchAsync("busy", Agent);
        desk.Time.Advance(Duration.FromHours(1));
        await desk.Desk.ApplyAsync(opened.Ticket.Key, new TicketCommand.Reply(Ana, "One thing more."));

        Assert.Equal(opened.Ticket.Promises, (await desk.ReadAsync(opened.Ticket)).Promises);
        Assert.Equal("usual", (await desk.OpensAsync("raffle")).Ticket.PromiseOf("first-response")!.Rule);
    }

    [Theory]
    [InlineData("api-error")]
    [InlineData("permissions")]
    [InlineData("billing-check")]
    [InlineData("technical-bug")]
    [InlineData("several-platforms")]
    [Trait("Requirement", "OSO-4")]
    public async Task A_complex_subject_has_two_promises(string category)
    {
        var opened = await desk.OpensAtAsync("2026-03-02T14:00:00Z", category);

        Assert.Equal(
            [("acknowledgement", At("2026-03-02T16:00:00Z")), ("first-response", At("2026-03-09T21:00:00Z"))],
            opened.Ticket.Promises.Select(promise => (promise.Metric, promise.Due))
        );
    }

    [Theory]
    [InlineData("raffle")]
    [InlineData("account")]
    [InlineData("request")]
    [Trait("Requirement", "OSO-4")]
    public async Task Any_other_subject_has_one(string category) =>
        Assert.Equal(
            ["first-response"],
            (await desk.OpensAsync(category)).Ticket.Promises.Select(promise => promise.Metric)
        );

    [Fact]
    [Trait("Requirement", "OSO-4")]
    public async Task An_acknowledgement_keeps_the_first_promise_and_the_detailed_answer_the_second()
    {
        var opened = await desk.OpensAtAsync("2026-03-02T14:00:00Z", "api-error");
        var key = opened.Ticket.Key;

        var acknowledged = (await desk.Desk.ApplyAsync(key, new TicketCommand.Acknowledge(Agent))).OrThrow().Ticket;
        Assert.Equal(PromiseStatus.Met, acknowledged.PromiseOf("acknowledgement")!.Status);
        Assert.Equal(PromiseStatus.Running, acknowledged.PromiseOf("first-response")!.Status);

        var reply = new TicketCommand.Reply(Agent, "The token had expired; here is what to do.");
        var answered = (await desk.Desk.ApplyAsync(key, reply)).OrThrow().Ticket;
        Assert.Equal(PromiseStatus.Met, answered.PromiseOf("first-response")!.Status);
    }

    [Fact]
    [Trait("Requirement", "OSO-4")]
    public async Task An_acknowledgement_in_words_reaches_the_person_and_the_detailed_answer_is_still_owed()
    {
        var opened = await desk.OpensAtAsync("2026-03-02T14:00:00Z", "api-error");
        var key = opened.Ticket.Key;
        var due = opened.Ticket.PromiseOf("first-response")!.Due;

        var seen = new TicketCommand.Reply(Agent, "We are looking into it.", IsAcknowledgement: true);
        var acknowledged = (await desk.Desk.ApplyAsync(key, seen)).OrThrow();

        Assert.Equal(PromiseStatus.Met, acknowledged.Ticket.PromiseOf("acknowledgement")!.Status);
        Assert.Equal(
            (PromiseStatus.Running, due),
            (
                acknowledged.Ticket.PromiseOf("first-response")!.Status,
                acknowledged.Ticket.PromiseOf("first-response")!.Due
            )
        );
        Assert.Null(acknowledged.Ticket.FirstAnsweredAt);
        Assert.Equal("open", acknowledged.Ticket.State);

        var reply = new TicketCommand.Reply(Agent, "The token had expired; here is what to do.");
        var answered = (await desk.Desk.ApplyAsync(key, reply)).OrThrow().Ticket;
        Assert.Equal(PromiseStatus.Met, answered.PromiseOf("first-response")!.Status);
        Assert.Equal("answered", answered.State);
    }

    [Fact]
    [Trait("Requirement", "OSO-4")]
    public void The_ready_acknowledgement_leaves_the_answer_owed() =>
        Assert.True(Assert.Single(desk.Policy.Macros).Acknowledges);

    [Fact]
    [Trait("Requirement", "OSO-4")]
    public async Task In_a_busy_period_a_complex_subject_takes_longer_and_is_acknowledged_as_quickly()
    {
        await desk.Desk.StartSwitchAsync("busy", Agent);

        var opened = await desk.OpensAtAsync("2026-03-02T14:00:00Z", "api-error");

        Assert.Equal(
            ["complex-acknowledgement", "complex-busy"],
            opened.Ticket.Promises.Select(promise => promise.Rule)
        );
    }

    [Fact]
    [Trait("Requirement", "OSO-5")]
    public async Task A_bare_request_is_taken_and_what_would_help_is_listed()
    {
        var completeness = (await desk.OpensAsync("raffle")).Completeness;

        Assert.Equal(0, completeness.Share);
        Assert.Equal(
            ["accountEmail", "raffleLink", "socialName", "screenshots", "errorMessage", "browserAndDevice"],
            completeness.WouldHelp.Select(field => field.Name)
        );
    }

    [Fact]
    [Trait("Requirement", "OSO-5")]
    public async Task How_complete_a_request_is_can_be_shown_before_it_is_sent()
    {
        (string, FactValue)[] answers =
        [
            ("accountEmail", "someone@example.com"),
            ("raffleLink", "https://example.com/raffles/7"),
            ("socialName", "a.page"),
        ];
        var form = desk.Policy.Intake.For("raffle");

        Assert.Empty(form.Required);
        Assert.Equal(0.5m, form.CompletenessOf(Facts(answers)).Share);
        Assert.Equal(0.5m, (await desk.OpensAsync("raffle", answers)).Completeness.Share);
    }

    private async Task<SlaPromise> PromiseAtAsync(string asked) =>
        (await desk.OpensAtAsync(asked, "raffle")).Ticket.PromiseOf("first-response")!;
}
