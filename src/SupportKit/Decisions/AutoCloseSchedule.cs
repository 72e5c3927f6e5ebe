using NodaTime;
using SupportKit.Sla;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>Warns about tickets that the requester does not answer, and then closes them.</summary>
internal static class AutoCloseSchedule
{
    /// <summary>Sends the warning that has come due by now.</summary>
    public static void ApplyDue(TicketDraft draft)
    {
        if (draft.Ticket.ScheduledClose is { WarnAt: { } warnAt } closing && warnAt <= draft.Now)
            draft.Record(new TicketEvent.AutoCloseWarningSent(Postpone(draft, warnAt, closing.CloseAt)));
    }

    /// <summary>
    /// Closes a ticket that nobody answered in time. Only the deadline worker does so: a reply that arrives after the
    /// deadline but before the worker runs keeps the ticket open.
    /// </summary>
    public static Decision CloseUnanswered(TicketDraft draft)
    {
        if (draft.Ticket.ScheduledClose is { WarnAt: null } closing && closing.CloseAt <= draft.Now)
        {
            _ = draft.MoveOrRefuse(Triggers.Close, ClosingReason.Inactivity);
            // When a guard forbids the close, or the trigger leads nowhere, it is tried again after the same time.
            if (draft.Ticket.ScheduledClose == closing)
                ScheduleAutoClose(draft);
        }
        return draft.Complete();
    }

    /// <summary>Schedules the automatic close that the policy asks for, when none is scheduled.</summary>
    public static void Update(TicketDraft draft)
    {
        if (draft.Ticket.ScheduledClose is null)
            ScheduleAutoClose(draft);
    }

    // A warning that comes late puts the closing off by as much, as the warning is counted: everybody has the time it was
    // to give.
    private static Instant Postpone(TicketDraft draft, Instant warnAt, Instant closeAt)
    {
        var before = draft.Policy.Workflow.AutoCloseOf(draft.Ticket.State)?.WarnBefore;
        var calendar = before is null ? null : draft.Policy.Sla.CalendarOf(before);
        var left = RunningTime.Measure(calendar, warnAt, closeAt);
        return Instant.Max(closeAt, RunningTime.Add(calendar, draft.Now, left));
    }

    private static void ScheduleAutoClose(TicketDraft draft)
    {
        if (draft.Policy.Workflow.AutoCloseOf(draft.Ticket.State) is not { } rule)
            return;
        var sla = draft.Policy.Sla;
        var closeAt = rule.After.From(draft.Now, sla.CalendarOf(rule.After));
        var warnAt = rule.WarnBefore is { } before
            ? Instant.Max(draft.Now, before.Before(closeAt, sla.CalendarOf(before)))
            : default(Instant?);
        draft.Record(new TicketEvent.AutoCloseScheduled(warnAt, closeAt));
    }
}
