namespace SupportKit.EntityFrameworkCore;

/// <summary>A mail that came back from an address for a reason that may pass.</summary>
internal sealed class SoftBounceRow
{
    public required string Tenant { get; init; }

    /// <summary>The address, in lower case.</summary>
    public required string Address { get; init; }

    /// <summary>The Message-ID of the mail that came back.</summary>
    public required string Mail { get; init; }

    /// <summary>What kind of recipient the address belonged to, by its name.</summary>
    public required string RecipientKind { get; init; }

    /// <summary>The host's id of whom it belonged to.</summary>
    public required string Recipient { get; init; }

    /// <summary>When that was known, in Unix microseconds.</summary>
    public required long At { get; init; }
}
