using NodaTime;
using SupportKit.Decisions;
using SupportKit.Sla;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>Who was answered in a call was answered, and gets no mail of it.</summary>
public class CallTests
{
    private readonly TicketLifeDeskFixture life = new(TicketLifePolicies.Plain);

    [Fact]
    public async Task A_call_is_the_first_response_and_sends_no_mail()
    {
        var ticket = await life.OpenAsync();
        await life.SentAsync();
        life.Time.Advance(Duration.FromMinutes(20));
        var at = Now() - Duration.FromMinutes(10);

        var called = (await life.DoAsync(ticket, new TicketCommand.RecordCall(Bia, at, "She was told."))).Ticket;

        Assert.Equal(PromiseStatus.Met, called.PromiseOf(Metric.FirstResponse.Id)!.Status);
        Assert.Equal(StateCategory.Answered, called.StateCategory);
        Assert.DoesNotContain(await life.SentAsync(), sent => sent.To.Kind == RecipientKind.Requester);
        Assert.Contains(new TicketEvent.CallRecorded(at, "She was told."), await life.EventsAsync(ticket));
    }

    [Fact]
    public async Task A_call_answers_what_the_requester_wrote_on()
    {
        var ticket = await life.OpenAsync();
        await life.DoAsync(ticket, new TicketCommand.Reply(Bia, "So."));
        await life.DoAsync(ticket, new TicketCommand.Reply(Ana, "And now?"));
        var called = await life.DoAsync(ticket, new TicketCommand.RecordCall(Bia, Now(), "She was told."));

        Assert.Null(called.Ticket.ActivePromiseOf(Metric.NextResponse.Id));
    }

    [Fact]
    public async Task A_promise_that_was_broken_when_the_call_was_recorded_stays_broken_whenever_the_call_was()
    {
        var ticket = await life.OpenAsync();
        var due = ticket.PromiseOf(Metric.FirstResponse.Id)!.Due;
        life.Time.SetNow(due + Duration.FromMinutes(1));

        var late = new TicketCommand.RecordCall(Bia, ticket.OpenedAt, "She was told in time.");
        var called = (await life.DoAsync(ticket, late)).Ticket;

        Assert.True(called.PromiseOf(Metric.FirstResponse.Id)!.Status == PromiseStatus.Breached);
    }

    [Fact]
    public async Task A_call_took_place_since_the_ticket_was_opened_and_within_a_day()
    {
        var ticket = await life.OpenAsync();
        var call = new TicketCommand.RecordCall(Bia, Now(), "She was told.");
        Assert.Equal("call.time_invalid", await life.RefusedAsync(ticket, call with { At = Now() - Second }));
        Assert.Equal("call.time_invalid", await life.RefusedAsync(ticket, call with { At = Now() + Second }));

        life.Time.Advance(Duration.FromDays(2));
        var day = Now() - Duration.FromDays(1);
        Assert.Equal("call.time_invalid", await life.RefusedAsync(ticket, call with { At = day - Second }));
        Assert.Equal("ticket.reply_empty", await life.RefusedAsync(ticket, call with { At = day, Summary = " " }));
        Assert.Equal("ticket.actor_not_permitted", await life.RefusedAsync(ticket, call with { By = Ana }));
        await life.DoAsync(ticket, call with { At = day });
    }

    [Fact]
    public async Task An_internal_summary_is_seen_by_the_desk_alone()
    {
        foreach (var isInternal in (bool[])[true, false])
        {
            var ticket = await life.OpenAsync();
            await life.DoAsync(ticket, new TicketCommand.RecordCall(Bia, Now(), "Lovelace was told.", isInternal));

            var seen = await life.Desk.GetHistoryAsync(Key(ticket), Viewer.OfRequester("ana"));
            Assert.Equal(!isInternal, seen.Any(recorded => recorded.Event is TicketEvent.CallRecorded));
            var found = new TicketQuery(Tenant, Viewer.OfRequester("ana")) { Text = "Lovelace" };
            Assert.Equal(isInternal, (await life.Desk.ListAsync(found)).Tickets.IsEmpty);
        }
    }

    [Fact]
    public async Task What_was_answered_in_the_call_that_opened_the_ticket_is_its_first_response()
    {
        var request = Question() with { OnBehalf = Bia, CallSummary = "She was told." };
        var ticket = await life.OpenAsync(request);

        var promise = ticket.PromiseOf(Metric.FirstResponse.Id)!;
        Assert.Equal((PromiseStatus.Met, ticket.OpenedAt), (promise.Status, promise.StoppedAt));
        Assert.Equal(StateCategory.Answered, ticket.StateCategory);
        Assert.Equal(
            ["call.agent_missing", "ticket.reply_empty"],
            [
                CodeOf(await life.Desk.OpenAsync(request with { OnBehalf = null })),
                CodeOf(await life.Desk.OpenAsync(request with { CallSummary = " " })),
            ]
        );
    }

    [Fact]
    public async Task A_secret_that_was_said_in_the_call_is_masked_like_any_other()
    {
        var card = string.Join(' ', "4111", "1111", "1111", "1111");
        var request = Question() with { OnBehalf = Bia, CallSummary = $"Her card is {card}." };
        var ticket = await life.OpenAsync(request);
        await life.DoAsync(ticket, new TicketCommand.RecordCall(Bia, Now(), $"It is {card}."));

        var calls = (await life.EventsAsync(ticket)).OfType<TicketEvent.CallRecorded>().ToList();
        Assert.Equal(2, calls.Count);
        Assert.All(
            calls,
            call => Assert.Contains("[masked: card number]", call.Summary.Text, StringComparison.Ordinal)
        );
    }

    private static readonly Duration Second = Duration.FromSeconds(1);

    private Instant Now() => Instant.FromDateTimeOffset(life.Time.GetUtcNow());
}
