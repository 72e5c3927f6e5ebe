using NodaTime;
using SupportKit.Sla;
using SupportKit.Tickets;
using SupportKit.Timers;

namespace SupportKit.Decisions;

/// <summary>Carries out what has come due by the timers of a ticket, each for the instant at which it did.</summary>
internal static class DueTimers
{
    /// <summary>
    /// Warns, reminds, escalates, changes priority and queue. Every command does this first, so that a late worker changes nothing. What
    /// changes the state is the worker's alone: who writes in time, or before it came, has written.
    /// </summary>
    public static void Apply(TicketDraft draft)
    {
        while (Next(draft, timer => timer.WarnAt is not null || timer.Trigger is null) is { } timer)
        {
            var at = timer.NextDeadline!.Value;
            if (timer.WarnAt is { } warnAt)
                draft.RecordByDesk(
                    new TicketEvent.TimerWarned(timer.Name, Postpone(draft, timer, warnAt), timer.Trigger ?? "")
                );
            else if (timer.Name != TicketTimer.QueueHours)
                Carry(draft, timer);
            Follow(draft, at);
        }
    }

    /// <summary>Fires the triggers that have come due.</summary>
    public static Decision Move(TicketDraft draft)
    {
        while (Next(draft, timer => timer is { WarnAt: null, Trigger: not null }) is { } timer)
        {
            var state = draft.Ticket.State;
            if (draft.Policy.Timers.Find(timer.Name) is { } rule)
            {
                Fire(draft, rule, timer);
                _ = draft.MoveOrRefuse(timer.Trigger!, ClosingReason.Inactivity);
                // When a guard forbids it, or the trigger leads nowhere, it is tried again after the same time.
                if (draft.Ticket.State == state)
                    TimerSchedule.Start(draft, rule, draft.Now);
            }
            else
                draft.RecordByDesk(new TicketEvent.TimerStopped(timer.Name));
            Follow(draft, draft.Now);
        }
        return draft.Complete();
    }

    private static TicketTimer? Next(TicketDraft draft, Func<TicketTimer, bool> isWanted) =>
        draft
            .Ticket.Timers.Where(timer => timer.NextDeadline <= draft.Now && isWanted(timer))
            .MinBy(timer => timer.NextDeadline);

    // Whose queue it is then, and which timers run: as at the end of a command, so that it is the same whoever came by, and when.
    private static void Follow(TicketDraft draft, Instant at)
    {
        QueueHandover.Update(draft, at);
        TimerSchedule.Update(draft, at);
        QueueHandover.Update(draft, at);
    }

    private static void Carry(TicketDraft draft, TicketTimer timer)
    {
        if (draft.Policy.Timers.Find(timer.Name) is { } rule)
            Fire(draft, rule, timer);
        else
            draft.RecordByDesk(new TicketEvent.TimerStopped(timer.Name));
    }

    private static void Fire(TicketDraft draft, TimerRule rule, TicketTimer timer)
    {
        draft.RecordByDesk(new TicketEvent.TimerFired(rule.Name, timer.Due, rule.Reminds, Again(draft, rule, timer)));
        if (rule.Escalate is { } reason && draft is { Policy.Escalation: { } leads, Ticket.EscalatedToQueue: null })
            draft.RecordByDesk(new TicketEvent.Escalated(reason, leads.Queue, FactSet.Empty));
        if (rule.Priority is { } priority && priority != draft.Ticket.Priority)
        {
            var rank = draft.Policy.Priority.Levels.IndexOf(priority);
            draft.RecordByDesk(new TicketEvent.PriorityChanged(draft.Ticket.Priority ?? "", priority, rank, rule.Name));
            draft.Reconsider ??= new Reconsideration(null, draft.Policy.Sla);
        }
        if (rule.Route is { } queue && queue != draft.Ticket.Queue)
        {
            draft.RecordByDesk(new TicketEvent.Routed(queue, rule.Name, rule.Name));
            // Other people take it from here.
            if (draft.Ticket.Assignee is not null)
                draft.RecordByDesk(new TicketEvent.Assigned(null));
            draft.Reconsider ??= new Reconsideration(null, draft.Policy.Sla);
        }
    }

    // Counted from the instant it was due, so that a late worker changes none of those that follow.
    private static Instant? Again(TicketDraft draft, TimerRule rule, TicketTimer timer)
    {
        if (rule.Every is null || timer.Fired + 1 >= rule.Times)
            return null;
        var every = TimerSchedule.In(timer.After?.Calendar, rule.Every);
        return every.From(timer.Due, draft.Policy.Sla.CalendarOf(every));
    }

    // A warning that comes late puts the step off by as much, as the warning is counted: everybody has the time it was to give.
    private static Instant Postpone(TicketDraft draft, TicketTimer timer, Instant warnAt)
    {
        var calendar = timer.After is { } after ? draft.Policy.Sla.CalendarOf(after) : null;
        var left = RunningTime.Measure(calendar, warnAt, timer.Due);
        return Instant.Max(timer.Due, RunningTime.Add(calendar, draft.Now, left));
    }
}
