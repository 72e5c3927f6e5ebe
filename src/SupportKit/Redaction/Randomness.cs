namespace SupportKit.Redaction;

/// <summary>
/// Tells characters that were drawn at random from names that people make up. Names consist of words and small numbers, apart by hyphens, dots or
/// capitals; random characters change their kind often, and have few vowels. Bounded by the first 64 characters.
/// </summary>
internal static class Randomness
{
    private const int MostRead = 64;
    private const int LongestCounter = 5;
    private const int ShortestRandom = 6;
    private const int ShortestPart = 8;
    private const int LongestName = 24;

    /// <summary>Whether the characters may be random. Digits among letters decide for it; letters alone have to look so.</summary>
    public static bool IsLikely(ReadOnlySpan<char> value)
    {
        value = value[..Math.Min(value.Length, MostRead)];
        if (CharScan.HasDigit(value))
            return !value.ContainsAny('-', '_', '.') || !IsPlainName(value);
        return value.ContainsAny('-', '_', '.') ? HasRandomPart(value) : LettersAreRandom(value);
    }

    /// <summary>Whether the value is made of words and counters: <c>prod-db-secret-2024-v1</c>, <c>win32api.RegEnumKey</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> value)
    {
        var parts = 0;
        foreach (var range in value.SplitAny("-_./: "))
        {
            var part = value[range];
            if (part.IsEmpty)
                continue;
            parts++;
            if (!IsWordWithNumber(part))
                return false;
        }
        return parts > 1 || (parts == 1 && value.Length < LongestName);
    }

    // A name in which no word has a capital in its middle; what is marked as a token by its prefix needs no more to be one.
    private static bool IsPlainName(ReadOnlySpan<char> value)
    {
        foreach (var range in value.SplitAny("-_./: "))
        {
            var part = value[range].Trim("0123456789");
            if (part.Length > 1 && part[1..].ContainsAnyInRange('A', 'Z') && part.ContainsAnyInRange('a', 'z'))
                return false;
        }
        return IsName(value);
    }

    // At most one number, and letters that are no random ones: v2, ed25519, symbol2label.
    private static bool IsWordWithNumber(ReadOnlySpan<char> part)
    {
        var first = part.IndexOfAnyInRange('0', '9');
        if (first < 0)
            return !LookRandom(part);
        var last = part.LastIndexOfAnyInRange('0', '9');
        return last - first < LongestCounter
            && !part[first..(last + 1)].ContainsAnyExceptInRange('0', '9')
            && !LookRandom(part[..first])
            && !LookRandom(part[(last + 1)..]);
    }

    // A short word may have few vowels: Tgnutls. One with capitals in its middle has less excuse.
    private static bool LookRandom(ReadOnlySpan<char> letters) =>
        letters.Length
            >= (letters.Length > 1 && letters[1..].ContainsAnyInRange('A', 'Z') ? ShortestRandom : ShortestPart)
        && LettersAreRandom(letters);

    private static bool HasRandomPart(ReadOnlySpan<char> value)
    {
        foreach (var range in value.SplitAny("-_."))
        {
            if (value[range].Length >= ShortestPart && LettersAreRandom(value[range]))
                return true;
        }
        return false;
    }

    private static bool LettersAreRandom(ReadOnlySpan<char> letters)
    {
        var (changes, vowels, capitals) = (0, 0, 0);
        for (var i = 0; i < letters.Length; i++)
        {
            changes += i > 0 && char.IsUpper(letters[i]) != char.IsUpper(letters[i - 1]) ? 1 : 0;
            vowels += "aeiouyAEIOUY".Contains(letters[i]) ? 1 : 0;
            capitals += char.IsUpper(letters[i]) ? 1 : 0;
        }
        var (changing, sounding) = (changes * 100 / letters.Length, vowels * 100 / letters.Length);
        return capitals > 0 && capitals < letters.Length
            ? changing >= 38 || sounding <= 15 || (changing >= 25 && sounding <= 30)
            : sounding <= 30;
    }
}
