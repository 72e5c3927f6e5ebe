using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Routing;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// Follows the sun: what nobody holds is in a queue that is open, or stays where it is while all that could take over are closed. The next
/// instant at which that may change is a timer of the ticket.
/// </summary>
internal static class QueueHandover
{
    /// <summary>Moves the ticket on if its queue is closed at an instant and another is open, and plans the next instant to look.</summary>
    public static void Update(TicketDraft draft, Instant at)
    {
        var timer = draft.Ticket.TimerOf(TicketTimer.QueueHours);
        var due = IsHeldByNobody(draft.Ticket) ? Settle(draft, timer, at) : null;
        if (due is null)
        {
            if (draft.Ticket.TimerOf(TicketTimer.QueueHours) is not null)
                draft.RecordByDesk(new TicketEvent.TimerStopped(TicketTimer.QueueHours));
        }
        else if (draft.Ticket.TimerOf(TicketTimer.QueueHours) is not { IsDone: false } planned || planned.Due != due)
            draft.RecordByDesk(new TicketEvent.TimerStarted(TicketTimer.QueueHours, at, due.Value));
    }

    // The queue for this instant, and when to look again; null for never.
    private static Instant? Settle(TicketDraft draft, TicketTimer? timer, Instant at)
    {
        if (QueueOf(draft.Policy, draft.Ticket.Queue) is not { Hours: { } hours } queue)
            return null;
        if (!IsOpen(draft.Policy, queue, at))
        {
            var others = hours.Then.Select(next => QueueOf(draft.Policy, next)).OfType<Queue>().ToList();
            if (others.Find(next => IsOpen(draft.Policy, next, at)) is not { } open)
                return others.Prepend(queue).Min(next => Opening(draft.Policy, next, at));
            if (timer is not null)
                draft.RecordByDesk(new TicketEvent.TimerFired(TicketTimer.QueueHours, at));
            draft.RecordByDesk(new TicketEvent.Routed(open.Id, TicketTimer.QueueHours, TicketTimer.QueueHours));
            queue = open;
        }
        return CalendarOf(draft.Policy, queue) is { } calendar ? Turn(calendar.NextClosing, at) : null;
    }

    private static bool IsHeldByNobody(Ticket ticket) =>
        ticket.Assignee is null
        && ticket.StateCategory is not (StateCategory.Resolved or StateCategory.Closed)
        && ticket.MergedInto is null
        && !ticket.IsSpam;

    private static Queue? QueueOf(Policy policy, string? id) =>
        policy.Routing.Queues.FirstOrDefault(queue => queue.Id == id);

    private static BusinessCalendar? CalendarOf(Policy policy, Queue queue) =>
        queue.Hours is { } hours ? policy.Sla.Calendars[hours.Calendar] : null;

    private static bool IsOpen(Policy policy, Queue queue, Instant at) => CalendarOf(policy, queue)?.IsOpen(at) ?? true;

    private static Instant? Opening(Policy policy, Queue queue, Instant at) =>
        Turn(CalendarOf(policy, queue)!.NextOpening, at);

    // A calendar that is always open never closes, and one whose years are over never opens again.
    private static Instant? Turn(Func<Instant, Instant> next, Instant at)
    {
        try
        {
            return next(at);
        }
        catch (BusinessCalendarException never) when (never.Code == BusinessCalendarErrors.HorizonExceeded)
        {
            return null;
        }
    }
}
