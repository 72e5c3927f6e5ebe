namespace SupportKit.Redaction;

/// <summary>
/// Finds private keys in PEM form (RFC 7468): from <c>BEGIN … PRIVATE KEY</c> to its <c>END</c>, or as far as the lines of
/// base64 go when the end was not copied. A text that only names the line is left alone.
/// </summary>
internal static class PrivateKeyScanner
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Label = "PRIVATE KEY";
    private const int LongestLabel = 40;
    private const int MostOthers = 6;

    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        var from = 0;
        while (text[from..].IndexOf(Begin, StringComparison.Ordinal) is var next and >= 0)
        {
            var start = from + next;
            from = start + Begin.Length;
            var label = text.Slice(from, Math.Min(LongestLabel, text.Length - from));
            var close = label.IndexOf("-----", StringComparison.Ordinal);
            if (close < 0 || !label[..close].Contains(Label, StringComparison.Ordinal))
                continue;
            var content = from + close + 5;
            var end = ContentEnd(text, content, out var lines);
            from = end;
            if (lines > 0)
                (found ??= []).Add(new SecretFinding(SecretKind.PrivateKey, start, EndMarker(text, end) - start));
        }
    }

    // After the last line that holds base64; blank lines and headers such as "Proc-Type: 4,ENCRYPTED" may stand before.
    private static int ContentEnd(ReadOnlySpan<char> text, int content, out int lines)
    {
        var (line, end, others) = (content, content, 0);
        for (lines = 0; line < text.Length && others <= MostOthers; )
        {
            // JSON keeps a key in one line, with each line break written out as \n.
            var length = text[line..].IndexOfAny('\n', '\\') is var at and >= 0 ? at : text.Length - line;
            var shown = text.Slice(line, length).Trim().Trim("\"',");
            if (IsBase64(shown) && shown.Length >= (lines == 0 ? 16 : 1))
                (lines, end) = (lines + 1, line + length);
            else if (shown.IsEmpty || shown.Contains(": ", StringComparison.Ordinal))
                others++;
            else
                break;
            line += length + (CharScan.At(text, line + length) == '\\' ? 2 : 1);
        }
        return end;
    }

    private static bool IsBase64(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/' or '='))
                return false;
        }
        return !line.IsEmpty;
    }

    // Includes the END line when it follows.
    private static int EndMarker(ReadOnlySpan<char> text, int end)
    {
        var rest = text[end..];
        var marker = rest.TrimStart("\r\n\\n \t");
        if (!marker.StartsWith(End, StringComparison.Ordinal))
            return end;
        var label = marker[End.Length..Math.Min(End.Length + LongestLabel, marker.Length)];
        var close = label.IndexOf("-----", StringComparison.Ordinal);
        return close < 0 ? end : end + (rest.Length - marker.Length) + End.Length + close + 5;
    }
}
