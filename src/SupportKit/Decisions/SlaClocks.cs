using System.Collections.Immutable;
using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// How the promises of a ticket react to time, signals and states. Each metric is handled separately: what
/// happens to one never changes another.
/// </summary>
internal static class SlaClocks
{
    /// <summary>Once a command has done its work: keeps, changes, makes, pauses and ends promises as that wants it.</summary>
    public static void Update(TicketDraft draft)
    {
        foreach (var metric in draft.Policy.Sla.Metrics)
            Update(draft, metric);
        UpdateDropped(draft);
        SlaBreaches.ApplyDue(draft);
    }

    private static void Update(TicketDraft draft, Metric metric)
    {
        if (Active() is { } active)
        {
            if (IsMergedOrSpam(draft.Ticket))
                End(draft, active, new TicketEvent.PromiseCanceled(metric.Id));
            else if (IsDone(draft, metric))
                End(draft, active, new TicketEvent.PromiseMet(metric.Id));
            else if (draft.Reconsider is { } reconsider)
                Reconsider(draft, metric, active, reconsider);
        }
        if (IsDone(draft, metric) && draft.Ticket.Promises.Any(p => p.Metric == metric.Id && p.IsOverdue))
            draft.Record(new TicketEvent.PromiseCompletedLate(metric.Id));

        if (IsOver(draft.Ticket) || IsMergedOrSpam(draft.Ticket))
        {
            // No clock runs on a ticket that nobody works on.
            if (Active() is { } left)
                End(draft, left, new TicketEvent.PromiseCanceled(metric.Id));
            return;
        }
        if (Active() is null && Starts(draft, metric))
            Make(draft, metric);
        if (Active() is { } running)
            SlaPauses.Update(draft, metric, running);

        SlaPromise? Active() => draft.Ticket.ActivePromiseOf(metric.Id);
    }

    private static bool IsDone(TicketDraft draft, Metric metric) =>
        HasSignal(draft, metric.Stop) || HasSignal(draft, metric.Restart);

    // Of a metric that a newer version of the policy has dropped: nothing can keep its promise any more, and no rule makes it.
    private static void UpdateDropped(TicketDraft draft)
    {
        if (!IsOver(draft.Ticket) && !IsMergedOrSpam(draft.Ticket) && draft.Reconsider is null)
            return;
        foreach (
            var promise in draft.Ticket.Promises.Where(p => p.IsActive && draft.Policy.Sla.MetricOf(p.Metric) is null)
        )
            End(draft, promise, new TicketEvent.PromiseCanceled(promise.Metric));
    }

    // A verdict within a pause ends the pause first, so that the end and what is left are as they would be had the clock gone on by then.
    private static void End(TicketDraft draft, SlaPromise promise, TicketEvent verdict)
    {
        if (promise.Status == PromiseStatus.Paused)
            SlaPauses.Resume(draft, promise);
        draft.Record(verdict);
    }

    private static bool Starts(TicketDraft draft, Metric metric) =>
        HasSignal(draft, metric.Start)
        || (HasSignal(draft, metric.Restart) && draft.Ticket.PromiseOf(metric.Id) is not null)
        || (draft.Reconsider is not null && IsStillOwed(draft.Ticket, metric));

    // What the ticket is entitled to only now: promised from now on, unless it was done, or judged, already.
    private static bool IsStillOwed(Ticket ticket, Metric metric) =>
        ticket.PromiseOf(metric.Id) is null or { Status: PromiseStatus.Canceled }
        && metric.Start.Max(ticket.LastOf) is { } started
        && !metric.Stop.Any(signal => ticket.LastOf(signal) >= started);

    private static void Make(TicketDraft draft, Metric metric)
    {
        if (draft.Policy.Sla.Match(metric.Id, draft.Ticket.Facts, draft.Ticket.TimeZone) is { } rule)
            draft.Record(new TicketEvent.PromiseMade(draft.Policy.Sla.CreatePromise(rule, draft.Now)));
    }

    private static void Reconsider(TicketDraft draft, Metric metric, SlaPromise active, Reconsideration reconsider)
    {
        var sla = draft.Policy.Sla;
        var how = reconsider.How ?? metric.OnChange;
        if (how == OnChange.Keep)
            return;
        if (sla.Match(metric.Id, draft.Ticket.Facts, draft.Ticket.TimeZone) is not { } rule)
        {
            End(draft, active, new TicketEvent.PromiseCanceled(metric.Id));
            return;
        }
        if (IsUnchanged(active, rule, how, sla, reconsider.Before))
            return;
        draft.Record(new TicketEvent.PromiseChanged(sla.Correct(active, reconsider.Before, rule, how, draft.Now), how));
    }

    // Nothing is then recalculated, and no warning is repeated.
    private static bool IsUnchanged(SlaPromise given, Rule<SlaTarget> rule, OnChange how, SlaRules sla, SlaRules before)
    {
        if (rule.Id != given.Rule || rule.Then.Within != given.Within || rule.Then.Kind != given.Kind)
            return false;
        if (ReferenceEquals(sla, before))
            return true;
        var old = before.TargetsOf(given.Metric)?.Rules.FirstOrDefault(known => known.Id == given.Rule);
        return (given.Elapsed is null || how == OnChange.Continue)
            && old?.Then.Warnings.SequenceEqual(rule.Then.Warnings) == true
            && before.CalendarOf(given.Within)?.ToJson() == sla.CalendarOf(given.Within)?.ToJson();
    }

    /// <summary>Whether one of these signals came with the command.</summary>
    internal static bool HasSignal(TicketDraft draft, ImmutableArray<string> signals)
    {
        foreach (var signal in signals)
        {
            if (draft.Signals.Contains(signal))
                return true;
        }
        return false;
    }

    private static bool IsOver(Ticket ticket) => ticket.StateCategory is StateCategory.Resolved or StateCategory.Closed;

    // The ticket was merged or is spam, so its promises were neither kept nor broken.
    private static bool IsMergedOrSpam(Ticket ticket) => ticket.MergedInto is not null || ticket.IsSpam;
}
