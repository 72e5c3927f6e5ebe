using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <summary>One event of a ticket's history; written once, never changed.</summary>
internal sealed class EventRow
{
    public required string Tenant { get; init; }

    public required Guid Ticket { get; init; }

    public required long Sequence { get; init; }

    public required string Body { get; init; }

    public static EventRow Of(TicketKey key, RecordedEvent recorded) =>
        new()
        {
            Tenant = key.Tenant,
            Ticket = key.Ticket.Value,
            Sequence = recorded.Sequence,
            Body = TicketJson.Write(recorded),
        };
}
