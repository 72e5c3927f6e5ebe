using System.Buffers;

namespace SupportKit.Conduct;

/// <summary>What stands behind a word that announces a secret: how it is tied to the word, and the value itself.</summary>
/// <param name="Tie">How.</param>
/// <param name="Start">Where the value begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Quoted">Whether it stands in quotes.</param>
/// <param name="Alone">Whether nothing else follows in the line.</param>
internal readonly record struct Announced(Tie Tie, int Start, int End, bool Quoted, bool Alone)
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

    /// <summary>Reads on from the end of the word.</summary>
    public static Announced After(ReadOnlySpan<char> text, int wordStart, int wordEnd)
    {
        var at = wordEnd;
        for (var closers = 0; closers < 3 && Chars.At(text, at) is '"' or '\'' or '*' or '_' or '`' or ']'; closers++)
            at++;
        if (Chars.At(text, at) == '>' && Chars.At(text, wordStart - 1) == '<')
            return Value(text, Tie.Colon, at + 1);
        var spaced = Chars.SkipSpaces(text, at);
        if (spaced > at && Chars.At(text, wordStart - 1) == '-' && Chars.At(text, wordStart - 2) == '-')
            return Value(text, Tie.Verb, spaced);
        if (Sign(text, spaced) is var (sign, length) && length > 0)
            return Value(
                text,
                sign == Tie.Equals && (spaced > at || Chars.IsSpace(Chars.At(text, spaced + length)))
                    ? Tie.SpacedEquals
                    : sign,
                spaced + length
            );
        if (spaced == at)
            return default;

        var word = WordAt(text, spaced);
        var next = Chars.SkipSpaces(text, spaced + word.Length);
        if (IsOneOf(word, Verbs))
            return Chars.At(text, next) == ':' ? Value(text, Tie.Colon, next + 1) : Value(text, Tie.Verb, next);
        if (IsOneOf(word, Qualifiers) || Chars.At(text, spaced) == '(')
        {
            var line = text.Slice(spaced, Math.Min(LongestQualifier, text.Length - spaced));
            var stop = line.IndexOfAny(QualifierEnds);
            if (stop > 0 && line[stop] == ':' && (line[0] != '(' || line.IndexOf(')') == stop - 1))
                return Value(text, Tie.Verb, spaced + stop + 1);
        }
        return default;
    }

    /// <summary>What follows after nothing but spaces, as behind "Bearer".</summary>
    public static Announced Directly(ReadOnlySpan<char> text, int wordEnd) =>
        Chars.IsSpace(Chars.At(text, wordEnd)) ? Value(text, Tie.Verb, wordEnd) : default;

    private static (Tie, int) Sign(ReadOnlySpan<char> text, int at) =>
        (Chars.At(text, at), Chars.At(text, at + 1)) switch
        {
            (':', ':') or ('=', '=') => default,
            (':', '=') => (Tie.Equals, 2),
            ('=', '>') or ('-', '>') => (Tie.Verb, 2),
            (':', _) => (Tie.Colon, 1),
            ('=', _) => (Tie.Equals, 1),
            ('→', _) => (Tie.Verb, 1),
            _ => default,
        };

    private static Announced Value(ReadOnlySpan<char> text, Tie tie, int at)
    {
        var start = Chars.SkipSpaces(text, at);
        if (tie == Tie.Colon && Chars.At(text, start) is '\r' or '\n')
            (tie, start) = (Tie.NextLine, Chars.SkipSpaces(text, start + (Chars.At(text, start) == '\r' ? 2 : 1)));
        while (start < text.Length && text[start] is '*' or '`')
            start = Chars.SkipSpaces(text, start + 1);
        var quote = Chars.At(text, start) switch
        {
            '"' => '"',
            '\'' => '\'',
            '“' => '”',
            '«' => '»',
            _ => '\0',
        };
        if (quote != '\0')
            start = Chars.SkipSpaces(text, start + 1);
        start = Math.Min(start, text.Length);
        var rest = text.Slice(start, Math.Min(LongestValue, text.Length - start));
        var length = quote != '\0' ? rest.IndexOfAny(quote, '\n') : IndexOfEnd(rest, tie);
        var end = start + (length < 0 ? rest.Length : length);
        if (quote == '\0')
            end = start + text[start..end].TrimEnd(".,;:)]}\"'»>`*").Length;
        else
            end = start + text[start..end].TrimEnd(" \u00a0\u202f").Length;
        return new Announced(tie, start, end, quote != '\0', IsAlone(text, end, tie));
    }

    private static int IndexOfEnd(ReadOnlySpan<char> rest, Tie tie) =>
        rest.IndexOfAny(tie is Tie.Equals or Tie.SpacedEquals ? SettingEnds : ValueEnds);

    // A semicolon ends a setting; behind "name = value" it ends a statement of a program.
    private static bool IsAlone(ReadOnlySpan<char> text, int end, Tie tie)
    {
        if (tie == Tie.Equals && Chars.At(text, end) == ';')
            return true;
        var closed = Chars.At(text, end) is '.' or '`' or '*' or '"' or '\'' ? end + 1 : end;
        return Chars.At(text, Chars.SkipSpaces(text, closed)) is '\n' or '\r' or '<';
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

/// <summary>How a value is tied to the word before it.</summary>
internal enum Tie
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>"is", "for the office:", or an arrow: people also go on talking so.</summary>
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
