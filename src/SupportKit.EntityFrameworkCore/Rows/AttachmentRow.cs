namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// An attachment: written before its parts as unfinished, changed once after them, and there for readers from then on.
/// </summary>
internal sealed class AttachmentRow
{
    /// <summary>What <see cref="Parts"/> says until all of them are there.</summary>
    public const int Unfinished = -1;

    public required string Tenant { get; init; }

    public required Guid Ticket { get; init; }

    /// <summary>Of version 7, so that it tells when the upload began.</summary>
    public required Guid Id { get; init; }

    /// <summary>How many parts it has; 0 when it is empty.</summary>
    public required int Parts { get; init; }
}
