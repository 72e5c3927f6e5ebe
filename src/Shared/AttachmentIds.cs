using NodaTime;

namespace SupportKit.Shared;

/// <summary>Ids of content that tell when its upload began: UUIDs of version 7.</summary>
internal static class AttachmentIds
{
    public static Guid New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>The id that a text is, to the letter as it was given out; null for any other text.</summary>
    public static Guid? Parse(string attachment) =>
        Guid.TryParseExact(attachment, "N", out var id) && id.ToString("N") == attachment ? id : null;

    /// <summary>When the upload began; null for an id of another version.</summary>
    public static Instant? BegunAt(Guid id) =>
        id.Version == 7 ? Instant.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16)) : null;
}
