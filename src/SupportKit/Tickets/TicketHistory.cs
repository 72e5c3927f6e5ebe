using SupportKit.Sla;

namespace SupportKit.Tickets;

/// <summary>Folds events into a ticket. Pure: the same events give the same ticket, byte for byte.</summary>
public static class TicketHistory
{
    /// <summary>The ticket after one more event: the only way a ticket changes.</summary>
    /// <param name="ticket">The ticket so far; null before <see cref="TicketEvent.Opened"/>.</param>
    /// <param name="recorded">The event that follows.</param>
    /// <exception cref="InvalidOperationException">The event cannot follow: the history is damaged.</exception>
    public static Ticket Evolve(Ticket? ticket, RecordedEvent recorded)
    {
        if (recorded.Sequence != (ticket?.Version ?? 0) + 1)
            throw Damaged(ticket, recorded);
        if (ticket is null)
            return recorded.Event is TicketEvent.Opened opened
                ? Open(opened, recorded)
                : throw Damaged(ticket, recorded);

        var next = recorded.Event switch
        {
            TicketEvent.PrioritySet set => ticket with { Priority = set.Priority },
            TicketEvent.Queued queued => ticket with { Queue = queued.Queue },
            TicketEvent.Escalated escalated => ticket with { Lead = escalated.Lead },
            TicketEvent.StateChanged changed => ticket with { State = changed.To, StateCategory = changed.Category },
            TicketEvent.PromiseMade made => ticket with { Promises = ticket.Promises.Add(made.Promise) },
            TicketEvent.PromisePaused paused => Change(paused.Metric, PromiseStatus.Paused),
            TicketEvent.PromiseMet met => Change(met.Metric, PromiseStatus.Met),
            TicketEvent.PromiseBreached breached => Change(breached.Metric, PromiseStatus.Breached),
            TicketEvent.PromiseWithdrawn withdrawn => Change(withdrawn.Metric, PromiseStatus.Withdrawn),
            TicketEvent.PromiseWarned warned => Replace(Find(warned.Metric) with { WarnAt = null }),
            TicketEvent.PromiseResumed resumed => Replace(
                Find(resumed.Metric) with
                {
                    Due = resumed.Due,
                    WarnAt = resumed.WarnAt,
                    Status = PromiseStatus.Running,
                    StoppedAt = null,
                }
            ),
            TicketEvent.Opened => throw Damaged(ticket, recorded),
            _ => ticket, // replies, acknowledgements and attachments stand in the history only
        };
        return next with { Version = recorded.Sequence, UpdatedAt = recorded.At };

        // A verdict once given never changes, whatever event comes later.
        Promise Find(string metric) =>
            ticket.Promises.LastOrDefault(promise => promise.Metric == metric && promise.IsActive)
            ?? throw Damaged(ticket, recorded);

        Ticket Replace(Promise promise) =>
            ticket with
            {
                Promises = ticket.Promises.Replace(Find(promise.Metric), promise),
            };

        Ticket Change(string metric, PromiseStatus status) =>
            Replace(Find(metric) with { Status = status, StoppedAt = recorded.At });
    }

    /// <summary>The ticket that a whole history amounts to; null for an empty one.</summary>
    public static Ticket? Replay(IEnumerable<RecordedEvent> history) =>
        history.Aggregate((Ticket?)null, (ticket, recorded) => Evolve(ticket, recorded));

    private static Ticket Open(TicketEvent.Opened opened, RecordedEvent recorded) =>
        new()
        {
            Tenant = opened.Tenant,
            Id = opened.Ticket,
            Version = recorded.Sequence,
            Requester = opened.Requester,
            Category = opened.Category,
            Channel = opened.Channel,
            Language = opened.Language,
            Title = opened.Title,
            Facts = opened.Facts,
            Policy = opened.Policy,
            State = opened.State,
            StateCategory = opened.StateCategory,
            OpenedAt = recorded.At,
            UpdatedAt = recorded.At,
        };

    private static InvalidOperationException Damaged(Ticket? ticket, RecordedEvent recorded) =>
        new(
            $"ticket.history_damaged: event {recorded.Sequence} ({recorded.Event.GetType().Name}) cannot follow version "
                + $"{ticket?.Version ?? 0} of ticket {ticket?.Id}. Restore the history from a backup; SupportKit never writes such an order."
        );
}
