namespace SupportKit.Redaction;

/// <summary>What follows a word that announces a secret: how the value is attached to the word, and where the value is.</summary>
/// <param name="Tie">How the value is attached to the word.</param>
/// <param name="Value">Where the value is.</param>
internal readonly record struct LabeledSecret(Separator Tie, SecretSpan Value)
{
    private const int LongestQualifier = 64;
    private const int MostClosers = 8;
    private const int MostWords = 9;

    /// <summary>Reads from the end of the announcing word.</summary>
    public static LabeledSecret After(ReadOnlySpan<char> text, int wordStart, int wordEnd)
    {
        var at = SkipClosers(text, wordEnd);
        var closed = at > wordEnd && text[at - 1] is '"' or '\'' or ';';
        if (TagEnd(text, wordStart, at) is var tag and > 0)
            return Of(text, Separator.Tag, tag);
        if (ValueOfName(text, at) is var named and > 0)
            return Of(text, Separator.Equals, named);
        var spaced = CharScan.SkipSpaces(text, at);
        if (IsOption(text, wordStart) && spaced > at && CharScan.At(text, spaced) != '=')
            return Of(text, Separator.Verb, spaced);
        if (Sign(text, spaced) is var (sign, length) && length > 0)
            return Of(
                text,
                sign == Separator.Equals && (spaced > at || CharScan.IsSpace(CharScan.At(text, spaced + length)))
                    ? Separator.SpacedEquals
                    : sign,
                spaced + length
            );
        if (CharScan.At(text, at) == '(' && IsQuote(text, at + 1))
            return Of(text, Separator.Call, at + 1);
        if (closed && CharScan.At(text, at) == ',' && IsQuote(text, CharScan.SkipSpaces(text, at + 1)))
            return Of(text, Separator.Call, at + 1);
        if (spaced == at)
            return default;
        if (IsQuote(text, spaced))
            return Of(text, closed ? Separator.Equals : Separator.Call, spaced);
        return Spoken(text, spaced, isPolish: CharScan.At(text, wordStart) is 'h' or 'H');
    }

    /// <summary>Reads a value that is separated by spaces only, as after "Bearer".</summary>
    public static LabeledSecret Directly(ReadOnlySpan<char> text, int wordEnd) =>
        CharScan.IsSpace(CharScan.At(text, wordEnd)) ? Of(text, Separator.Verb, wordEnd) : default;

    private static LabeledSecret Of(ReadOnlySpan<char> text, Separator tie, int at)
    {
        var (found, value) = SecretSpan.Read(text, tie, at);
        return new LabeledSecret(found, value);
    }

    // Quotes, the marks of Markdown, and quotes that JSON or HTML wrote out.
    private static int SkipClosers(ReadOnlySpan<char> text, int at)
    {
        for (var closers = 0; closers < MostClosers; closers++)
        {
            if (CharScan.At(text, at) is '"' or '\'' or '*' or '_' or '`' or ']' or '\\' or '”')
                at++;
            else if (text[Math.Min(at, text.Length)..].StartsWith("&quot;"))
                at += 6;
            else
                break;
        }
        return Math.Min(at, text.Length);
    }

    // The end of the start tag of an XML element whose name ends with the word, attributes included.
    private static int TagEnd(ReadOnlySpan<char> text, int wordStart, int at)
    {
        if (CharScan.At(text, CharScan.NameStart(text, wordStart) - 1) != '<')
            return 0;
        if (CharScan.At(text, at) == '>')
            return at + 1;
        if (!CharScan.IsSpace(CharScan.At(text, at)))
            return 0;
        var rest = text.Slice(at, Math.Min(LongestQualifier * 2, text.Length - at));
        var end = rest.IndexOfAny("<>\n");
        return
            end > 0
            && rest[end] == '>'
            && rest[end - 1] != '/'
            && !rest.Contains("value", StringComparison.OrdinalIgnoreCase)
            ? at + end + 1
            : 0;
    }

    // The pair of a name and a value in JSON, YAML and XML: "name": "DB_PASSWORD", "value": "…".
    private static int ValueOfName(ReadOnlySpan<char> text, int at)
    {
        var next = at;
        while (
            next < text.Length
            && next - at < 40
            && (char.IsWhiteSpace(text[next]) || text[next] is ',' or '"' or '\'' or '\\')
        )
            next++;
        if (!text[Math.Min(next, text.Length)..].StartsWith("value", StringComparison.OrdinalIgnoreCase) || next == at)
            return 0;
        var end = SkipClosers(text, next + 5);
        end = CharScan.SkipSpaces(text, end);
        return CharScan.At(text, end) is ':' or '=' ? end + 1 : 0;
    }

    private static bool IsOption(ReadOnlySpan<char> text, int wordStart)
    {
        var start = CharScan.NameStart(text, wordStart);
        return text[start..].StartsWith("--") && !CharScan.IsWord(CharScan.At(text, start - 1));
    }

    private static bool IsQuote(ReadOnlySpan<char> text, int at) =>
        CharScan.At(text, at) is '"' or '\'' or '“' or '«' or '„' or '‘'
        || (CharScan.At(text, at) is 'N' or '@' or '\\' && CharScan.At(text, at + 1) is '"' or '\'');

    private static (Separator, int) Sign(ReadOnlySpan<char> text, int at) =>
        (CharScan.At(text, at), CharScan.At(text, at + 1)) switch
        {
            (':', ':') => CharScan.At(text, at + 2) == '=' ? (Separator.Equals, 3) : default,
            ('=', '=') => default,
            (':' or '?' or '+', '=') => (Separator.Equals, 2),
            ('=', '>') or ('-', '>') => (Separator.Verb, 2),
            (':' or '：', _) => (Separator.Colon, 1),
            ('=' or '＝', _) => (Separator.Equals, 1),
            ('→', _) => (Separator.Verb, 1),
            _ => default,
        };

    // "is …", "for the office: …", "of the server is …", "was changed to …"; or the value stands directly behind the word.
    private static LabeledSecret Spoken(ReadOnlySpan<char> text, int at, bool isPolish)
    {
        var (next, first, changed) = (at, true, false);
        for (var words = 0; words < MostWords && next - at < LongestQualifier; words++)
        {
            var word = SpokenWords.WordAt(text, next);
            var end = next + word.Length;
            if (
                CharScan.At(text, next) == '('
                && text[next..Math.Min(text.Length, next + LongestQualifier)].IndexOf(')') is var close and > 0
            )
                end = next + close + 1;
            else if (word.IsEmpty)
                break;
            var behind = CharScan.SkipSpaces(text, end);
            if (SpokenWords.IsVerb(word) || (isPolish && word is "to") || (changed && SpokenWords.LeadsToValue(word)))
            {
                if (CharScan.At(text, behind) is ':' or '：')
                    return Of(text, Separator.Colon, behind + 1);
                var more = SpokenWords.WordAt(text, behind);
                if (SpokenWords.IsAdverb(more))
                    behind = CharScan.SkipSpaces(text, behind + more.Length);
                if (CharScan.At(text, behind) is ':' or '：')
                    return Of(text, Separator.Colon, behind + 1);
                if (!SpokenWords.IsChange(SpokenWords.WordAt(text, behind)))
                    return Of(text, Separator.Verb, behind);
            }
            else if (
                first
                && !SpokenWords.BeginsQualifier(word)
                && CharScan.At(text, next) != '('
                && !SpokenWords.IsChange(word)
            )
                break;
            changed = SpokenWords.IsChange(word);
            if (!first || CharScan.At(text, next) == '(' || SpokenWords.BeginsQualifier(word))
            {
                if (CharScan.At(text, behind) is ':' or '：')
                    return Of(text, Separator.Verb, behind + 1);
            }
            if (!CharScan.IsSpace(CharScan.At(text, end)))
                break;
            (next, first) = (behind, false);
        }
        return Of(text, Separator.Direct, at);
    }
}

/// <summary>How a value is attached to the word before it.</summary>
internal enum Separator
{
    /// <summary>There is no value.</summary>
    None,

    /// <summary>The value stands directly behind the word, as other words do, too. It needs the most evidence.</summary>
    Direct,

    /// <summary>"is", "for the office:", or an arrow. Ordinary sentences continue in the same way, so the value needs more evidence.</summary>
    Verb,

    /// <summary>A value in quotes behind the word, or in brackets as the argument of a call.</summary>
    Call,

    /// <summary>A colon on the same line.</summary>
    Colon,

    /// <summary>A colon at the end of a line; the value begins the next.</summary>
    NextLine,

    /// <summary>The content of an XML element.</summary>
    Tag,

    /// <summary>An equals sign without spaces, as in settings.</summary>
    Equals,

    /// <summary>An equals sign with spaces, as in source code.</summary>
    SpacedEquals,
}
