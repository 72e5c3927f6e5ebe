namespace SupportKit.Redaction;

/// <summary>Finds API keys and tokens that show what they are: by an issuer's prefix, or as a JSON Web Token.</summary>
internal static class KeyScanner
{
    private const int Longest = 512;
    private const int LongestPart = 8192;
    private const string TokenStart = "eyJ"; // the base64url of {"

    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        ScanPrefixes(text, ref found);
        ScanTokens(text, ref found);
    }

    private static void ScanPrefixes(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        var from = 0;
        while (KeyPrefixes.IndexOf(text[from..]) is var next and >= 0)
        {
            var start = from + next;
            var shape = KeyPrefixes.ShapeOf(text[start..]);
            from = start + shape.Prefix.Length;
            if (Continues(CharScan.At(text, start - 1)))
                continue;
            var length = RunLength(text, from, shape.More, Longest);
            var body = text.Slice(from, length).TrimEnd("-_.=+/");
            if (body.Length < shape.Least || !CharScan.HasDigit(body) || !CharScan.HasVariety(body, 6))
                continue;
            (found ??= []).Add(new SecretFinding(SecretKind.ApiKey, start, shape.Prefix.Length + length));
            from += length;
        }
    }

    // RFC 7519: header, payload and signature in base64url, with dots between; an encrypted token has five parts.
    private static void ScanTokens(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        var from = 0;
        while (text[from..].IndexOf(TokenStart, StringComparison.Ordinal) is var next and >= 0)
        {
            var start = from + next;
            from = start + TokenStart.Length;
            if (Continues(CharScan.At(text, start - 1)))
                continue;
            var (end, parts) = (start, 0);
            for (; parts < 5; parts++)
            {
                var length = RunLength(text, end, "_-", LongestPart);
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
            if (parts < 2 || !CharScan.HasDigit(text[start..end]))
                continue;
            from = text[end - 1] == '.' ? end - 1 : end;
            (found ??= []).Add(new SecretFinding(SecretKind.ApiKey, start, from - start));
        }
    }

    // A key never begins in the middle of a longer run of its own characters.
    private static bool Continues(char before) => char.IsAsciiLetterOrDigit(before) || before is '_' or '-';

    private static int RunLength(ReadOnlySpan<char> text, int from, string more, int longest)
    {
        var end = from;
        while (
            end < text.Length
            && end - from < longest
            && (char.IsAsciiLetterOrDigit(text[end]) || more.Contains(text[end]))
        )
            end++;
        return end - from;
    }
}
