using System.Buffers;

namespace SupportKit.Redaction;

/// <summary>What a value that stands where a secret may stand looks like.</summary>
internal static class SecretValue
{
    private static readonly SearchValues<char> Symbols = SearchValues.Create("!@#$%^&*+=?~|\\");

    /// <summary>A name to be filled in (<c>${SECRET}</c>, <c>&lt;password&gt;</c>), an asterisked value, or a marker of ours.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.IsEmpty
        || value[0] is '{' or '<' or '[' or '('
        || value.StartsWith("${")
        || value.StartsWith("$(")
        || value.StartsWith("{{")
        || (value[0] is '$' or '%' or '@' or ':' && BeginsName(value[1..]))
        || (!CharScan.HasDigit(value) && !CharScan.HasVariety(value, 3))
        || value.Contains(SecretRedactor.MarkerStart, StringComparison.Ordinal);

    /// <summary>A call, an index or a path of names: what stands there in source code.</summary>
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
    /// Whether no ordinary word looks so: it has a digit or a symbol, and is not a count (<c>24h</c>, <c>8-character</c>),
    /// nor the name of a method (<c>SHA256</c>).
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

    /// <summary>Whether it may be a key: long, of letters and digits, without anything keys do not have.</summary>
    public static bool MayBeKey(ReadOnlySpan<char> value)
    {
        if (
            value.Length < 16
            || !CharScan.HasDigit(value)
            || !CharScan.HasLetter(value)
            || !CharScan.HasVariety(value, 6)
        )
            return false;
        foreach (var c in value[..Math.Min(value.Length, 2048)])
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"_-./+=~%:".Contains(c))
                return false;
        }
        // An address or a path has both; keys have one of them at most.
        return value[0] != '/' && !(value.Contains('/') && value.Contains('.'));
    }

    /// <summary>Letters, with hyphens or apostrophes between.</summary>
    public static bool IsWord(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!char.IsLetter(c) && c is not ('-' or '\'' or '’'))
                return false;
        }
        return true;
    }

    /// <summary>A name as programs have them, with digits and dots.</summary>
    public static bool IsIdentifier(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!CharScan.IsWord(c) && c != '.')
                return false;
        }
        return true;
    }

    /// <summary>Where a file is.</summary>
    public static bool IsPath(ReadOnlySpan<char> value) =>
        value[0] == '/'
        || value.StartsWith("./")
        || value.StartsWith("~/")
        || value[1..].StartsWith(":\\")
        || value[1..].StartsWith(":/");

    // A name without digits, whole: $PASSWORD, %PASSWORD%, @password); but not $ecret1.
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
