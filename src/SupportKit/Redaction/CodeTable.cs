namespace SupportKit.Redaction;

/// <summary>Tells tables of numbers, and longer numbers, that are printed in groups of four as card numbers are.</summary>
internal static class CodeTable
{
    private const int Group = 4;
    private const int FourGroups = 19;
    private const int MostGroups = 8;
    private const int MostCounted = 48;
    private const int FewestCodes = 2;
    private const int CodesLookedAt = 4;
    private const int MostStep = 16;

    /// <summary>
    /// How far a number in groups of four goes that is too long for cards: 44 digits are the key of a Brazilian invoice. The length of one group when
    /// it is not; several cards in a row have a multiple of four groups.
    /// </summary>
    public static int LengthAt(ReadOnlySpan<char> text, int start)
    {
        var separator = CharScan.At(text, start + Group);
        if (!CardNumberScanner.IsSeparator(separator))
            return Group;
        var (groups, end) = (1, start + Group);
        while (
            groups < MostCounted
            && CharScan.At(text, end) == separator
            && CardNumberScanner.DigitsAt(text, end + 1) == Group
        )
            (groups, end) = (groups + 1, end + Group + 1);
        return groups > MostGroups && groups % 4 != 0 ? end - start : Group;
    }

    /// <summary>
    /// Whether the groups from start to end stand among codes of four or five hexadecimal digits. One such group beside a number may be an ordinary
    /// word, so two are needed. Four numbers that count up are a table, too.
    /// </summary>
    public static bool Surrounds(ReadOnlySpan<char> text, int start, int end, char separator) =>
        LengthAt(text, start) > Group
        || (separator == '.' && CharScan.At(text, start - 1) is '.' or '[')
        || CountsUp(text, start, end)
        || CodesBefore(text, start) + CodesBehind(text, end) >= FewestCodes;

    private static bool CountsUp(ReadOnlySpan<char> text, int start, int end)
    {
        if (end - start != FourGroups)
            return false;
        var last = Number(text, start);
        for (var at = start + Group + 1; at < end; at += Group + 1)
        {
            var next = Number(text, at);
            if (next <= last || next > last + MostStep)
                return false;
            last = next;
        }
        return true;
    }

    private static int Number(ReadOnlySpan<char> text, int at)
    {
        var number = 0;
        foreach (var digit in text.Slice(at, Group))
            number = number * 10 + (digit - '0');
        return number;
    }

    private static int CodesBefore(ReadOnlySpan<char> text, int start)
    {
        var (codes, end) = (0, start);
        for (var i = 0; i < CodesLookedAt; i++)
        {
            end = Math.Max(0, end - 1);
            var from = end;
            while (from > 0 && end - from <= Group + 1 && char.IsAsciiHexDigit(text[from - 1]))
                from--;
            if (end - from is not (Group or Group + 1) || CharScan.IsWord(CharScan.At(text, from - 1)))
                break;
            codes += IsCode(text[from..end]) ? 1 : 0;
            end = from;
        }
        return codes;
    }

    private static int CodesBehind(ReadOnlySpan<char> text, int end)
    {
        var (codes, from) = (0, end);
        for (var i = 0; i < CodesLookedAt; i++)
        {
            from = Math.Min(text.Length, from + 1);
            var to = from;
            while (to < text.Length && to - from <= Group + 1 && char.IsAsciiHexDigit(text[to]))
                to++;
            if (to - from is not (Group or Group + 1) || CharScan.IsWord(CharScan.At(text, to)))
                break;
            codes += IsCode(text[from..to]) ? 1 : 0;
            from = to;
        }
        return codes;
    }

    private static bool IsCode(ReadOnlySpan<char> group) => CharScan.HasDigit(group) && CharScan.HasLetter(group);
}
