using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Records breaches of promises, and the warnings before them.</summary>
internal static class SlaBreaches
{
    /// <summary>
    /// Records what has come due by now, in the order in which it came due. Every command does this first, so that a late worker
    /// changes no verdict: an answer after the due instant finds the promise broken.
    /// </summary>
    public static void ApplyDue(TicketDraft draft)
    {
        while (draft.Ticket.Promises.Where(IsDue).MinBy(promise => promise.NextDeadline) is { } promise)
        {
            draft.Record(
                promise.WarnAt is null
                    ? new TicketEvent.PromiseBreached(promise.Metric, promise.Due)
                    : new TicketEvent.PromiseWarned(promise.Metric)
            );
        }

        bool IsDue(SlaPromise promise) => promise.NextDeadline is { } wake && wake <= draft.Now;
    }
}
