namespace SupportKit.Redaction;

/// <summary>
/// Tells characters that were drawn at random from names that people make up. Names consist of words and small numbers, apart by hyphens, dots or
/// capitals; random characters change their kind often, and have few vowels. Bounded by the first 64 characters.
/// </summary>
internal static class Randomness
{
    private const int MostRead = 64;
    private const int LongestCounter = 4;

    /// <summary>Whether the characters may be random. Digits among letters decide for it; letters alone have to look so.</summary>
    public static bool IsLikely(ReadOnlySpan<char> value)
    {
        value = value[..Math.Min(value.Length, MostRead)];
        if (CharScan.HasDigit(value))
            return !IsName(value);
        return value.ContainsAny('-', '_', '.') ? HasMixedPart(value) : LettersAreRandom(value);
    }

    /// <summary>Whether the value is made of words and counters: <c>prod-db-secret-2024-v1</c>, <c>github.token.2</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> value)
    {
        var parts = 0;
        foreach (var range in value.SplitAny("-_./: "))
        {
            var part = value[range];
            if (part.IsEmpty)
                continue;
            parts++;
            var letters = part.TrimEnd("0123456789");
            if (part.Length - letters.Length > LongestCounter || letters.ContainsAnyInRange('0', '9'))
                return false;
            if (letters.Length > 1 && LettersAreRandom(letters) && letters.Length > 5)
                return false;
        }
        return parts > 1
            || value.TrimEnd("0123456789").Length > 0
                && !CharScan.HasDigit(value.TrimEnd("0123456789"))
                && value.Length < 24;
    }

    private static bool HasMixedPart(ReadOnlySpan<char> value)
    {
        foreach (var range in value.SplitAny("-_."))
        {
            if (value[range].Length > 7 && LettersAreRandom(value[range]))
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
        return capitals > 0 && capitals < letters.Length
            ? changes * 100 >= letters.Length * 38
            : vowels * 100 <= letters.Length * 30;
    }
}
