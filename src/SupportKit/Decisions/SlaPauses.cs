using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// Pauses and resumes clocks: while the ticket is in a state of a category such as pending, and between
/// two signals.
/// </summary>
internal static class SlaPauses
{
    /// <summary>Pauses or resumes a promise as the state and the signals of the command want it.</summary>
    public static void Update(TicketDraft draft, Metric metric, SlaPromise promise)
    {
        var halted =
            (promise.IsPausedBySignal || SlaClocks.HasSignal(draft, metric.PauseOn))
            && !SlaClocks.HasSignal(draft, metric.ResumeOn);
        var stands = halted || metric.PauseIn.Contains(draft.Ticket.StateCategory);
        if (!stands && promise.Status == PromiseStatus.Paused)
        {
            Resume(draft, promise);
        }
        else if (stands && (promise.Status == PromiseStatus.Running || promise.IsPausedBySignal != halted))
        {
            draft.Record(new TicketEvent.PromisePaused(metric.Id, halted));
        }
    }

    /// <summary>Has a paused clock go on.</summary>
    public static void Resume(TicketDraft draft, SlaPromise promise)
    {
        var (due, warnings) = draft.Policy.Sla.Resume(promise, draft.Now);
        var data = draft.Policy.Sla.TimeZoneDataOf(promise.Within);
        draft.Record(new TicketEvent.PromiseResumed(promise.Metric, due, warnings, data));
    }
}
