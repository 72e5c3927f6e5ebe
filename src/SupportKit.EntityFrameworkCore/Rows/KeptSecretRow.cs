namespace SupportKit.EntityFrameworkCore;

/// <summary>What was masked in a message, encrypted by the host.</summary>
internal sealed class KeptSecretRow
{
    public required string Tenant { get; init; }

    public required Guid Ticket { get; init; }

    /// <summary>The sequence of the event that records the message.</summary>
    public required long Sequence { get; init; }

    /// <summary>What the host's protector gave; never the secrets themselves.</summary>
    public required byte[] Content { get; init; }

    /// <summary>When it expires, in Unix microseconds.</summary>
    public required long Until { get; init; }
}
