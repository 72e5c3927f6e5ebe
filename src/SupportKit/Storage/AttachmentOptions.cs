using System.Collections.Immutable;
using System.Net.Http.Headers;
using NodaTime;

namespace SupportKit.Storage;

/// <summary>Which files a desk takes, whatever its policy. Checked when the host starts.</summary>
/// <remarks>
/// The media type is what the uploader claims. A host that shows files in a browser serves them as downloads, with
/// <c>X-Content-Type-Options: nosniff</c>.
/// </remarks>
public sealed class AttachmentOptions
{
    /// <summary>The most bytes one file may have, at least 1. A longer one is read no further than to there.</summary>
    public long MaxBytes { get; set; } = 25 * 1024 * 1024;

    /// <summary>The most files a ticket may have at a time; 0 takes none.</summary>
    public int MaxPerTicket { get; set; } = 50;

    /// <summary>
    /// The media types that are taken, such as <c>text/plain</c>, or <c>image/*</c> for all images; upper and lower case
    /// are one. What a browser would run (HTML, SVG) is not among those taken by default.
    /// </summary>
    public ImmutableArray<string> MediaTypes { get; set; } =
    [
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/heic",
        "audio/*",
        "video/*",
        "text/plain",
        "text/csv",
        "application/json",
        "application/pdf",
        "application/zip",
        "application/gzip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ];

    /// <summary>
    /// When content goes that no ticket names: a day after its upload began, unless set; at least an hour. An upload may take half
    /// of that, so that none is deleted while it is under way. A worker looks as often.
    /// </summary>
    public Duration SweepAfter { get; set; } = Duration.FromDays(1);

    /// <summary>Whether the media type is accepted. Parameters are ignored; a text that is not a media type is never accepted.</summary>
    internal bool Takes(string contentType) =>
        MediaTypeOf(contentType) is { } type
        && MediaTypes.Any(taken =>
            taken.EndsWith("/*", StringComparison.Ordinal)
                ? type.StartsWith(taken[..^1], StringComparison.OrdinalIgnoreCase)
                : type.Equals(taken, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The media type without its parameters; null when the text is none.</summary>
    internal static string? MediaTypeOf(string text) =>
        !text.Any(char.IsControl) && MediaTypeHeaderValue.TryParse(text, out var parsed) ? parsed.MediaType : null;
}
