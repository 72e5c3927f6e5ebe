using System.Buffers;

namespace SupportKit.Redaction;

/// <summary>What follows a word that announces a secret: how the value is attached to the word, and where the value is.</summary>
/// <param name="Tie">How the value is attached to the word.</param>
/// <param name="Start">Where the value begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Quoted">Whether it stands in quotes.</param>
/// <param name="Alone">Whether nothing else follows in the line.</param>
internal readonly record struct LabeledSecret(Separator Tie, int Start, int End, bool Quoted, bool Alone)
{
    private const int LongestValue = 8192;
    private const int LongestQualifier = 48;

    private static readonly SearchValues<char> QualifierEnds = SearchValues.Create(":.!?;,=\n");
    private static readonly SearchValues<char> SettingEnds = SearchValues.Create(" \t\r\n\u00a0\u202f;&\"'<");
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n\u00a0\u202f\"<");

    private static readonly string[] Verbs = ["is", "est", "é", "eh", "was", "était", "era"];

    private static readonly string[] Qualifiers =
    [
        "for",
        "of",
        "to",
        "du",
        "de",
        "des",
        "pour",
        "do",
        "da",
        "para",
        "no",
        "na",
    ];

    /// <summary>Reads from the end of the announcing word.</summary>
    public static LabeledSecret After(ReadOnlySpan<char> text, int wordStart, int wordEnd)
    {
        var at = wordEnd;
        for (
            var closers = 0;
            closers < 3 && CharScan.At(text, at) is '"' or '\'' or '*' or '_' or '`' or ']';
            closers++
        )
            at++;
        if (CharScan.At(text, at) == '>' && CharScan.At(text, wordStart - 1) == '<')
            return Value(text, Separator.Colon, at + 1);
        var spaced = CharScan.SkipSpaces(text, at);
        if (spaced > at && CharScan.At(text, wordStart - 1) == '-' && CharScan.At(text, wordStart - 2) == '-')
            return Value(text, Separator.Verb, spaced);
        if (Sign(text, spaced) is var (sign, length) && length > 0)
            return Value(
                text,
                sign == Separator.Equals && (spaced > at || CharScan.IsSpace(CharScan.At(text, spaced + length)))
                    ? Separator.SpacedEquals
                    : sign,
                spaced + length
            );
        if (spaced == at)
            return default;

        var word = WordAt(text, spaced);
        var next = CharScan.SkipSpaces(text, spaced + word.Length);
        if (IsOneOf(word, Verbs))
            return CharScan.At(text, next) == ':'
                ? Value(text, Separator.Colon, next + 1)
                : Value(text, Separator.Verb, next);
        if (IsOneOf(word, Qualifiers) || CharScan.At(text, spaced) == '(')
        {
            var line = text.Slice(spaced, Math.Min(LongestQualifier, text.Length - spaced));
            var stop = line.IndexOfAny(QualifierEnds);
            if (stop > 0 && line[stop] == ':' && (line[0] != '(' || line.IndexOf(')') == stop - 1))
                return Value(text, Separator.Verb, spaced + stop + 1);
        }
        return default;
    }

    /// <summary>Reads a value that is separated by spaces only, as after "Bearer".</summary>
    public static LabeledSecret Directly(ReadOnlySpan<char> text, int wordEnd) =>
        CharScan.IsSpace(CharScan.At(text, wordEnd)) ? Value(text, Separator.Verb, wordEnd) : default;

    private static (Separator, int) Sign(ReadOnlySpan<char> text, int at) =>
        (CharScan.At(text, at), CharScan.At(text, at + 1)) switch
        {
            (':', ':') or ('=', '=') => default,
            (':', '=') => (Separator.Equals, 2),
            ('=', '>') or ('-', '>') => (Separator.Verb, 2),
            (':', _) => (Separator.Colon, 1),
            ('=', _) => (Separator.Equals, 1),
            ('→', _) => (Separator.Verb, 1),
            _ => default,
        };

    private static LabeledSecret Value(ReadOnlySpan<char> text, Separator tie, int at)
    {
        var start = CharScan.SkipSpaces(text, at);
        if (tie == Separator.Colon && CharScan.At(text, start) is '\r' or '\n')
            (tie, start) = (
                Separator.NextLine,
                CharScan.SkipSpaces(text, start + (CharScan.At(text, start) == '\r' ? 2 : 1))
            );
        while (start < text.Length && text[start] is '*' or '`')
            start = CharScan.SkipSpaces(text, start + 1);
        var quote = CharScan.At(text, start) switch
        {
            '"' => '"',
            '\'' => '\'',
            '“' => '”',
            '«' => '»',
            _ => '\0',
        };
        if (quote != '\0')
            start = CharScan.SkipSpaces(text, start + 1);
        start = Math.Min(start, text.Length);
        var rest = text.Slice(start, Math.Min(LongestValue, text.Length - start));
        var length = quote != '\0' ? rest.IndexOfAny(quote, '\n') : IndexOfEnd(rest, tie);
        var end = start + (length < 0 ? rest.Length : length);
        if (quote == '\0')
            end = start + text[start..end].TrimEnd(".,;:)]}\"'»>`*").Length;
        else
            end = start + text[start..end].TrimEnd(" \u00a0\u202f").Length;
        return new LabeledSecret(tie, start, end, quote != '\0', IsAlone(text, end, tie));
    }

    private static int IndexOfEnd(ReadOnlySpan<char> rest, Separator tie) =>
        rest.IndexOfAny(tie is Separator.Equals or Separator.SpacedEquals ? SettingEnds : ValueEnds);

    // A semicolon ends a setting; behind "name = value" it ends a statement of a program.
    private static bool IsAlone(ReadOnlySpan<char> text, int end, Separator tie)
    {
        if (tie == Separator.Equals && CharScan.At(text, end) == ';')
            return true;
        var closed = CharScan.At(text, end) is '.' or '`' or '*' or '"' or '\'' ? end + 1 : end;
        return CharScan.At(text, CharScan.SkipSpaces(text, closed)) is '\n' or '\r' or '<';
    }

    private static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 10 && char.IsLetter(text[end]))
            end++;
        return text[start..end];
    }

    private static bool IsOneOf(ReadOnlySpan<char> word, string[] words)
    {
        foreach (var one in words)
        {
            if (word.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}

/// <summary>How a value is attached to the word before it.</summary>
internal enum Separator
{
    /// <summary>There is no value.</summary>
    None,

    /// <summary>"is", "for the office:", or an arrow. Ordinary sentences continue in the same way, so the value needs more evidence.</summary>
    Verb,

    /// <summary>A colon.</summary>
    Colon,

    /// <summary>A colon at the end of a line; the value begins the next.</summary>
    NextLine,

    /// <summary>An equals sign without spaces, as in settings.</summary>
    Equals,

    /// <summary>An equals sign with spaces, as in source code.</summary>
    SpacedEquals,
}
