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
        // What is nested too deep is JSON all the same, and is told as what it is.
        MaxDepth = int.MaxValue,
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
        var utf8 = Utf8Of(json, problems);
        return utf8 is null ? null : Read(utf8, maxBytes, problems, maxEntries, maxValues);
    }

    /// <summary>A text in UTF-8; null, with a problem added, when it is not Unicode.</summary>
    public static byte[]? Utf8Of(string text, JsonProblems problems)
    {
        // An unpaired surrogate would otherwise become U+FFFD without a word.
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            problems.Add(
                problems.Codes.Unreadable,
                "$",
                1,
                null,
                "The text is not valid Unicode.",
                "Save the file as UTF-8."
            );
            return null;
        }
    }

    /// <summary>The root value of a text in UTF-8; null, with a problem added, as of a string.</summary>
    /// <param name="utf8">The text, which has to be valid UTF-8.</param>
    /// <param name="maxBytes">The most bytes.</param>
    /// <param name="problems">Where to report.</param>
    /// <param name="maxEntries">The most members of one object, and items of one list.</param>
    /// <param name="maxValues">The most values of the whole text.</param>
    /// <param name="later">A list of the root whose items are not read here, since there may be very many; null for none.</param>
    public static SourceNode? Read(
        byte[] utf8,
        int maxBytes,
        JsonProblems problems,
        int maxEntries = int.MaxValue,
        int maxValues = int.MaxValue,
        string? later = null
    )
    {
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
            return new SourceNodeReader(utf8, problems, maxEntries, maxValues, later).Read(
                JsonDocument.Parse(utf8, Options).RootElement
            );
        }
        catch (JsonException error)
        {
            var fault = JsonFault.Of(utf8, error);
            if (fault.IsAtEnd)
                Unreadable(
                    fault.Line,
                    "The text ends before it is complete.",
                    "Close every text, list and object, the last one first."
                );
            else
                Unreadable(
                    fault.Line,
                    FormattableString.Invariant($"The text is not JSON at column {fault.Column} of this line."),
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
