namespace SupportKit.EntityFrameworkCore;

/// <summary>The last time in which a switch was on, for the whole desk or for a subject. Instants are Unix microseconds.</summary>
internal sealed class SwitchRow
{
    public required string Tenant { get; init; }

    public required string Name { get; init; }

    /// <summary>What the switch is turned on for; empty when it is for the whole desk.</summary>
    public required string Subject { get; init; }

    public required long StartedAt { get; init; }

    /// <summary>The role and the id, with a colon between.</summary>
    public required string StartedBy { get; init; }

    /// <summary>Null while it is on.</summary>
    public long? EndedAt { get; init; }

    public string? EndedBy { get; init; }
}
