namespace SupportKit.Tickets;

/// <summary>Folds what happens to timers.</summary>
internal static class TimerHistory
{
    /// <summary>The ticket after the event; null when the event is not about a timer.</summary>
    public static Ticket? Apply(Ticket ticket, RecordedEvent recorded)
    {
        return recorded.Event switch
        {
            TicketEvent.TimerStarted started => Put(
                new TicketTimer(
                    started.Timer,
                    started.After,
                    started.Since,
                    started.Due,
                    started.WarnAt,
                    started.Trigger
                )
            ),
            TicketEvent.TimerPaused paused => Put(Find(paused.Timer) with { PausedAt = paused.Since }),
            TicketEvent.TimerResumed resumed => Put(
                Find(resumed.Timer) with
                {
                    Due = resumed.Due,
                    WarnAt = resumed.WarnAt,
                    PausedAt = null,
                }
            ),
            TicketEvent.TimerWarned warned => Put(Find(warned.Timer) with { Due = warned.Due, WarnAt = null }),
            TicketEvent.TimerFired fired => Put(Fire(Find(fired.Timer), fired)),
            TicketEvent.TimerStopped stopped => ticket with { Timers = ticket.Timers.Remove(Find(stopped.Timer)) },
            _ => null,
        };

        TicketTimer Find(string name) => ticket.TimerOf(name) ?? throw TicketHistory.Damaged(ticket, recorded);

        Ticket Put(TicketTimer timer) =>
            ticket.TimerOf(timer.Name) is { } before
                ? ticket with
                {
                    Timers = ticket.Timers.Replace(before, timer),
                }
                : ticket with
                {
                    Timers = ticket.Timers.Add(timer),
                };
    }

    private static TicketTimer Fire(TicketTimer timer, TicketEvent.TimerFired fired) =>
        timer with
        {
            Due = fired.Next ?? timer.Due,
            WarnAt = null,
            Fired = timer.Fired + 1,
            IsDone = fired.Next is null,
        };
}
