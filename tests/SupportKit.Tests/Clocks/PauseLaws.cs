using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Decisions;
using SupportKit.Sla;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Clocks;

/// <summary>What pauses and changes do to the time of a promise: nothing is lost, and nothing gained.</summary>
public class PauseLaws
{
    [Fact]
    public void A_pause_brings_nothing_forward_and_leaves_as_much_open_time_as_there_was() =>
        ClockProperty.Holds(PausesLoseNothing);

    [Fact]
    public void The_time_used_and_the_time_left_are_what_was_promised() => ClockProperty.Holds(UsedAndLeftAreTheWhole);

    [Fact]
    public void Cutting_a_pause_in_two_changes_nothing() => ClockProperty.Holds(Plot.Any, CutPausesAreTheSame);

    [Fact]
    [Trait("Category", "Long")]
    public void All_of_it_holds_for_very_many_histories() =>
        ClockProperty.HoldForMany(PausesLoseNothing, UsedAndLeftAreTheWhole);

    [Fact]
    [Trait("Category", "Long")]
    public void Cutting_a_pause_in_two_changes_nothing_in_very_many_histories() =>
        ClockProperty.HoldsForMany(Plot.Any, CutPausesAreTheSame);

    private static bool PausesLoseNothing(ClockHistory history)
    {
        Ticket? before = null;
        foreach (var moment in history.Moments)
        {
            foreach (var recorded in moment.Events)
            {
                var ticket = TicketHistory.Evolve(before, recorded);
                if (
                    recorded.Event is TicketEvent.PromiseResumed { Metric: var metric }
                    && !LosesNothing(moment.Policy.Sla, before!.PromiseOf(metric)!, ticket.PromiseOf(metric)!)
                )
                    return false;
                before = ticket;
            }
        }
        return true;
    }

    private static bool LosesNothing(SlaRules sla, Promise paused, Promise resumed)
    {
        var (stopped, now) = (paused.StoppedAt!.Value, resumed.Pauses[^1].To);
        var calendar = sla.CalendarOf(paused.Within);
        return Same(paused.Due, resumed.Due)
            && paused.Warnings.Length == resumed.Warnings.Length
            && paused.Warnings.Zip(resumed.Warnings).All(pair => Same(pair.First, pair.Second));

        bool Same(Instant planned, Instant shifted) =>
            shifted >= planned
            && shifted >= now
            && Open(calendar, now, shifted) == Duration.Max(Duration.Zero, Open(calendar, stopped, planned));
    }

    private static bool UsedAndLeftAreTheWhole(ClockHistory history) =>
        history.Moments.All(moment =>
            moment
                .Ticket.Promises.Where(promise => promise.IsActive)
                .All(promise => IsWhole(moment.Policy.Sla, promise, moment.At))
        );

    private static bool IsWhole(SlaRules sla, Promise promise, Instant now)
    {
        var calendar = sla.CalendarOf(promise.Within);
        var whole = Open(calendar, promise.StartedAt, promise.Within.From(promise.StartedAt, calendar));
        var half = now + (promise.Due - now) / 2;
        // Where a shorter rule found more used than it gives, nothing is left.
        return promise.Used?.Time > whole
            ? sla.LeftAt(promise, now) == Duration.Zero
            : new[] { now, half, promise.Due }.All(at =>
                at < now || sla.UsedBy(promise, at) + sla.LeftAt(promise, at) == whole
            );
    }

    private static bool CutPausesAreTheSame(Plot plot)
    {
        var (once, twice) = (Paused(plot, cut: false), Paused(plot, cut: true));
        return once
            .Ticket.Promises.Where(promise => promise.Metric == "resolution")
            .Select(Round.Of)
            .SequenceEqual(twice.Ticket.Promises.Where(promise => promise.Metric == "resolution").Select(Round.Of));
    }

    // Held in the middle of the history, for as long as some of its steps take.
    private static ClockHistory Paused(Plot plot, bool cut)
    {
        var half = plot.Steps.Length / 2;
        var history = new ClockHistory(plot with { Steps = plot.Steps[..half] });
        history.Do(new TicketCommand.Fire(Agent, Triggers.Hold), history.Now + Duration.FromMinutes(17));
        var since = Instant.Max(history.Now, history.Ticket.UpdatedAt);
        if (cut)
        {
            var middle = since + Duration.FromMinutes(100 * half);
            history.Do(new TicketCommand.Fire(Agent, Triggers.Resume), middle);
            history.Do(new TicketCommand.Fire(Agent, Triggers.Hold), middle);
        }
        history.Do(new TicketCommand.Fire(Agent, Triggers.Resume), since + Duration.FromMinutes(170 * half));
        foreach (var step in plot.Steps[half..])
            history.Do(step.Command(history), history.Now + step.After);
        return history;
    }

    private static Duration Open(BusinessCalendar? calendar, Instant from, Instant to) =>
        calendar?.Between(from, to) ?? to - from;
}
