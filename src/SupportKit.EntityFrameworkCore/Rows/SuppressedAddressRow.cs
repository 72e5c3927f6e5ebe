namespace SupportKit.EntityFrameworkCore;

/// <summary>An address that is not written to, because a mail came back from it for good.</summary>
internal sealed class SuppressedAddressRow
{
    public required string Tenant { get; init; }

    /// <summary>The address, in lower case.</summary>
    public required string Address { get; init; }

    /// <summary>What kind of recipient it belonged to, by its name.</summary>
    public required string RecipientKind { get; init; }

    /// <summary>The host's id of whom it belonged to.</summary>
    public required string Recipient { get; init; }

    public required string Status { get; init; }

    /// <summary>When that was known, in Unix microseconds.</summary>
    public required long At { get; init; }
}
