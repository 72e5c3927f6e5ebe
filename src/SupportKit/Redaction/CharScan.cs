namespace SupportKit.Redaction;

/// <summary>What the scanners of secrets ask of single characters and short runs.</summary>
internal static class CharScan
{
    /// <summary>The character at the index; a line break when the index is outside the text.</summary>
    public static char At(ReadOnlySpan<char> text, int index) => (uint)index < (uint)text.Length ? text[index] : '\n';

    /// <summary>Whether this character continues a word.</summary>
    public static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>A space within a line, no-break spaces included.</summary>
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\u00a0' or '\u202f';

    public static int SkipSpaces(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && IsSpace(text[from]))
            from++;
        return from;
    }

    public static bool HasDigit(ReadOnlySpan<char> text) => text.ContainsAnyInRange('0', '9');

    public static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                return true;
        }
        return false;
    }

    /// <summary>Whether the text holds at least this many different characters: <c>xxxx</c> and <c>****</c> hide nothing.</summary>
    public static bool HasVariety(ReadOnlySpan<char> text, int least)
    {
        text = text[..Math.Min(text.Length, 64)];
        for (int i = 0, different = 0; i < text.Length; i++)
        {
            if (text[..i].Contains(text[i]))
                continue;
            if (++different >= least)
                return true;
        }
        return false;
    }

    /// <summary>The start of the name (letters, digits, underscores, hyphens, dots) that this position stands in; at most 48 characters back.</summary>
    public static int NameStart(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < 48 && (IsWord(text[start - 1]) || text[start - 1] is '-' or '.' or ':'))
            start--;
        return start;
    }
}
