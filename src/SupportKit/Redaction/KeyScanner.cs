using System.Buffers;

namespace SupportKit.Redaction;

/// <summary>
/// Finds API keys and tokens that show what they are: by their issuer's form (<see cref="TokenFormats"/>), or as a JSON Web Token. All of
/// them are long runs of few characters, and such runs are rare in ordinary texts, so most of a text is not even looked at.
/// </summary>
internal static class KeyScanner
{
    // The shortest token has more, together with its prefix.
    private const int ShortestRun = 12;
    private const int LongestPart = 8192;

    private static readonly SearchValues<char> RunCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.~:!|+/=%"
    );

    private static readonly SearchValues<char> PartCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
    );

    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        // Every run of this length covers one of the characters that are probed.
        for (var probe = ShortestRun - 1; probe < text.Length; probe += ShortestRun)
        {
            if (!RunCharacters.Contains(text[probe]))
                continue;
            var before = text[..probe].LastIndexOfAnyExcept(RunCharacters);
            var length = text[probe..].IndexOfAnyExcept(RunCharacters);
            var (start, end) = (before + 1, length < 0 ? text.Length : probe + length);
            if (end - start >= ShortestRun)
                ScanRun(text, start, end, ref found);
            probe = end;
        }
    }

    private static void ScanRun(ReadOnlySpan<char> text, int start, int end, ref List<SecretFinding>? found)
    {
        for (var at = start; at + 4 < end; )
        {
            var length = LengthAt(text, at, end);
            if (length == 0 && EscapeLength(text, at) is var escape and > 0 && at + escape < end)
                length = LengthAt(text, at += escape, end);
            if (length > 0)
            {
                (found ??= []).Add(new SecretFinding(SecretKind.ApiKey, at, length));
                at += length;
            }
            // A token begins where a word begins.
            while (at < end && PartCharacters.Contains(text[at]))
                at++;
            while (at < end && !PartCharacters.Contains(text[at]))
                at++;
        }
    }

    private static int LengthAt(ReadOnlySpan<char> text, int at, int end)
    {
        var rest = text[at..];
        var isInBase64 =
            CharScan.At(text, at - 1) is '/' or '+' && char.IsAsciiLetterOrDigit(CharScan.At(text, at - 2));
        foreach (var format in TokenFormats.StartingWith(CharScan.At(text, at), CharScan.At(text, at + 1)))
        {
            if (format.LengthAt(rest) is var length and > 0 && !(isInBase64 && format.HasPlainPrefix))
                return length;
        }
        if (rest.StartsWith("ey") && WebTokenLength(rest) is var token and > 0)
            return token;
        // No form without a prefix is shorter, and each begins its run.
        if (end - at < 36)
            return 0;
        foreach (var format in TokenFormats.WithoutPrefix)
        {
            if (format.LengthAt(rest) is var length and > 0)
                return length;
        }
        return 0;
    }

    // RFC 7519: header, payload and signature in base64url, with dots between; an encrypted token has five parts.
    private static int WebTokenLength(ReadOnlySpan<char> text)
    {
        var (end, parts) = (0, 0);
        for (; parts < 5; parts++)
        {
            var part = text[end..Math.Min(text.Length, end + LongestPart)];
            var length = part.IndexOfAnyExcept(PartCharacters) is var other and >= 0 ? other : part.Length;
            if (length < (parts < 2 ? 10 : 1))
                break;
            end += length;
            if (CharScan.At(text, end) != '.')
            {
                parts++;
                break;
            }
            end++;
        }
        // "eyJ" is the base64url of {", and only that is sure without a second part of the kind.
        return
            parts >= 2
            && CharScan.HasDigit(text[..end])
            && (text[2] == 'J' || text[..end].Contains(".ey", StringComparison.Ordinal))
            ? text[end - 1] == '.'
                ? end - 1
                : end
            : 0;
    }

    // A line break written as \n, a character written as %3D or \u003d.
    private static int EscapeLength(ReadOnlySpan<char> text, int at) =>
        CharScan.At(text, at - 1) switch
        {
            '\\' when text[at] is 'n' or 'r' or 't' => 1,
            '\\' when text[at] == 'u' => 5,
            '%' => 2,
            _ => 0,
        };
}
