using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Queries;
using SupportKit.Routing;

namespace SupportKit;

/// <summary>
/// A place in a list, which its members name in the order in which they count: keyset paging, so a page costs the same
/// however far down it is. A ticket that changes while somebody pages may move to another place; the others stay in
/// theirs. Immutable.
/// </summary>
/// <remarks>It goes to a page and back as a token (<see cref="ToString"/>, <see cref="Parse"/>; in JSON too), which is not to be taken apart.</remarks>
/// <param name="Rank">The priority's place among the policy's levels, 0 first; 0 where the order does not look at it.</param>
/// <param name="Due">
/// The first instant by which a promise is due; null where none runs, which comes last, or where the order does not look
/// at it.
/// </param>
/// <param name="OpenedAt">When the ticket was opened.</param>
/// <param name="Ticket">The ticket.</param>
[JsonConverter(typeof(TicketCursorJsonConverter))]
public sealed partial record TicketCursor(int Rank, Instant? Due, Instant OpenedAt, TicketId Ticket)
{
    /// <summary>When the ticket was last changed, the latest first; null where the order does not look at it.</summary>
    public Instant? UpdatedAt { get; init; }

    /// <summary>The ticket's place in a list of that order: the one rule of all orders.</summary>
    public static TicketCursor Of(Ticket ticket, QueueOrder order) =>
        order switch
        {
            QueueOrder.Urgency => new(ticket.PriorityRank, ticket.NextSlaDue(), ticket.OpenedAt, ticket.Id),
            QueueOrder.Arrival => new(0, null, ticket.OpenedAt, ticket.Id),
            QueueOrder.Due => new(0, ticket.NextSlaDue(), ticket.OpenedAt, ticket.Id),
            QueueOrder.Update => new(0, null, ticket.OpenedAt, ticket.Id) { UpdatedAt = ticket.UpdatedAt },
        };

    /// <summary>The place in a list by arrival that all tickets follow which were opened at an instant or later.</summary>
    public static TicketCursor OpenedFrom(Instant at) => new(0, null, at, default);

    internal (int, long, Instant, Instant, Guid) Place =>
        (Rank, -(UpdatedAt?.ToUnixTimeTicks() ?? 0), Due ?? Instant.MaxValue, OpenedAt, Ticket.Value);
}
