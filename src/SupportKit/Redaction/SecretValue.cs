using System.Buffers;

namespace SupportKit.Redaction;

/// <summary>Tells what a value in the place of a secret looks like.</summary>
internal static class SecretValue
{
    private static readonly SearchValues<char> Symbols = SearchValues.Create("!@#$%^&*+=?~|");
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+=~%:"
    );
    private static readonly SearchValues<string> OwnNames = SearchValues.Create(
        ["password", "passwd", "passphrase", "secret", "token", "passwort", "senha"],
        StringComparison.OrdinalIgnoreCase
    );
    private static readonly SearchValues<char> CodeMarks = SearchValues.Create("{}<>=()%$");
    private static readonly SearchValues<char> DateCharacters = SearchValues.Create("0123456789-/:.,+TZ");

    /// <summary>A name to be filled in (<c>${SECRET}</c>, <c>&lt;password&gt;</c>), an asterisked value, or a marker of ours.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.IsEmpty
        || value[0] is '{' or '<' or '[' or '('
        || value.StartsWith("${")
        || value.StartsWith("$(")
        || value.StartsWith("{{")
        || value.StartsWith("&lt;")
        || value.StartsWith("\\f") // a font of a manual page's source
        || value.EndsWith("\\&")
        || value.StartsWith("&#")
        || (value[0] is '$' or '%' or '@' or ':' && BeginsName(value[1..]))
        || (!CharScan.HasDigit(value) && !CharScan.HasVariety(value, 3))
        || value.Contains(SecretRedactor.MarkerStart, StringComparison.Ordinal);

    /// <summary>A call, an index or a path of names, as source code has in this place.</summary>
    public static bool IsCode(ReadOnlySpan<char> value)
    {
        if (
            IsPath(value)
            || value.Contains("->", StringComparison.Ordinal)
            || value.Contains("=>", StringComparison.Ordinal)
        )
            return true;
        if (value.ContainsAny('(', '[', '{') || value.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return true;
        var dot = value.IndexOfAny('.', '_');
        return dot > 0 && !CharScan.HasDigit(value) && IsName(value);
    }

    /// <summary>
    /// Whether the value cannot be an ordinary word: it has a digit or a symbol, and is not a count (<c>24h</c>, <c>8-character</c>),
    /// or the name of a method (<c>SHA256</c>).
    /// </summary>
    public static bool CannotBeWord(ReadOnlySpan<char> value)
    {
        value = value.TrimEnd("!?");
        if (value.Length < 4 || IsMethod(value))
            return false;
        var digits = 0;
        while (digits < value.Length && char.IsAsciiDigit(value[digits]))
            digits++;
        if (digits is > 0 and < 4 && IsWordsOrCounts(value[digits..]))
            return false;
        return CharScan.HasDigit(value) || value.ContainsAny(Symbols);
    }

    /// <summary>Whether it may be a key: long enough, with letters and digits, and without characters that keys never contain.</summary>
    public static bool MayBeKey(ReadOnlySpan<char> value, int least)
    {
        if (
            value.Length < least
            || !CharScan.HasDigit(value)
            || !CharScan.HasLetter(value)
            || !CharScan.HasVariety(value, 6)
        )
            return false;
        // Words of a URL have their digits in escapes only: Root%20CA.
        if (value.Contains('%') && !HasDigitOutsideEscapes(value))
            return false;
        // Addresses and paths contain both characters, coordinates of a package two colons; keys contain at most one of them.
        return !value.ContainsAnyExcept(KeyCharacters)
            && value[0] != '/'
            && !(value.Contains('/') && value.Contains('.'))
            && value.Count(':') <= 1
            && !(value.Contains(':') && value.Contains('.') && value.Length < 30);
    }

    /// <summary>A name that says what it stands for: <c>challengePassword</c>.</summary>
    public static bool NamesItself(ReadOnlySpan<char> value) => value.ContainsAny(OwnNames);

    /// <summary>A date, with or without a time.</summary>
    public static bool IsTimestamp(ReadOnlySpan<char> value) =>
        value.Length >= 8
        && value.IndexOfAnyExceptInRange('0', '9') is 2 or 4
        && value[value.IndexOfAnyExceptInRange('0', '9')] is '-' or '/' or ':' or '.'
        && value.Count('-') + value.Count('/') + value.Count(':') + value.Count('.') >= 2
        && !value.ContainsAnyExcept(DateCharacters);

    /// <summary>Whether it has letters beside digits or symbols, and not only as a code in capitals.</summary>
    public static bool IsMixed(ReadOnlySpan<char> value) =>
        CharScan.HasLetter(value) && (value.ContainsAnyInRange('a', 'z') || value.ContainsAny(Symbols));

    /// <summary>Whether it holds a symbol that words do not.</summary>
    public static bool HasSymbol(ReadOnlySpan<char> value) => value.ContainsAny(Symbols);

    /// <summary>
    /// Whether a value right behind the word cannot be a term: <c>RFC2617</c> and <c>http2</c> are capitals or letters with a short number.
    /// </summary>
    public static bool IsUnlikeTerm(ReadOnlySpan<char> value)
    {
        var letters = value.TrimEnd("0123456789");
        if (value.Length < 6 || !CharScan.HasDigit(value) || IsCode(value))
            return false;
        var digits = value.Length - letters.Length;
        return letters.ContainsAny(Symbols)
            || (CharScan.HasDigit(letters) && !letters.ContainsAny('-', '.', '/') && Randomness.IsLikely(value))
            || (
                digits >= 3
                && letters.ContainsAnyInRange('a', 'z')
                && !IsMethod(value)
                && !letters.ContainsAny('-', '_', '.')
            );
    }

    /// <summary>Several words in quotes that are a password: no word of them belongs to a sentence.</summary>
    public static bool IsPhrase(ReadOnlySpan<char> value)
    {
        var words = 0;
        foreach (var range in value.Split(' '))
        {
            var word = value[range].Trim(".,;:!?");
            if (word.IsEmpty)
                continue;
            words++;
            if (SpokenWords.IsTalk(word) || SpokenWords.BeginsQualifier(word) || SpokenWords.IsVerb(word))
                return false;
        }
        return words is >= 2 and <= 10
            && CharScan.HasVariety(value, 5)
            && !value.ContainsAny(CodeMarks)
            && (words >= 3 || CharScan.HasDigit(value) || value.ContainsAny(Symbols));
    }

    /// <summary>Only letters, with hyphens or apostrophes between them.</summary>
    public static bool IsWord(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!char.IsLetter(c) && c is not ('-' or '\'' or '’'))
                return false;
        }
        return true;
    }

    /// <summary>A name as programs have it, with digits and dots.</summary>
    public static bool IsIdentifier(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!CharScan.IsWord(c) && c != '.')
                return false;
        }
        return true;
    }

    /// <summary>The path of a file.</summary>
    public static bool IsPath(ReadOnlySpan<char> value) =>
        value[0] == '/'
        || value.StartsWith("./")
        || value.StartsWith("~/")
        || value[1..].StartsWith(":\\")
        || value[1..].StartsWith(":/");

    private static bool HasDigitOutsideEscapes(ReadOnlySpan<char> value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%')
                i += 2;
            else if (char.IsAsciiDigit(value[i]))
                return true;
        }
        return false;
    }

    // The value is a whole name without digits, such as $PASSWORD, %PASSWORD% or @password), but not $ecret1.
    private static bool BeginsName(ReadOnlySpan<char> value)
    {
        var end = 0;
        while (end < value.Length && (char.IsLetter(value[end]) || value[end] == '_'))
            end++;
        return end > 0 && !char.IsAsciiDigit(CharScan.At(value, end));
    }

    private static bool IsName(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!char.IsLetter(c) && c is not ('_' or '.'))
                return false;
        }
        return true;
    }

    private static bool IsWordsOrCounts(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '–' or '/' or '.' or ',' or '%'))
                return false;
        }
        return value.IsEmpty || !CharScan.HasDigit(value) || !CharScan.HasLetter(value);
    }

    private static bool IsMethod(ReadOnlySpan<char> value)
    {
        foreach (
            var name in (ReadOnlySpan<string>)
                ["sha1", "sha2", "sha5", "sha-", "md5", "base64", "utf", "aes", "oauth", "totp", "argon2"]
        )
        {
            if (value.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
