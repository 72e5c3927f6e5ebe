namespace SupportKit.Redaction;

/// <summary>
/// Finds private keys: in PEM form (RFC 7468) from <c>BEGIN … PRIVATE KEY</c> to its <c>END</c>, or as far as the lines of base64 go when the
/// end was not copied, also as a quotation of a mail, on one line, and in JSON; in PuTTY's form the lines behind <c>Private-Lines</c>; and
/// WireGuard's 44 characters behind <c>PrivateKey</c>. A text that only names the line is left alone.
/// </summary>
internal static class PrivateKeyScanner
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Label = "PRIVATE KEY";
    private const string PuttyLines = "Private-Lines:";
    private const int LongestLabel = 48;
    private const int MostOthers = 6;

    // What begins like a key is read anew at each beginning, so no line is read further than this.
    private const int LongestLine = 8192;
    private const int LongestHeader = 200;

    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        for (var from = 0; text[from..].IndexOf(Begin, StringComparison.Ordinal) is var next and >= 0; )
        {
            var start = from + next;
            from = start + Begin.Length;
            var label = text.Slice(from, Math.Min(LongestLabel, text.Length - from));
            var close = label.IndexOf("-----", StringComparison.Ordinal);
            if (close >= 0 && label[..close].Contains(Label, StringComparison.Ordinal))
                Add(text, start, from + close + 5, ref from, ref found);
        }
        for (var from = 0; text[from..].IndexOf(PuttyLines, StringComparison.Ordinal) is var next and >= 0; )
        {
            from += next + PuttyLines.Length;
            var digits = CharScan.SkipSpaces(text, from);
            while (char.IsAsciiDigit(CharScan.At(text, digits)))
                digits++;
            Add(text, digits, digits, ref from, ref found);
        }
    }

    private static void Add(
        ReadOnlySpan<char> text,
        int start,
        int content,
        ref int from,
        ref List<SecretFinding>? found
    )
    {
        var end = ContentEnd(text, content, out var lines);
        from = Math.Max(from, end);
        if (lines == 0)
            return;
        // The text that remains does not run into the marker.
        while (start == content && start < end && char.IsWhiteSpace(text[start]))
            start++;
        (found ??= []).Add(new SecretFinding(SecretKind.PrivateKey, start, EndMarker(text, end) - start));
    }

    // After the last line that holds base64; blank lines and headers such as "Proc-Type: 4,ENCRYPTED" may stand before.
    private static int ContentEnd(ReadOnlySpan<char> text, int content, out int lines)
    {
        var (line, end, others) = (content, content, 0);
        for (lines = 0; line < text.Length && others <= MostOthers; )
        {
            // JSON keeps a key in one line, with each line break written out as \n; others keep it in one line with spaces.
            var rest = text.Slice(line, Math.Min(LongestLine, text.Length - line));
            var length = rest.IndexOfAny('\n', '\\', ' ') is var at and >= 0 ? at : rest.Length;
            var shown = Unquoted(text.Slice(line, length));
            if (
                IsBase64(shown)
                && shown.Length >= (lines == 0 ? 16 : 1)
                && !(CharScan.At(text, line + length) == ' ' && shown.Length < 20)
            )
                (lines, end) = (lines + 1, line + length);
            else if (shown.IsEmpty || (lines == 0 && IsHeader(text, ref length, line)))
                others += CharScan.At(text, line + length) == ' ' || shown.IsEmpty && lines > 0 ? 0 : 1;
            else if (lines > 0 && IsLastLine(text, line, ref length))
            {
                (lines, end) = (lines + 1, line + length);
                break;
            }
            else
                break;
            line += length + (CharScan.At(text, line + length) == '\\' ? 2 : 1);
        }
        return end;
    }

    // What a mail program puts before the lines of a quotation, and programs around a string.
    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> line) => line.Trim().TrimStart("> |").Trim("\"',+`");

    private static bool IsHeader(ReadOnlySpan<char> text, ref int length, int line)
    {
        var rest = text.Slice(line, Math.Min(LongestHeader, text.Length - line));
        var end = rest.IndexOfAny('\n', '\\') is var at and >= 0 ? at : rest.Length;
        if (!rest[..end].Contains(": ", StringComparison.Ordinal))
            return false;
        length = end;
        return true;
    }

    // The last line of a key on one line is short, and the END follows.
    private static bool IsLastLine(ReadOnlySpan<char> text, int line, ref int length)
    {
        var rest = text.Slice(line, Math.Min(LongestHeader, text.Length - line));
        var end = rest.IndexOf(End, StringComparison.Ordinal);
        if (end is <= 0 or > 80 || !IsBase64(Unquoted(rest[..end].TrimEnd(" >"))))
            return false;
        length = rest[..end].TrimEnd(" >").Length;
        return true;
    }

    private static bool IsBase64(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/' or '=' or '-' or '_'))
                return false;
        }
        return !line.IsEmpty && !line.StartsWith("---");
    }

    // Includes the END line when it follows.
    private static int EndMarker(ReadOnlySpan<char> text, int end)
    {
        var rest = text.Slice(end, Math.Min(LongestHeader, text.Length - end));
        var marker = rest.TrimStart("\r\n\\n \t>|\"'+,");
        if (!marker.StartsWith(End, StringComparison.Ordinal))
            return end;
        var label = marker[End.Length..Math.Min(End.Length + LongestLabel, marker.Length)];
        var close = label.IndexOf("-----", StringComparison.Ordinal);
        return close < 0 ? end : end + (rest.Length - marker.Length) + End.Length + close + 5;
    }
}
