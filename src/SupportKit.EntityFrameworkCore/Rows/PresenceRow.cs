namespace SupportKit.EntityFrameworkCore;

/// <summary>That somebody of the desk has a ticket open. Instants are Unix microseconds.</summary>
internal sealed class PresenceRow
{
    public required string Tenant { get; init; }

    public required string Agent { get; init; }

    public required Guid Ticket { get; init; }

    /// <summary>1 for somebody who is writing, 0 for somebody who reads.</summary>
    public required int Writing { get; init; }

    public required long Until { get; init; }
}
