using SupportKit.Decisions;
using SupportKit.Tickets;

namespace SupportKit.Tests.Clocks;

/// <summary>What holds for every history, whatever is promised in it.</summary>
public class HistoryLaws
{
    [Fact]
    public void Replaying_the_events_gives_the_same_ticket_byte_for_byte() => ClockProperty.Holds(ReplayIsTheSame);

    [Fact]
    public void Stored_events_read_back_give_the_same_ticket_byte_for_byte() => ClockProperty.Holds(StoredIsTheSame);

    [Fact]
    public void Time_never_runs_backwards_and_numbers_have_no_gap() => ClockProperty.Holds(IsInOrder);

    [Fact]
    public void A_verdict_once_given_never_changes() => ClockProperty.Holds(VerdictsStay);

    [Fact]
    public void At_most_one_promise_of_a_metric_runs() => ClockProperty.Holds(OneRuns);

    [Fact]
    public void A_clock_stands_still_where_its_metric_says_so_and_nowhere_else() =>
        ClockProperty.Holds(StandsWhereSaid);

    [Fact]
    public void No_clock_runs_on_a_ticket_that_is_over_was_merged_or_is_spam() => ClockProperty.Holds(OverIsOver);

    [Fact]
    public void The_next_wake_is_the_exact_next_instant_at_which_something_happens_by_itself() =>
        ClockProperty.Holds(WakesExactly);

    [Fact]
    public void Firing_deadlines_twice_is_firing_them_once() => ClockProperty.Holds(FiresOnce);

    [Fact]
    [Trait("Category", "Long")]
    public void All_of_it_holds_for_very_many_histories() =>
        ClockProperty.HoldForMany(
            ReplayIsTheSame,
            StoredIsTheSame,
            IsInOrder,
            VerdictsStay,
            OneRuns,
            StandsWhereSaid,
            OverIsOver,
            WakesExactly,
            FiresOnce
        );

    private static bool ReplayIsTheSame(ClockHistory history) =>
        TicketJson.Write(TicketHistory.Replay(history.Events)!) == TicketJson.Write(history.Ticket);

    private static bool StoredIsTheSame(ClockHistory history)
    {
        var read = history.Events.Select(recorded => TicketJson.ReadRecordedEvent(TicketJson.Write(recorded)));
        return TicketJson.Write(TicketHistory.Replay(read)!)
            == TicketJson.Write(TicketJson.ReadTicket(TicketJson.Write(history.Ticket)));
    }

    private static bool IsInOrder(ClockHistory history) =>
        history
            .Events.Zip(history.Events.Skip(1))
            .All(pair => pair.First.At <= pair.Second.At && pair.First.Sequence + 1 == pair.Second.Sequence);

    private static bool VerdictsStay(ClockHistory history)
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
    private static Promise Judged(Promise promise) => promise with { FulfilledAt = null };

    private static bool OneRuns(ClockHistory history) =>
        history
            .Tickets()
            .All(ticket =>
                ticket
                    .Promises.Where(promise => promise.IsActive)
                    .CountBy(promise => promise.Metric)
                    .All(c => c.Value == 1)
            );

    private static bool StandsWhereSaid(ClockHistory history) =>
        history.Moments.All(moment =>
            moment
                .Ticket.Promises.Where(promise => promise.IsActive)
                .All(promise =>
                    moment.Policy.Sla.MetricOf(promise.Metric) is not { } metric
                    || (promise.Status == PromiseStatus.Paused)
                        == (promise.Halted || metric.PauseIn.Contains(moment.Ticket.StateCategory))
                )
        );

    private static bool OverIsOver(ClockHistory history) =>
        history.Moments.All(moment =>
            moment.Ticket
                is {
                    StateCategory: not (StateCategory.Resolved or StateCategory.Closed),
                    MergedInto: null,
                    IsSpam: false
                }
            || moment.Ticket.Promises.All(promise => !promise.IsActive)
        );

    private static bool WakesExactly(ClockHistory history)
    {
        var ticket = history.Ticket;
        while (ticket.NextWake() is { } wake)
        {
            var fired = Fire(ticket, wake);
            if (wake <= ticket.UpdatedAt || !Fire(ticket, wake.PlusTicks(-10)).Events.IsEmpty || fired.Events.IsEmpty)
                return false;
            ticket = fired.Ticket;
        }
        return Fire(ticket, ticket.UpdatedAt.Plus(NodaTime.Duration.FromDays(1000))).Events.IsEmpty;

        Decision.Accepted Fire(Ticket at, NodaTime.Instant now) =>
            (Decision.Accepted)Decider.Decide(history.Policy, at, new TicketCommand.FireDeadlines(), at.Facts, now);
    }

    private static bool FiresOnce(ClockHistory history)
    {
        var fire = new TicketCommand.FireDeadlines();
        var once = (Decision.Accepted)history.Try(fire, history.Now);
        return Decider.Decide(history.Policy, once.Ticket, fire, once.Ticket.Facts, history.Now)
            is Decision.Accepted { Events.IsEmpty: true };
    }
}
