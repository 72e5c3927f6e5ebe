using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SupportKit.Shared;

/// <summary>Reads JSON (comments and trailing commas allowed) into nodes that know their path, and in a text their line.</summary>
internal static class SourceText
{
    /// <summary>Deeper nesting than anybody needs is refused before it can exhaust the stack.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = MaxDepth,
    };

    /// <summary>The root value; null, with a problem added, when the text is not JSON or has more bytes than allowed.</summary>
    /// <param name="json">The text.</param>
    /// <param name="maxBytes">The most bytes in UTF-8.</param>
    /// <param name="problems">Where to report.</param>
    /// <param name="maxEntries">The most members of one object, and items of one list.</param>
    /// <param name="maxValues">The most values of the whole text.</param>
    public static SourceNode? Read(
        string json,
        int maxBytes,
        JsonProblems problems,
        int maxEntries = int.MaxValue,
        int maxValues = int.MaxValue
    )
    {
        // An unpaired surrogate would otherwise become U+FFFD without a word.
        byte[] utf8;
        try
        {
            utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(json);
        }
        catch (EncoderFallbackException)
        {
            Unreadable(1, "The text is not valid Unicode.", "Save the file as UTF-8.");
            return null;
        }

        if (utf8.Length > maxBytes)
        {
            var limit = (maxBytes / 1024).ToString(CultureInfo.InvariantCulture);
            problems.Add(
                problems.Codes.SizeExceeded,
                "$",
                1,
                null,
                $"The text is over {limit} KiB.",
                "Split it, or shorten it."
            );
            return null;
        }

        try
        {
            return new SourceNodeReader(utf8, problems, maxEntries, maxValues).Read(
                JsonDocument.Parse(utf8, Options).RootElement
            );
        }
        catch (JsonException error)
        {
            Unreadable(
                (int)(error.LineNumber ?? 0) + 1,
                $"The text is not JSON at byte {(error.BytePositionInLine ?? 0).ToString(CultureInfo.InvariantCulture)} of this line.",
                "Check for a missing quote, comma or bracket just before that place."
            );
            return null;
        }

        void Unreadable(int line, string message, string remedy) =>
            problems.Add(problems.Codes.Unreadable, "$", line, null, message, remedy);
    }

    /// <summary>A value that was parsed elsewhere; its lines are not known.</summary>
    public static SourceNode Read(JsonElement element, JsonProblems problems) =>
        new SourceNodeReader([], problems).Read(element);
}
