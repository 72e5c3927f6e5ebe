using System.Collections.Immutable;
using NodaTime;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Storage;

/// <summary>A page of tickets, oldest first. Immutable.</summary>
/// <param name="Tenant">Whose desk.</param>
/// <param name="Viewer">Who looks.</param>
public sealed record TicketQuery(string Tenant, Viewer Viewer)
{
    /// <summary>The most tickets a page may hold.</summary>
    public const int MaxLimit = 500;

    /// <summary>Only tickets of these state categories; empty for all.</summary>
    public ImmutableArray<StateCategory> States { get; init; } = [];

    /// <summary>Only tickets of this queue; null for all.</summary>
    public string? Queue { get; init; }

    /// <summary>Where the page before ended; null for the first page.</summary>
    public TicketCursor? After { get; init; }

    /// <summary>At most this many, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>A place in the list: keyset paging, so a page costs the same however far down it is.</summary>
public sealed record TicketCursor(Instant OpenedAt, TicketId Ticket);

/// <summary>One page.</summary>
/// <param name="Tickets">The tickets.</param>
/// <param name="Next">Where to go on; null when this was the last page.</param>
public sealed record TicketPage(ImmutableArray<Ticket> Tickets, TicketCursor? Next);
