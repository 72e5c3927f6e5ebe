using NodaTime;
using SupportKit.Sla;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>What else happens to a ticket by itself: accesses end, and what nobody answers closes.</summary>
internal static class Timers
{
    /// <summary>Does what has come due by now.</summary>
    public static void Settle(TicketDraft draft)
    {
        foreach (
            var grant in draft.Ticket.Grants.Where(grant => grant.Until <= draft.Now).OrderBy(grant => grant.Until)
        )
            draft.Emit(new TicketEvent.AccessExpired(grant.Id));
        if (draft.Ticket.Closing is { WarnAt: { } warnAt } closing && warnAt <= draft.Now)
            draft.Emit(new TicketEvent.ClosingWarned(PutOff(draft, warnAt, closing.CloseAt)));
    }

    /// <summary>
    /// Closes what nobody answered in time. Only the deadline worker does: whoever writes a moment too late has
    /// written, and the ticket stays.
    /// </summary>
    public static Decision CloseUnanswered(TicketDraft draft)
    {
        if (draft.Ticket.Closing is { WarnAt: null } closing && closing.CloseAt <= draft.Now)
        {
            _ = draft.TryMove(Triggers.Close, ClosingReason.NoAnswer);
            // What a guard forbids today, or leads nowhere, is tried again after as long.
            if (draft.Ticket.Closing == closing)
                Plan(draft);
        }
        return draft.Accept();
    }

    /// <summary>Ends what a closed ticket no longer needs; plans a closing where the policy wants one and none is planned.</summary>
    public static void Follow(TicketDraft draft)
    {
        if (draft.Ticket.StateCategory == StateCategory.Closed)
        {
            foreach (var grant in draft.Ticket.Grants)
                draft.Emit(new TicketEvent.AccessExpired(grant.Id));
        }
        if (draft.Ticket.Closing is null)
            Plan(draft);
    }

    // A warning that comes late puts the closing off by as much, as the warning is counted: everybody has the time it was
    // to give.
    private static Instant PutOff(TicketDraft draft, Instant warnAt, Instant closeAt)
    {
        var before = draft.Policy.Workflow.AutoCloseOf(draft.Ticket.State)?.WarnBefore;
        var calendar = before is null ? null : draft.Policy.Sla.CalendarOf(before);
        var left = RunningTime.Measure(calendar, warnAt, closeAt);
        return Instant.Max(closeAt, RunningTime.Add(calendar, draft.Now, left));
    }

    private static void Plan(TicketDraft draft)
    {
        if (draft.Policy.Workflow.AutoCloseOf(draft.Ticket.State) is not { } rule)
            return;
        var sla = draft.Policy.Sla;
        var closeAt = rule.After.From(draft.Now, sla.CalendarOf(rule.After));
        var warnAt = rule.WarnBefore is { } before
            ? Instant.Max(draft.Now, before.Before(closeAt, sla.CalendarOf(before)))
            : default(Instant?);
        draft.Emit(new TicketEvent.ClosingPlanned(warnAt, closeAt));
    }
}
