using System.Collections.Immutable;
using NodaTime;
using SupportKit.Sla;
using SupportKit.Tickets;
using SupportKit.Timers;

namespace SupportKit.Decisions;

/// <summary>Starts, pauses and stops the timers of a ticket, as its state and what was written want it.</summary>
internal static class TimerSchedule
{
    /// <summary>Once something has happened: what waits for it stops, and what it begins starts.</summary>
    /// <param name="draft">The decision.</param>
    /// <param name="at">When it happened: for what has come due, the instant at which it did.</param>
    public static void Update(TicketDraft draft, Instant at)
    {
        if (draft.Policy.Timers.All.IsEmpty && draft.Ticket.Timers.IsEmpty)
            return;
        var news = draft.TakeNews();
        foreach (var rule in draft.Policy.Timers.All)
            Update(draft, rule, at, news);
        // A newer version of the policy has dropped it.
        foreach (var timer in draft.Ticket.Timers)
        {
            if (timer.Name != TicketTimer.QueueHours && draft.Policy.Timers.Find(timer.Name) is null)
                draft.RecordByDesk(new TicketEvent.TimerStopped(timer.Name));
        }
    }

    /// <summary>Starts a timer, anew if it has started before.</summary>
    public static void Start(TicketDraft draft, TimerRule rule, Instant at)
    {
        var (sla, ticket) = (draft.Policy.Sla, draft.Ticket);
        var chosen = rule.ChosenBy?.Of(ticket.Facts) ?? rule.After.Calendar;
        var name = chosen is null ? null : sla.Requesters.NameOf(chosen, ticket.TimeZone);
        var after = In(name, rule.After);
        var calendar = sla.CalendarOf(after);
        var due = after.From(at, calendar);
        var warnAt = rule.WarnBefore is { } before
            ? Instant.Max(at, In(name, before).Before(due, calendar))
            : default(Instant?);
        draft.RecordByDesk(new TicketEvent.TimerStarted(rule.Name, at, due, after, warnAt, rule.Trigger));
    }

    /// <summary>The same time in a calendar; null for elapsed time.</summary>
    public static SlaDuration In(string? calendar, SlaDuration time) => calendar is null ? time : time.In(calendar);

    private static void Update(TicketDraft draft, TimerRule rule, Instant at, ImmutableArray<RecordedEvent> news)
    {
        var (ticket, timer) = (draft.Ticket, draft.Ticket.TimerOf(rule.Name));
        var isInState = rule.RunsIn(ticket.State);
        var restarts = timer is not null && Restarts(rule, news);
        if (!IsAwaited(rule, ticket) || (!isInState && (rule.Without is null || restarts)))
        {
            if (timer is not null)
                draft.RecordByDesk(new TicketEvent.TimerStopped(rule.Name));
        }
        else if (!isInState)
        {
            if (timer is { NextDeadline: not null })
                draft.RecordByDesk(new TicketEvent.TimerPaused(rule.Name, at));
        }
        else if (timer is null || restarts)
            Start(draft, rule, at);
        else if (timer.PausedAt is not null)
            Resume(draft, timer, at);
    }

    // What a pause leaves is left again, so that cutting one in two changes nothing, and no pause brings an instant forward.
    private static void Resume(TicketDraft draft, TicketTimer timer, Instant at)
    {
        var calendar = timer.After is { } after ? draft.Policy.Sla.CalendarOf(after) : null;
        draft.RecordByDesk(
            new TicketEvent.TimerResumed(
                timer.Name,
                Shift(timer.Due),
                timer.WarnAt is { } warnAt ? Shift(warnAt) : null
            )
        );

        Instant Shift(Instant planned)
        {
            var left = RunningTime.Measure(calendar, timer.PausedAt!.Value, planned);
            return Instant.Max(planned, left > Duration.Zero ? RunningTime.Add(calendar, at, left) : at);
        }
    }

    // Nothing waits on a ticket that is closed, merged or spam.
    private static bool IsAwaited(TimerRule rule, Ticket ticket) =>
        ticket.StateCategory != StateCategory.Closed
        && ticket.MergedInto is null
        && !ticket.IsSpam
        && rule.When.Holds(ticket.Facts)
        && (rule.Without is not { } lack || IsLacking(lack, ticket));

    private static bool IsLacking(TimerLack lack, Ticket ticket) =>
        lack switch
        {
            TimerLack.Reply => !TicketSignals.IsUnanswered(ticket),
            TimerLack.Answer => TicketSignals.IsUnanswered(ticket),
            TimerLack.Assignee => ticket.Assignee is null && ticket.StateCategory != StateCategory.Resolved,
        };

    private static bool Restarts(TimerRule rule, ImmutableArray<RecordedEvent> news) =>
        rule.Without is { } lack
            ? Restarts(lack, news)
            : news.Any(recorded =>
                recorded.Event is TicketEvent.StateChanged || (rule.RestartsOnMessages && IsMessage(recorded))
            );

    private static bool Restarts(TimerLack lack, ImmutableArray<RecordedEvent> news) =>
        lack switch
        {
            TimerLack.Reply => news.Any(recorded =>
                recorded.Event
                    is TicketEvent.AgentReplied
                        or TicketEvent.CallRecorded
                        or TicketEvent.AnsweredByLinkedIssue
            ),
            // These wait since the first time that nobody answered, or held it.
            TimerLack.Answer or TimerLack.Assignee => false,
        };

    private static bool IsMessage(RecordedEvent recorded) =>
        recorded.Event
            is TicketEvent.AgentReplied
                or TicketEvent.CallRecorded
                or TicketEvent.RequesterReplied
                or TicketEvent.FurtherHelpRequested
        || TicketSignals.CountsAsReply(recorded.Event, recorded.By);
}
