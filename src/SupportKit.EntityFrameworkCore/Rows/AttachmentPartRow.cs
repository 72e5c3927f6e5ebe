namespace SupportKit.EntityFrameworkCore;

/// <summary>A part of an attachment's content; written once, never changed.</summary>
internal sealed class AttachmentPartRow
{
    /// <summary>The most bytes a part has. Each but the last has so many.</summary>
    public const int Size = 256 * 1024;

    public required string Tenant { get; init; }

    public required Guid Ticket { get; init; }

    public required Guid Attachment { get; init; }

    /// <summary>Its place, from 0.</summary>
    public required int Part { get; init; }

    public required byte[] Content { get; init; }
}
