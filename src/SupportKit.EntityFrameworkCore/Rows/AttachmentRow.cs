namespace SupportKit.EntityFrameworkCore.Rows;

/// <summary>That an attachment is there, whole; written after its parts, and never changed.</summary>
internal sealed class AttachmentRow
{
    public required string Tenant { get; init; }

    public required Guid Ticket { get; init; }

    public required Guid Id { get; init; }

    /// <summary>How many parts it has; none when it is empty.</summary>
    public required int Parts { get; init; }
}
