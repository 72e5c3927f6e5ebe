namespace SupportKit.Redaction;

/// <summary>
/// Finds secrets that are announced by a word: "password: …", "mot de passe : …", "a senha é …", "api_key=…". What may be
/// an ordinary word is masked only where only a secret can be expected; sentences about secrets are left alone.
/// </summary>
internal static class NamedSecretScanner
{
    private static readonly string[] Endings =
    [
        "prod",
        "production",
        "dev",
        "test",
        "staging",
        "live",
        "sandbox",
        "new",
        "old",
        "value",
        "text",
        "plain",
        "primary",
        "secondary",
        "confirm",
        "confirmation",
        "repeat",
        "admin",
        "root",
        "user",
        "db",
        "base",
    ];

    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        var from = 0;
        while (SecretWords.IndexOf(text[from..]) is var next and >= 0)
            from = Math.Max(from + next + 1, ScanAt(text, from + next, ref found));
        for (from = 0; SecretWords.IndexOfPolish(text[from..]) is var polish and >= 0; )
            from = Math.Max(from + polish + 1, ScanAt(text, from + polish, ref found));
    }

    // Returns where to go on: behind the word, or behind the value that was found.
    private static int ScanAt(ReadOnlySpan<char> text, int at, ref List<SecretFinding>? found)
    {
        if (SecretWords.At(text, at) is not (var start, var length and > 0, var word))
            return at;
        var end = start + length + EndingLength(text, start, start + length);
        if (CharScan.IsWord(CharScan.At(text, end)) && CharScan.At(text, end) != '_' || IsMarker(text, start))
            return start + length;
        var joined = IsJoined(text, start);
        var announced = LabeledSecret.After(text, start, end);
        var place = announced.Value;
        if (
            announced.Tie == Separator.None
            || place.End <= place.Start
            || IsNoSecret(text, start, text.Slice(start, length), joined)
        )
            return start + length;
        var value = text[place.Start..place.End];
        var label = new SecretLabel(
            text.Slice(start, length),
            word,
            announced,
            start,
            CharScan.At(text, start - 1) == '$',
            joined
        );
        if (SecretValue.IsPlaceholder(value) || !label.Accepts(text, value))
            return start + length;
        (found ??= []).Add(new SecretFinding(word.Kind, place.Start, value.Length));
        return place.End;
    }

    // PASSWORD_PROD, password2, passwordConfirmation: names that go on and still hold the secret itself.
    private static int EndingLength(ReadOnlySpan<char> text, int start, int end)
    {
        var at = end;
        while (CharScan.At(text, at) is '_' or '-' && char.IsLetterOrDigit(CharScan.At(text, at + 1)))
            at++;
        var from = at;
        while (char.IsAsciiLetterOrDigit(CharScan.At(text, at)))
            at++;
        var rest = text[Math.Min(from, text.Length)..Math.Min(at, text.Length)];
        if (rest.IsEmpty)
            return 0;
        if (rest.Length <= 2 && !rest.ContainsAnyExceptInRange('0', '9'))
            return at - end;
        // A name that goes on in small letters is another word: passports.
        if (from == end && !(char.IsLower(text[end - 1]) && char.IsUpper(rest[0])))
            return 0;
        foreach (var ending in Endings)
        {
            if (rest.Equals(ending, StringComparison.OrdinalIgnoreCase))
                return at - end;
        }
        return 0;
    }

    // The word also counts after an underscore (DB_PASSWORD) and as the last part of a name (dbPassword); joined (PGPASSWORD) it needs more.
    private static bool IsJoined(ReadOnlySpan<char> text, int start)
    {
        var before = CharScan.At(text, start - 1);
        // A line break that JSON wrote out: …\npassword: …
        return char.IsLetterOrDigit(before)
            && !(char.IsLower(before) && char.IsUpper(text[start]))
            && !(before is 'n' or 'r' or 't' && CharScan.At(text, start - 2) == '\\');
    }

    private static bool IsNoSecret(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> name, bool joined)
    {
        var nameStart = CharScan.NameStart(text, start);
        var before = text[nameStart..start].TrimEnd("_-.");
        // Every assembly name of .NET has a PublicKeyToken, and every stack trace may have assembly names.
        if (
            before.EndsWith("public", StringComparison.OrdinalIgnoreCase)
            || before.EndsWith("PublicKey", StringComparison.OrdinalIgnoreCase)
        )
            return true;
        var wordBefore = WordBefore(text, start);
        foreach (
            var other in (ReadOnlySpan<string>)
                [
                    "public",
                    "page",
                    "next",
                    "previous",
                    "continuation",
                    "cursor",
                    "sync",
                    "boarding",
                    "bus",
                    "ski",
                    "press",
                    "day",
                    "season",
                ]
        )
        {
            if (
                before.EndsWith(other, StringComparison.OrdinalIgnoreCase)
                || wordBefore.Equals(other, StringComparison.OrdinalIgnoreCase)
            )
                return true;
        }
        if (!name.Equals("key", StringComparison.OrdinalIgnoreCase))
            return false;
        // "key" alone says nothing: the part before it has to say whose key it is.
        if (joined || before.IsEmpty)
            return true;
        foreach (
            var other in (ReadOnlySpan<string>)
                [
                    "primary",
                    "foreign",
                    "cache",
                    "sort",
                    "partition",
                    "registry",
                    "product",
                    "hot",
                    "object",
                    "map",
                    "unique",
                    "host",
                    "lookup",
                    "group",
                    "routing",
                    "idempotency",
                    "row",
                    "index",
                    "natural",
                    "business",
                    "record",
                    "blob",
                    "file",
                    "s3",
                    "storage",
                    "id",
                    "known",
                    "fingerprint",
                    "message",
                    "event",
                    "item",
                    "data",
                    "test",
                    "issue",
                    "project",
                    "jira",
                    "lock",
                    "ssh",
                    "gpg",
                    "pgp",
                    "rsa",
                    "label",
                    "text",
                    "translation",
                    "resource",
                ]
        )
        {
            if (before.EndsWith(other, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static ReadOnlySpan<char> WordBefore(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end > 0 && CharScan.IsSpace(text[end - 1]))
            end--;
        var begin = end;
        while (begin > 0 && end - begin < 16 && char.IsLetter(text[begin - 1]))
            begin--;
        return text[begin..end];
    }

    private static bool IsMarker(ReadOnlySpan<char> text, int start) =>
        text[..start].EndsWith(SecretRedactor.MarkerStart, StringComparison.Ordinal);
}
