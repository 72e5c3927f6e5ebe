using System.Buffers;

namespace SupportKit.Redaction;

/// <summary>Where a value stands that was announced.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Quoted">Whether it stands in quotes.</param>
/// <param name="Alone">Whether nothing else follows in the line.</param>
internal readonly record struct SecretSpan(int Start, int End, bool Quoted, bool Alone)
{
    // Every value is read anew for each word before it, so this bounds the time that a text without spaces takes.
    private const int LongestValue = 1024;

    private static readonly SearchValues<char> SettingEnds = SearchValues.Create(" \t\r\n\u00a0\u202f;&\"'<");
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n\u00a0\u202f\"<");

    /// <summary>Reads the value behind a word and its sign.</summary>
    public static (Separator Tie, SecretSpan Value) Read(ReadOnlySpan<char> text, Separator tie, int at)
    {
        var start = CharScan.SkipSpaces(text, at);
        if (
            tie is Separator.Colon or Separator.Tag
            && CharScan.At(text, start) is '|' or '>'
            && IsLineEnd(text, start + 1)
        )
            start++;
        if (tie is Separator.Colon or Separator.Tag && IsLineEnd(text, start))
        {
            tie = tie == Separator.Tag ? tie : Separator.NextLine;
            start = CharScan.SkipSpaces(text, start + (CharScan.At(text, start) == '\r' ? 2 : 1));
            while (CharScan.At(text, start) == '>' && start < text.Length)
                start = CharScan.SkipSpaces(text, start + 1);
        }
        while (start < text.Length && text[start] is '*' or '`')
            start = CharScan.SkipSpaces(text, start + 1);
        if (text[Math.Min(start, text.Length)..].StartsWith("<![CDATA["))
            start += 9;
        if (
            CharScan.At(text, start) is 'N' or '@' or 'b' or 'r' or 'f' or 'u' or '$'
            && CharScan.At(text, start + 1) is '"' or '\''
        )
            start++;
        return (tie, ReadValue(text, tie, Math.Min(start, text.Length)));
    }

    private static SecretSpan ReadValue(ReadOnlySpan<char> text, Separator tie, int start)
    {
        if (text[start..].StartsWith("&quot;"))
            return Ended(text, tie, start + 6, "&quot;");
        var opening = start;
        while (CharScan.At(text, opening) == '\\')
            opening++;
        var quote = CharScan.At(text, opening) switch
        {
            '"' => '"',
            '\'' => '\'',
            '“' or '„' => '”',
            '«' => '»',
            '‘' => '’',
            _ => '\0',
        };
        if (quote == '\0')
            return Unquoted(text, tie, start);
        // What JSON wrote as \" ends with \" too.
        var end = opening > start ? $"{text[start..opening]}{quote}" : quote.ToString();
        return Ended(text, tie, opening + 1, end);
    }

    private static SecretSpan Ended(ReadOnlySpan<char> text, Separator tie, int start, string close)
    {
        start = Math.Min(CharScan.SkipSpaces(text, start), text.Length);
        var rest = text.Slice(start, Math.Min(LongestValue * 8, text.Length - start));
        var length = rest.IndexOf(close, StringComparison.Ordinal);
        var line = length < 0 ? rest : rest[..Math.Min(rest.Length, length + LongestValue)];
        if (line.IndexOf('\n') is var lineEnd and >= 0)
            line = line[..lineEnd];
        if (length >= line.Length)
            length = -1;
        if (length < 0 && close == "”")
            length = line.IndexOf('“');
        // A quote that the value itself holds is written with a backslash before it.
        while (
            length > 0
            && close.Length == 1
            && line[length - 1] == '\\'
            && line[(length + 1)..].IndexOf(close) is var next and >= 0
        )
            length += next + 1;
        var end = start + text.Slice(start, length < 0 ? line.Length : length).TrimEnd(" \u00a0\u202f").Length;
        return new SecretSpan(start, end, Quoted: length >= 0, IsAlone(text, end, tie));
    }

    private static SecretSpan Unquoted(ReadOnlySpan<char> text, Separator tie, int start)
    {
        var rest = text.Slice(start, Math.Min(LongestValue, text.Length - start));
        var length = rest.IndexOfAny(tie is Separator.Equals or Separator.SpacedEquals ? SettingEnds : ValueEnds);
        var value = length < 0 ? rest : rest[..length];
        if (value.IndexOf("&quot;") is var entity and > 0)
            value = value[..entity];
        // A further setting, or a line break that JSON wrote as \n.
        if (value.IndexOf("\\n") is var line and > 0)
            value = value[..line];
        if (value.IndexOf(',') is var comma and > 0 && value[comma..].IndexOfAny('=', ':') > 1)
            value = value[..comma];
        var end = start + value.TrimEnd(".,;:)]}\"'»>`*\\").Length;
        return new SecretSpan(start, end, Quoted: false, IsAlone(text, end, tie));
    }

    private static bool IsLineEnd(ReadOnlySpan<char> text, int at) =>
        at < text.Length && CharScan.At(text, at) is '\r' or '\n';

    // A semicolon ends a setting; behind "name = value" it ends a statement of a program.
    private static bool IsAlone(ReadOnlySpan<char> text, int end, Separator tie)
    {
        if (tie == Separator.Equals && CharScan.At(text, end) is ';' or '&')
            return true;
        var closed = CharScan.At(text, end) is '.' or '`' or '*' or '"' or '\'' ? end + 1 : end;
        return CharScan.At(text, CharScan.SkipSpaces(text, closed)) is '\n' or '\r' or '<';
    }
}
