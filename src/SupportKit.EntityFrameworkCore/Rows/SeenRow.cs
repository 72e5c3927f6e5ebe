namespace SupportKit.EntityFrameworkCore.Rows;

/// <summary>A ticket that a viewer sees, and its place as their list has it.</summary>
internal sealed class SeenRow
{
    public required TicketRow Ticket { get; init; }

    public required int Rank { get; init; }

    public required long NextDue { get; init; }

    public required long OpenedAt { get; init; }

    public required Guid Id { get; init; }
}

/// <summary>A ticket in a list: its place, and what is read of it.</summary>
internal sealed class ListedRow
{
    public required int Rank { get; init; }

    public required long NextDue { get; init; }

    public required long OpenedAt { get; init; }

    public required Guid Id { get; init; }

    public required string Body { get; init; }
}
