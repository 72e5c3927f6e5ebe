using System.Text.Json;
using NodaTime;
using SupportKit.Conversations;
using SupportKit.Decisions;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;

namespace SupportKit.Tests.Sla;

/// <summary>What holds for every history, whatever is promised in it.</summary>
public class SlaHistoryLaws
{
    [Law(35, EndSize = 30)]
    internal bool Replaying_the_events_gives_the_same_ticket_byte_for_byte(SlaHistory history) =>
        ReplayIsTheSame(history);

    [Law(35, EndSize = 30)]
    internal bool Stored_events_read_back_give_the_same_ticket_byte_for_byte(SlaHistory history) =>
        StoredIsTheSame(history);

    [Law(35, EndSize = 30)]
    internal bool Time_never_runs_backwards_and_numbers_have_no_gap(SlaHistory history) => IsInOrder(history);

    [Law(35, EndSize = 30)]
    internal bool A_verdict_once_given_never_changes(SlaHistory history) => VerdictsStay(history);

    [Law(35, EndSize = 30)]
    internal bool At_most_one_promise_of_a_metric_runs(SlaHistory history) => OneRuns(history);

    [Law(35, EndSize = 30)]
    internal bool A_clock_stands_still_where_its_metric_says_so_and_nowhere_else(SlaHistory history) =>
        StandsWhereSaid(history);

    [Law(35, EndSize = 30)]
    internal bool No_clock_runs_on_a_ticket_that_is_over_was_merged_or_is_spam(SlaHistory history) =>
        OverIsOver(history);

    [Law(35, EndSize = 30)]
    internal bool The_next_wake_is_the_exact_next_instant_at_which_something_happens_by_itself(SlaHistory history) =>
        WakesExactly(history);

    [Law(35, EndSize = 30)]
    internal bool Processing_deadlines_twice_is_processing_them_once(SlaHistory history) => ProcessesOnce(history);

    [Law(35, 5_000, EndSize = 30)]
    internal void What_can_be_read_of_a_promise_does_not_depend_on_how_late_the_worker_is(Plot plot)
    {
        plot = plot with
        {
            Steps = [.. plot.Steps.Select(step => step with { After = Duration.Max(Duration.Zero, step.After) })],
        };
        var (late, punctual) = (Begun(), Begun());
        foreach (var step in plot.Steps)
        {
            var at = late.Now + step.After;
            while (punctual.Ticket.NextDeadline() is { } wake && wake < at)
                punctual.Do(new TicketCommand.ProcessDeadlines(), wake);
            // Between two commands, and after each.
            Assert.Equal(Read(punctual, at), Read(late, at));
            var command = step.Command(late);
            late.Do(command, at);
            punctual.Do(command, at);
            Assert.Equal(Read(punctual, at), Read(late, at));
        }

        SlaHistory Begun() => new(plot with { Steps = [] }, SlaPolicies.WithoutDigests[plot.Desk]);

        static IEnumerable<string> Read(SlaHistory history, Instant at) =>
            from promise in history.Ticket.Promises
            select JsonSerializer.Serialize(PromiseProgress.At(history.Policy.Sla, promise, at));
    }

    // Each history is made once for all the laws.
    [Law(100_000, EndSize = 14)]
    [Trait("Category", "Long")]
    internal void All_of_it_holds_for_very_many_histories(SlaHistory history) =>
        Assert.All<Func<SlaHistory, bool>>(
            [
                ReplayIsTheSame,
                StoredIsTheSame,
                IsInOrder,
                VerdictsStay,
                OneRuns,
                StandsWhereSaid,
                OverIsOver,
                WakesExactly,
                ProcessesOnce,
            ],
            law => Assert.True(law(history), law.Method.Name)
        );

    private static bool ReplayIsTheSame(SlaHistory history) =>
        TicketJson.Write(TicketHistory.Replay(history.Events)!) == TicketJson.Write(history.Ticket);

    private static bool StoredIsTheSame(SlaHistory history)
    {
        var read = history.Events.Select(recorded => TicketJson.ReadRecordedEvent(TicketJson.Write(recorded)));
        return TicketJson.Write(TicketHistory.Replay(read)!)
            == TicketJson.Write(TicketJson.ReadTicket(TicketJson.Write(history.Ticket)));
    }

    private static bool IsInOrder(SlaHistory history) =>
        history
            .Events.Zip(history.Events.Skip(1))
            .All(pair => pair.First.At <= pair.Second.At && pair.First.Sequence + 1 == pair.Second.Sequence);

    private static bool VerdictsStay(SlaHistory history)
    {
        var tickets = history.Tickets().ToList();
        return tickets
            .Zip(tickets.Skip(1))
            .All(pair =>
                pair.First.Promises.Zip(pair.Second.Promises)
                    .All(p => p.First.IsActive || Judged(p.First) == Judged(p.Second))
                && pair.First.Promises.Length <= pair.Second.Promises.Length
            );
    }

    // That it was done after all is no part of the verdict.
    private static SlaPromise Judged(SlaPromise promise) => promise with { CompletedLateAt = null };

    private static bool OneRuns(SlaHistory history) =>
        history
            .Tickets()
            .All(ticket =>
                ticket
                    .Promises.Where(promise => promise.IsActive)
                    .CountBy(promise => promise.Metric)
                    .All(c => c.Value == 1)
            );

    private static bool StandsWhereSaid(SlaHistory history) =>
        history.Moments.All(moment =>
            moment
                .Ticket.Promises.Where(promise => promise.IsActive)
                .All(promise =>
                    moment.Policy.Sla.MetricOf(promise.Metric) is not { } metric
                    || (promise.Status == PromiseStatus.Paused)
                        == (promise.IsPausedBySignal || metric.PauseIn.Contains(moment.Ticket.StateCategory))
                )
        );

    private static bool OverIsOver(SlaHistory history) =>
        history.Moments.All(moment =>
            moment.Ticket
                is {
                    StateCategory: not (StateCategory.Resolved or StateCategory.Closed),
                    MergedInto: null,
                    IsSpam: false
                }
            || moment.Ticket.Promises.All(promise => !promise.IsActive)
        );

    private static bool WakesExactly(SlaHistory history)
    {
        var ticket = history.Ticket;
        while (ticket.NextDeadline() is { } wake)
        {
            var fired = Fire(ticket, wake);
            if (wake <= ticket.UpdatedAt || !Fire(ticket, wake.PlusTicks(-10)).Events.IsEmpty || fired.Events.IsEmpty)
                return false;
            ticket = fired.Ticket;
        }
        return Fire(ticket, ticket.UpdatedAt.Plus(Duration.FromDays(1000))).Events.IsEmpty;

        Decision.Accepted Fire(Ticket at, Instant now) =>
            (Decision.Accepted)Decider.Decide(history.Policy, at, new TicketCommand.ProcessDeadlines(), at.Facts, now);
    }

    private static bool ProcessesOnce(SlaHistory history)
    {
        var fire = new TicketCommand.ProcessDeadlines();
        var once = (Decision.Accepted)history.Try(fire, history.Now);
        return Decider.Decide(history.Policy, once.Ticket, fire, once.Ticket.Facts, history.Now)
            is Decision.Accepted { Events.IsEmpty: true };
    }
}
