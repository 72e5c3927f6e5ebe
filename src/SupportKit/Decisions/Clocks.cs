using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>How the promises of a ticket react to time, to signals and to states.</summary>
internal static class Clocks
{
    /// <summary>
    /// Records what has come due by now, in the order it came due. Every command does this first, so that a late worker
    /// changes no verdict: an answer after the due instant finds the promise broken.
    /// </summary>
    public static void Settle(TicketDraft draft)
    {
        while (draft.Ticket.Promises.Where(IsDue).MinBy(promise => promise.NextWake) is { } promise)
        {
            draft.Emit(
                promise.WarnAt is null
                    ? new TicketEvent.PromiseBreached(promise.Metric, promise.Due)
                    : new TicketEvent.PromiseWarned(promise.Metric)
            );
        }

        bool IsDue(Promise promise) => promise.NextWake is { } wake && wake <= draft.Now;
    }

    /// <summary>Keeps the promises that a signal fulfils.</summary>
    public static void Signal(TicketDraft draft, ClockSignal signal)
    {
        foreach (var promise in Active(draft))
        {
            if (Metric.Find(promise.Metric)!.FulfilledBy.Contains(signal))
                draft.Emit(new TicketEvent.PromiseMet(promise.Metric));
        }
    }

    /// <summary>Pauses, resumes or ends clocks as the ticket's new state wants it.</summary>
    public static void FollowState(TicketDraft draft)
    {
        var category = draft.Ticket.StateCategory;
        if (category is StateCategory.Resolved or StateCategory.Closed)
            Signal(draft, ClockSignal.Resolved);
        foreach (var promise in Active(draft))
        {
            var stands = Metric.Find(promise.Metric)!.PausedIn.Contains(category);
            if (category == StateCategory.Closed)
                draft.Emit(new TicketEvent.PromiseWithdrawn(promise.Metric));
            else if (stands && promise.Status == PromiseStatus.Running)
                draft.Emit(new TicketEvent.PromisePaused(promise.Metric));
            else if (!stands && promise.Status == PromiseStatus.Paused)
                Resume(draft, promise);
        }
    }

    private static void Resume(TicketDraft draft, Promise promise)
    {
        var (due, warnAt) = draft.Basis.Policy.Sla.Resume(promise, draft.Now);
        draft.Emit(new TicketEvent.PromiseResumed(promise.Metric, due, warnAt));
    }

    private static List<Promise> Active(TicketDraft draft) =>
        [.. draft.Ticket.Promises.Where(promise => promise.IsActive)];
}
