using NodaTime;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <summary>A ticket: its JSON, and beside it what queries look at. All instants are Unix microseconds.</summary>
internal sealed class TicketRow
{
    public required string Tenant { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Guards each update: one that expects another version changes nothing.</summary>
    public required long Version { get; init; }

    public required string Requester { get; init; }

    public required string? Queue { get; init; }

    public required string? Assignee { get; init; }

    public required StateCategory State { get; init; }

    /// <summary>The workflow's state, of which <see cref="State"/> is the category.</summary>
    public required string StateName { get; init; }

    public required string? Priority { get; init; }

    public required string Channel { get; init; }

    public required string? EscalatedTo { get; init; }

    public required bool Held { get; init; }

    /// <summary>In no index: it changes with each commit, and an update that touches no index costs PostgreSQL far less.</summary>
    public required long UpdatedAt { get; init; }

    public required long OpenedAt { get; init; }

    public required int Rank { get; init; }

    /// <summary>The first instant by which a promise is due; the last there is when none runs.</summary>
    public required long NextDue { get; init; }

    public required string Body { get; init; }

    public static TicketRow Of(Ticket ticket) =>
        new()
        {
            Tenant = ticket.Tenant,
            Id = ticket.Id.Value,
            Version = ticket.Version,
            Requester = ticket.Requester,
            Queue = ticket.Queue,
            Assignee = ticket.Assignee,
            State = ticket.StateCategory,
            StateName = ticket.State,
            Priority = ticket.Priority,
            Channel = ticket.Channel,
            EscalatedTo = ticket.EscalatedToQueue,
            Held = ticket.IsHeld,
            UpdatedAt = UnixMicroseconds.Floor(ticket.UpdatedAt),
            OpenedAt = UnixMicroseconds.Floor(ticket.OpenedAt),
            Rank = ticket.PriorityRank,
            NextDue = DueOf(ticket.NextSlaDue()),
            Body = TicketJson.Write(ticket),
        };

    /// <summary>A due instant as <see cref="NextDue"/> has it.</summary>
    public static long DueOf(Instant? due) => due is { } at ? UnixMicroseconds.Floor(at) : long.MaxValue;
}
