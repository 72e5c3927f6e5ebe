using System.Buffers;

namespace SupportKit.Redaction;

/// <summary>
/// Finds secrets whose place says what they are: the header Authorization in any scheme (RFC 7235), cookies, the ids of sessions, the
/// signatures of URLs, and the user and password that curl and the likes of it take.
/// </summary>
internal static class HeaderScanner
{
    private const int Longest = 4096;

    private static readonly SearchValues<string> Places = SearchValues.Create(
        [
            "authorization",
            "bearer ",
            "cookie",
            "sessid",
            "sessionid",
            "session_id=",
            "session=",
            "sid=",
            "sig=",
            "signature=",
            "security-token=",
            "authtoken=",
            "-u ",
            "--user",
            "sshpass -p",
            "mysql",
            "\"auth\"",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly SearchValues<string> Clients = SearchValues.Create(
        ["curl", "wget", "http ", "https "],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly SearchValues<char> UserEnds = SearchValues.Create(" \t\r\n\"'");

    private const int LongestCommand = 300;

    private static readonly string[] Schemes =
    [
        "bearer",
        "basic",
        "token",
        "apikey",
        "api-key",
        "digest",
        "negotiate",
        "ssws",
        "key",
        "aws4-hmac-sha256",
    ];

    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n\"'<>`;,&\\");

    // Cookies that hold no secret and are in every request.
    private static readonly string[] KnownCookies =
    [
        "_ga",
        "_gid",
        "_fbp",
        "lang",
        "locale",
        "theme",
        "consent",
        "cookieconsent",
        "tz",
        "country",
        "optanon",
    ];

    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        var from = 0;
        while (text[from..].IndexOfAny(Places) is var next and >= 0)
        {
            var at = from + next;
            from = Math.Max(at + 1, ScanAt(text, at, ref found));
        }
    }

    private static int ScanAt(ReadOnlySpan<char> text, int at, ref List<SecretFinding>? found)
    {
        var rest = text[at..];
        if (Begins(rest, "authorization"))
            return Authorization(text, at + 13, ref found);
        if (Begins(rest, "bearer "))
            return Token(text, at + 7, 16, ref found);
        if (Begins(rest, "cookie"))
            return Cookies(text, at, ref found);
        if (Begins(rest, "\"auth\""))
            return Token(text, Behind(text, at + 6, ':'), 12, ref found);
        if (Begins(rest, "-u ") || Begins(rest, "--user"))
            return
                CharScan.IsWord(CharScan.At(text, at - 1)) || CharScan.At(text, at - 1) == '-' || !IsOfClient(text, at)
                ? at + 2
                : UserAndPassword(text, rest[1] == 'u' ? at + 3 : at + 6, ref found);
        if (Begins(rest, "sshpass -p"))
            return Add(text, SecretKind.Password, Trimmed(text, CharScan.SkipSpaces(text, at + 10), 4), ref found);
        if (Begins(rest, "mysql"))
            return MySqlPassword(text, at, ref found);
        var equals = rest[..Math.Min(rest.Length, 16)].IndexOf('=');
        if (equals < 0 || CharScan.At(text, at + equals + 1) == '=')
            return at + 1;
        var isSignature = Begins(rest, "sig");
        if (isSignature && !(CharScan.At(text, CharScan.NameStart(text, at) - 1) is '?' or '&' or ';'))
            return at + equals;
        return Token(text, at + equals + 1, isSignature ? 20 : 16, ref found);
    }

    private static int Authorization(ReadOnlySpan<char> text, int at, ref List<SecretFinding>? found)
    {
        var value = Behind(text, at, ':') is var colon && colon > at ? colon : Behind(text, at, '=');
        if (value == at && CharScan.At(text, at) is '"' or '\'')
            value = Behind(text, at, ',');
        if (value <= at)
            return at;
        var known = false;
        for (var words = 0; words < 2; words++)
        {
            var end = value;
            while (char.IsLetterOrDigit(CharScan.At(text, end)) || CharScan.At(text, end) == '-')
                end++;
            if (end == value || !CharScan.IsSpace(CharScan.At(text, end)) || !IsScheme(text[value..end]))
                break;
            (value, known) = (CharScan.SkipSpaces(text, end), true);
        }
        var (start, length) = Trimmed(text, value, known ? 8 : 12);
        if (length == 0 || (!known && !SecretValue.MayBeKey(text.Slice(start, length), 12)))
            return value;
        return Add(text, SecretKind.ApiKey, (start, length), ref found);
    }

    private static bool IsScheme(ReadOnlySpan<char> word)
    {
        foreach (var scheme in Schemes)
        {
            if (word.Equals(scheme, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    // Behind the sign, and the quote that may stand on each side of it; the same place when there is no sign.
    private static int Behind(ReadOnlySpan<char> text, int at, char sign)
    {
        var next = at;
        while (CharScan.At(text, next) is '"' or '\'' or '\\' or ']' or ' ' && next < text.Length)
            next++;
        if (CharScan.At(text, next) != sign)
            return at;
        next++;
        while (CharScan.At(text, next) is '"' or '\'' or '\\' or ' ' or '\u00a0' && next < text.Length)
            next++;
        return next;
    }

    private static int Token(ReadOnlySpan<char> text, int at, int least, ref List<SecretFinding>? found)
    {
        at = CharScan.SkipSpaces(text, Math.Min(at, text.Length));
        var (start, length) = Trimmed(text, at, least);
        return
            length > 0
            && SecretValue.MayBeKey(text.Slice(start, length), least)
            && !Randomness.IsName(text.Slice(start, length))
            ? Add(text, SecretKind.ApiKey, (start, length), ref found)
            : at;
    }

    // "Cookie: a=b; c=d" and "Set-Cookie: a=b; Path=/", and the parts of them that may be secrets.
    private static int Cookies(ReadOnlySpan<char> text, int at, ref List<SecretFinding>? found)
    {
        var value = Behind(text, at + 6, ':');
        if (value == at + 6)
            return at + 6;
        var line = text.Slice(value, Math.Min(Longest, text.Length - value));
        if (line.IndexOfAny('\r', '\n') is var end and >= 0)
            line = line[..end];
        foreach (var range in line.Split(';'))
        {
            var pair = line[range];
            var equals = pair.IndexOf('=');
            if (equals < 0 || IsKnown(pair[..equals].Trim()))
                continue;
            var start = value + range.Start.GetOffset(line.Length) + equals + 1;
            var (from, length) = Trimmed(text, start, 12);
            var part = text.Slice(from, length);
            if (length > 0 && CharScan.HasDigit(part) && CharScan.HasVariety(part, 6) && !SecretValue.IsTimestamp(part))
                Add(text, SecretKind.ApiKey, (from, length), ref found);
        }
        return value + line.Length;
    }

    private static bool IsKnown(ReadOnlySpan<char> cookie)
    {
        foreach (var known in KnownCookies)
        {
            if (cookie.StartsWith(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    // Other programs take other things by this name, so one that takes a user must stand before it in the command.
    private static bool IsOfClient(ReadOnlySpan<char> text, int at) =>
        text[Math.Max(0, at - LongestCommand)..at].ContainsAny(Clients);

    private static int UserAndPassword(ReadOnlySpan<char> text, int at, ref List<SecretFinding>? found)
    {
        if (CharScan.At(text, at) == '=')
            at++;
        at = CharScan.SkipSpaces(text, at);
        var quote = CharScan.At(text, at) is '"' or '\'' ? text[at] : '\0';
        if (quote != '\0')
            at++;
        var rest = text[Math.Min(at, text.Length)..Math.Min(text.Length, at + 256)];
        var end = quote == '\0' ? rest.IndexOfAny(UserEnds) : rest.IndexOfAny(quote, '\n');
        var value = end < 0 ? rest : rest[..end];
        var colon = value.IndexOf(':');
        if (colon < 1 || colon + 3 >= value.Length || value[colon + 1] == '/' || value[..colon].Contains(' '))
            return at;
        var password = value[(colon + 1)..];
        // Ids of users and groups have the same form: docker run -u 1000:1000.
        return SecretValue.IsPlaceholder(password) || SecretWords.NamesSecret(password) || !CharScan.HasLetter(password)
            ? at
            : Add(text, SecretKind.Password, (at + colon + 1, password.Length), ref found);
    }

    // mysql and mysqldump take the password without a space behind -p.
    private static int MySqlPassword(ReadOnlySpan<char> text, int at, ref List<SecretFinding>? found)
    {
        var line = text.Slice(at, Math.Min(200, text.Length - at));
        if (line.IndexOf('\n') is var end and >= 0)
            line = line[..end];
        var option = line.IndexOf(" -p");
        if (option < 0 || CharScan.IsSpace(CharScan.At(text, at + option + 3)) || option + 3 >= line.Length)
            return at + 5;
        var (start, length) = Trimmed(text, at + option + 3, 4);
        return
            length > 0
            && SecretValue.CannotBeWord(text.Slice(start, length))
            && !SecretValue.IsPlaceholder(text.Slice(start, length))
            ? Add(text, SecretKind.Password, (start, length), ref found)
            : at + 5;
    }

    private static (int Start, int Length) Trimmed(ReadOnlySpan<char> text, int at, int least)
    {
        while (CharScan.At(text, at) is '"' or '\'' && at < text.Length)
            at++;
        at = Math.Min(at, text.Length);
        var rest = text.Slice(at, Math.Min(Longest, text.Length - at));
        var end = rest.IndexOfAny(ValueEnds);
        var length = (end < 0 ? rest : rest[..end]).TrimEnd(".)]}").Length;
        return length >= least && !SecretValue.IsPlaceholder(rest[..length]) ? (at, length) : (at, 0);
    }

    private static int Add(
        ReadOnlySpan<char> text,
        SecretKind kind,
        (int Start, int Length) place,
        ref List<SecretFinding>? found
    )
    {
        if (place.Length > 0 && place.Start + place.Length <= text.Length)
            (found ??= []).Add(new SecretFinding(kind, place.Start, place.Length));
        return place.Start + place.Length;
    }

    private static bool Begins(ReadOnlySpan<char> text, string start) =>
        text.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
