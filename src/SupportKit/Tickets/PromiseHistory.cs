using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.Tickets;

/// <summary>Folds what happens to promises. A verdict once given never changes, whatever event comes later.</summary>
internal static class PromiseHistory
{
    /// <summary>The ticket after the event; null when the event is not about a promise.</summary>
    public static Ticket? Apply(Ticket ticket, RecordedEvent recorded)
    {
        return recorded.Event switch
        {
            TicketEvent.PromiseMade made => ticket with { Promises = ticket.Promises.Add(made.Promise) },
            TicketEvent.PromiseChanged changed => Replace(changed.Promise with { ChangedAt = recorded.At }),
            TicketEvent.PromisePaused paused => Replace(Pause(Find(paused.Metric), paused.BySignal)),
            TicketEvent.PromiseResumed resumed => Replace(Resume(Find(resumed.Metric), resumed)),
            TicketEvent.PromiseWarned warned => Replace(Warned(Find(warned.Metric))),
            TicketEvent.PromiseMet met => Stop(met.Metric, PromiseStatus.Met),
            TicketEvent.PromiseBreached breached => Replace(Find(breached.Metric).AsBreached()),
            TicketEvent.PromiseCanceled withdrawn => Stop(withdrawn.Metric, PromiseStatus.Canceled),
            TicketEvent.PromiseCompletedLate done => Fulfil(done.Metric),
            _ => null,
        };

        SlaPromise Find(string metric) =>
            ticket.ActivePromiseOf(metric) ?? throw TicketHistory.Damaged(ticket, recorded);

        Ticket Replace(SlaPromise promise) =>
            ticket with
            {
                Promises = ticket.Promises.Replace(Find(promise.Metric), promise),
            };

        Ticket Fulfil(string metric) => ticket with { Promises = CompletedLate(ticket.Promises, metric, recorded.At) };

        Ticket Stop(string metric, PromiseStatus status) => Replace(Find(metric).Stop(status, recorded.At));

        // One that stands still already is only halted, or let go, on top.
        SlaPromise Pause(SlaPromise promise, bool halted) =>
            promise with
            {
                Status = PromiseStatus.Paused,
                StoppedAt = promise.StoppedAt ?? recorded.At,
                IsPausedBySignal = halted,
            };

        SlaPromise Resume(SlaPromise promise, TicketEvent.PromiseResumed resumed) =>
            promise.StoppedAt is { } stopped
                ? promise with
                {
                    Due = resumed.Due,
                    Warnings = resumed.Warnings,
                    TimeZoneData = resumed.TimeZoneData ?? promise.TimeZoneData,
                    Status = PromiseStatus.Running,
                    StoppedAt = null,
                    IsPausedBySignal = false,
                    Pauses = promise.Pauses.Add(new Pause(stopped, recorded.At)),
                }
                : throw TicketHistory.Damaged(ticket, recorded);

        SlaPromise Warned(SlaPromise promise) =>
            promise.Warnings.IsEmpty
                ? throw TicketHistory.Damaged(ticket, recorded)
                : promise with
                {
                    Warnings = promise.Warnings.RemoveAt(0),
                };
    }

    // Its own method, because what it captures would else be captured for every event.
    private static ImmutableArray<SlaPromise> CompletedLate(
        ImmutableArray<SlaPromise> promises,
        string metric,
        Instant at
    ) =>
        [
            .. promises.Select(promise =>
                promise.Metric == metric && promise.IsOverdue ? promise with { CompletedLateAt = at } : promise
            ),
        ];
}
