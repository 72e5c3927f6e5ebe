namespace SupportKit.EntityFrameworkCore;

/// <summary>A ticket that a viewer sees, and its place as their list has it.</summary>
internal sealed class VisibleTicket
{
    public required TicketRow Ticket { get; init; }

    /// <summary>In a person's list as <see cref="TicketAccessRow.Closed"/>; elsewhere 0, and not to be asked.</summary>
    public required int Closed { get; init; }

    public required int Rank { get; init; }

    public required long NextDue { get; init; }

    public required long OpenedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public required Guid Id { get; init; }
}

/// <summary>A ticket in a list: its place, and what is read of it.</summary>
internal sealed class ListEntry
{
    public required int Closed { get; init; }

    public required int Rank { get; init; }

    public required long NextDue { get; init; }

    public required long OpenedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Null where it is read once it is known which tickets make the page.</summary>
    public required string? Body { get; init; }
}
