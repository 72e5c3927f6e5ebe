using System.Buffers;

namespace SupportKit.Redaction;

/// <summary>Finds the password in a URL's <c>user:password@host</c> (RFC 3986, section 3.2.1); user and host stay.</summary>
internal static class UrlScanner
{
    private const int LongestAuthority = 512;

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"'<>?#`");

    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        var from = 0;
        while (text[from..].IndexOf("://", StringComparison.Ordinal) is var next and >= 0)
        {
            from += next + 3;
            var rest = text.Slice(from, Math.Min(LongestAuthority, text.Length - from));
            var end = rest.IndexOfAny(Ends);
            var authority = end < 0 ? rest : rest[..end];
            // Passwords with an unescaped slash are common although invalid; the last @ of the authority ends them.
            var at = authority.LastIndexOf('@');
            var slash = authority.IndexOf('/');
            if (slash >= 0 && slash < at)
                at = authority[..slash].LastIndexOf('@');
            var colon = at < 0 ? -1 : authority[..at].IndexOf(':');
            if (colon < 0)
                continue;
            var password = authority[(colon + 1)..at];
            if (!SecretValue.IsPlaceholder(password) && !SecretWords.NamesSecret(password))
                (found ??= []).Add(new SecretFinding(SecretKind.Password, from + colon + 1, password.Length));
        }
    }
}
