namespace SupportKit.EntityFrameworkCore;

/// <summary>One version of a policy; written once, never changed.</summary>
internal sealed class PolicyRow
{
    public required string Tenant { get; init; }

    public required string Version { get; init; }

    public required string Body { get; init; }
}
