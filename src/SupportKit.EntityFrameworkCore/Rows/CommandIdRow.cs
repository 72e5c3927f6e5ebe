namespace SupportKit.EntityFrameworkCore;

/// <summary>A command that was carried out, under the id its caller gave it.</summary>
internal sealed class CommandIdRow
{
    public required string Tenant { get; init; }

    public required string Id { get; init; }

    public required Guid Ticket { get; init; }

    /// <summary>What tells the command from another under the same id.</summary>
    public required string Fingerprint { get; init; }
}
