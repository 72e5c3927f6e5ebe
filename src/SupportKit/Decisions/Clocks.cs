using System.Collections.Immutable;
using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// How the promises of a ticket react to time, to signals and to states. Each metric is looked at by itself: what
/// happens to one never moves another.
/// </summary>
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

    /// <summary>Once a command has done its work: keeps, changes, makes, pauses and ends promises as that wants it.</summary>
    public static void Follow(TicketDraft draft)
    {
        foreach (var metric in draft.Policy.Sla.Metrics)
            Follow(draft, metric);
        FollowDropped(draft);
        Settle(draft);
    }

    private static void Follow(TicketDraft draft, Metric metric)
    {
        if (Active() is { } active)
        {
            if (EndsUnanswered(draft.Ticket))
                draft.Emit(new TicketEvent.PromiseWithdrawn(metric.Id));
            else if (IsDone(draft, metric))
                draft.Emit(new TicketEvent.PromiseMet(metric.Id));
            else if (draft.Reconsider is { } reconsider)
                Reconsider(draft, metric, active, reconsider);
        }
        if (IsDone(draft, metric) && draft.Ticket.Promises.Any(p => p.Metric == metric.Id && p.IsOverdue))
            draft.Emit(new TicketEvent.PromiseFulfilled(metric.Id));

        if (IsOver(draft.Ticket) || EndsUnanswered(draft.Ticket))
        {
            // Nobody works on it any more, so no clock runs.
            if (Active() is not null)
                draft.Emit(new TicketEvent.PromiseWithdrawn(metric.Id));
            return;
        }
        if (Active() is null && Starts(draft, metric))
            Make(draft, metric);
        if (Active() is { } running)
            PauseOrResume(draft, metric, running);

        Promise? Active() => draft.Ticket.ActivePromiseOf(metric.Id);
    }

    private static bool IsDone(TicketDraft draft, Metric metric) =>
        Came(draft, metric.Stop) || Came(draft, metric.Restart);

    // Of a metric that a newer version of the policy has dropped: nothing can keep its promise any more, and no rule makes it.
    private static void FollowDropped(TicketDraft draft)
    {
        if (!IsOver(draft.Ticket) && !EndsUnanswered(draft.Ticket) && draft.Reconsider is null)
            return;
        foreach (
            var promise in draft.Ticket.Promises.Where(p => p.IsActive && draft.Policy.Sla.MetricOf(p.Metric) is null)
        )
            draft.Emit(new TicketEvent.PromiseWithdrawn(promise.Metric));
    }

    private static bool Starts(TicketDraft draft, Metric metric) =>
        Came(draft, metric.Start)
        || (Came(draft, metric.Restart) && draft.Ticket.PromiseOf(metric.Id) is not null)
        || (draft.Reconsider is not null && IsOwed(draft.Ticket, metric));

    // What the ticket is entitled to only now: promised from now on, unless it was done, or judged, already.
    private static bool IsOwed(Ticket ticket, Metric metric) =>
        ticket.PromiseOf(metric.Id) is null or { Status: PromiseStatus.Withdrawn }
        && metric.Start.Max(ticket.LastOf) is { } started
        && !metric.Stop.Any(signal => ticket.LastOf(signal) >= started);

    private static void Make(TicketDraft draft, Metric metric)
    {
        if (draft.Policy.Sla.TargetsOf(metric.Id)?.Match(draft.Ticket.Facts) is { } rule)
            draft.Emit(new TicketEvent.PromiseMade(draft.Policy.Sla.Make(rule, draft.Now)));
    }

    private static void Reconsider(TicketDraft draft, Metric metric, Promise active, Reconsideration reconsider)
    {
        var sla = draft.Policy.Sla;
        var how = reconsider.How ?? metric.OnChange;
        if (how == OnChange.Keep)
            return;
        if (sla.TargetsOf(metric.Id)?.Match(draft.Ticket.Facts) is not { } rule)
        {
            draft.Emit(new TicketEvent.PromiseWithdrawn(metric.Id));
            return;
        }
        if (SaysTheSame(active, rule, how, sla, reconsider.Before))
            return;
        draft.Emit(new TicketEvent.PromiseChanged(sla.Change(active, reconsider.Before, rule, how, draft.Now), how));
    }

    // Then there is nothing to count anew, and nobody to warn again.
    private static bool SaysTheSame(
        Promise given,
        Rule<PromiseTarget> rule,
        OnChange how,
        SlaRules sla,
        SlaRules before
    )
    {
        if (rule.Id != given.Rule || rule.Then.Within != given.Within || rule.Then.Kind != given.Kind)
            return false;
        if (ReferenceEquals(sla, before))
            return true;
        var old = before.TargetsOf(given.Metric)?.Rules.FirstOrDefault(known => known.Id == given.Rule);
        return (given.Used is null || how == OnChange.Continue)
            && old?.Then.Warnings.SequenceEqual(rule.Then.Warnings) == true
            && before.CalendarOf(given.Within)?.ToJson() == sla.CalendarOf(given.Within)?.ToJson();
    }

    private static void PauseOrResume(TicketDraft draft, Metric metric, Promise promise)
    {
        var halted = (promise.Halted || Came(draft, metric.PauseOn)) && !Came(draft, metric.ResumeOn);
        var stands = halted || metric.PauseIn.Contains(draft.Ticket.StateCategory);
        if (!stands && promise.Status == PromiseStatus.Paused)
        {
            var (due, warnings) = draft.Policy.Sla.Resume(promise, draft.Now);
            draft.Emit(new TicketEvent.PromiseResumed(metric.Id, due, warnings));
        }
        else if (stands && (promise.Status == PromiseStatus.Running || promise.Halted != halted))
        {
            draft.Emit(new TicketEvent.PromisePaused(metric.Id, halted));
        }
    }

    private static bool Came(TicketDraft draft, ImmutableArray<string> signals)
    {
        foreach (var signal in signals)
        {
            if (draft.Signals.Contains(signal))
                return true;
        }
        return false;
    }

    private static bool IsOver(Ticket ticket) => ticket.StateCategory is StateCategory.Resolved or StateCategory.Closed;

    // Another ticket carries it on, or it was no request: nothing was kept, and nothing broken.
    private static bool EndsUnanswered(Ticket ticket) => ticket.MergedInto is not null || ticket.IsSpam;
}
