namespace SupportKit.EntityFrameworkCore;

/// <summary>How far the ticket numbers of a tenant have been reserved.</summary>
internal sealed class NumberRow
{
    public required string Tenant { get; init; }

    /// <summary>The last number that some process may give.</summary>
    public required long Reserved { get; init; }
}
