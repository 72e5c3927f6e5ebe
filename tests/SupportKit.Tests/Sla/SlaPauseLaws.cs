using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Conversations;
using SupportKit.Sla;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;
using SupportKit.Workflows;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Sla;

/// <summary>What pauses and changes do to the time of a promise: nothing is lost, and nothing gained.</summary>
public class SlaPauseLaws
{
    [Law(50, EndSize = 30)]
    internal bool A_pause_brings_nothing_forward_and_leaves_as_much_open_time_as_there_was(SlaHistory history) =>
        PausesLoseNothing(history);

    [Law(50, EndSize = 30)]
    internal bool The_time_used_and_the_time_left_are_what_was_promised(SlaHistory history) =>
        UsedAndLeftAreTheWhole(history);

    [Law(50, EndSize = 30)]
    internal bool Cutting_a_pause_in_two_changes_nothing(Plot plot, bool isResolvedInIt) =>
        CutPausesAreTheSame(plot, isResolvedInIt);

    // Each history is made once for all the laws.
    [Law(100_000, EndSize = 14)]
    [Trait("Category", "Long")]
    internal void All_of_it_holds_for_very_many_histories(SlaHistory history) =>
        Assert.All<Func<SlaHistory, bool>>(
            [PausesLoseNothing, UsedAndLeftAreTheWhole],
            law => Assert.True(law(history), law.Method.Name)
        );

    [Law(100_000, EndSize = 14)]
    [Trait("Category", "Long")]
    internal bool Cutting_a_pause_in_two_changes_nothing_in_very_many_histories(Plot plot, bool isResolvedInIt) =>
        CutPausesAreTheSame(plot, isResolvedInIt);

    private static bool PausesLoseNothing(SlaHistory history)
    {
        Ticket? before = null;
        foreach (var moment in history.Moments)
        {
            foreach (var recorded in moment.Events)
            {
                var ticket = TicketHistory.Apply(before, recorded);
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

    private static bool LosesNothing(SlaRules sla, SlaPromise paused, SlaPromise resumed)
    {
        var (stopped, now) = (paused.StoppedAt!.Value, resumed.Pauses[^1].End);
        var calendar = sla.CalendarOf(paused.Within);
        return Same(paused.Due, resumed.Due)
            && paused.Warnings.Length == resumed.Warnings.Length
            && paused.Warnings.Zip(resumed.Warnings).All(pair => Same(pair.First, pair.Second));

        bool Same(Instant planned, Instant shifted) =>
            shifted >= planned
            && shifted >= now
            && Open(calendar, now, shifted) == Duration.Max(Duration.Zero, Open(calendar, stopped, planned));
    }

    private static bool UsedAndLeftAreTheWhole(SlaHistory history) =>
        history.Moments.All(moment =>
            moment
                .Ticket.Promises.Where(promise => promise.IsActive)
                .All(promise => IsWhole(moment.Policy.Sla, promise, moment.At))
        );

    private static bool IsWhole(SlaRules sla, SlaPromise promise, Instant now)
    {
        var calendar = sla.CalendarOf(promise.Within);
        var whole = Open(calendar, promise.StartedAt, promise.Within.From(promise.StartedAt, calendar));
        var half = now + (promise.Due - now) / 2;
        // Where a shorter rule found more used than it gives, nothing is left.
        return promise.Elapsed?.Time > whole
            ? sla.LeftAt(promise, now) == Duration.Zero
            : new[] { now, half, promise.Due }.All(at =>
                at < now || sla.ElapsedBy(promise, at) + sla.LeftAt(promise, at) == whole
            );
    }

    private static bool CutPausesAreTheSame(Plot plot, bool isResolvedInIt)
    {
        var once = Paused(plot, cut: false, isResolvedInIt);
        var twice = Paused(plot, cut: true, isResolvedInIt);
        return Read(once).SequenceEqual(Read(twice))
            ? true
            : throw new InvalidOperationException(
                $"once {string.Join("; ", Read(once))}\ntwice {string.Join("; ", Read(twice))}\n{once}\n\n{twice}"
            );
    }

    // What can be read of the promises: how they stand, what they have used, and how long they stood still.
    private static IEnumerable<(Round, Duration, Duration, Duration)> Read(SlaHistory history) =>
        from promise in history.Ticket.Promises
        where promise.Metric == "resolution"
        let progress = PromiseProgress.At(history.Policy.Sla, promise, history.Now)
        select (Round.Of(promise), progress.Elapsed, progress.Remaining, progress.Paused);

    // Held in the middle of the history, for as long as some of its steps take.
    private static SlaHistory Paused(Plot plot, bool cut, bool isResolvedInIt)
    {
        var half = plot.Steps.Length / 2;
        var history = new SlaHistory(plot with { Steps = plot.Steps[..half] }, SlaPolicies.WithoutDigests[plot.Desk]);
        history.Do(new TicketCommand.Fire(Agent, Triggers.Hold), history.Now + Duration.FromMinutes(17));
        var since = Instant.Max(history.Now, history.Ticket.UpdatedAt);
        if (cut)
        {
            var middle = since + Duration.FromMinutes(100 * half);
            history.Do(new TicketCommand.Fire(Agent, Triggers.Resume), middle);
            history.Do(new TicketCommand.Fire(Agent, Triggers.Hold), middle);
        }
        history.Do(
            new TicketCommand.Fire(Agent, isResolvedInIt ? Triggers.Resolve : Triggers.Resume),
            since + Duration.FromMinutes(170 * half)
        );
        foreach (var step in plot.Steps[half..])
            history.Do(step.Command(history), history.Now + step.After);
        return history;
    }

    private static Duration Open(BusinessCalendar? calendar, Instant from, Instant to) =>
        calendar?.Between(from, to) ?? to - from;
}
