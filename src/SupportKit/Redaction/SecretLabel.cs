namespace SupportKit.Redaction;

/// <summary>A word that announces a secret, where it stands, and what it is attached to: whether the value is the secret.</summary>
internal readonly ref struct SecretLabel(
    ReadOnlySpan<char> name,
    SecretWords.Word word,
    LabeledSecret announced,
    int start,
    bool isVariable,
    bool joined
)
{
    private const int LongestPassword = 256;
    private const int ShortestKey = 10;
    private const int ShortestSpokenKey = 16;
    private const int LongestPin = 8;
    private const int LongestNames = 48;
    private const int PostalCode = 6;

    // Where a PIN of six digits is the code of a post office in India.
    private static readonly System.Buffers.SearchValues<string> Addresses = System.Buffers.SearchValues.Create(
        [
            "address",
            "road",
            "street",
            "nagar",
            "marg",
            "city",
            "district",
            "area",
            "post",
            "deliver",
            "ship",
            "locality",
            "india",
            "delhi",
            "mumbai",
            "bengaluru",
            "bangalore",
            "chennai",
            "kolkata",
            "hyderabad",
            "pune",
            "state",
            "village",
            "courier",
            "zip",
            "house",
            "flat",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    // Before "pass: …", which is also the result of a test.
    private static readonly System.Buffers.SearchValues<string> Accounts = System.Buffers.SearchValues.Create(
        [
            "user",
            "login",
            "log in",
            "account",
            "compte",
            "conta",
            "usu",
            "benutzer",
            "konto",
            "utente",
            "identifiant",
            "credential",
            "acces",
            "accès",
            "@",
            "ssh",
            "ftp",
            "vpn",
            "wifi",
            "host",
            "server",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    // Before "identified by …".
    private static readonly System.Buffers.SearchValues<string> Statements = System.Buffers.SearchValues.Create(
        ["user ", "grant ", "alter ", "role "],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly System.Buffers.SearchValues<char> Fingerprint = System.Buffers.SearchValues.Create(
        "0123456789ABCDEF"
    );
    private static readonly System.Buffers.SearchValues<char> CodeMarks = System.Buffers.SearchValues.Create(
        " ()[]{}<>/\\:,"
    );

    private readonly ReadOnlySpan<char> name = name;

    private bool Quoted => announced.Value.Quoted;

    private bool IsSetting =>
        announced.Tie
            is Separator.Colon
                or Separator.Equals
                or Separator.SpacedEquals
                or Separator.Tag
                or Separator.NextLine;

    /// <summary>Whether the value is a secret.</summary>
    public bool Accepts(ReadOnlySpan<char> text, ReadOnlySpan<char> value)
    {
        if (isVariable && !Quoted)
            return false;
        // A word within a word is a name of a program only before a sign.
        if (
            joined
            && (word.Trust != WordTrust.Sure || !(IsSetting || announced.Tie == Separator.Call) || name.Length < 3)
        )
            return false;
        if (announced.Tie == Separator.NextLine && !announced.Value.Alone)
            return false;
        if (SecretValue.IsTimestamp(value))
            return false;
        if (word.Trust == WordTrust.Number)
            return IsPin(text, value);
        return word.Kind == SecretKind.ApiKey ? IsKey(value) : IsPassword(text, value);
    }

    private bool IsKey(ReadOnlySpan<char> value)
    {
        var least = IsSetting || announced.Tie == Separator.Call ? ShortestKey : ShortestSpokenKey;
        // A path of names in a program: ed25519.Ed25519PrivateKey.
        if (
            !Quoted
            && value.Length < LongestNames
            && value.Contains('.')
            && SecretValue.IsIdentifier(value)
            && char.IsLetter(value[0])
        )
            return false;
        // The fingerprint of a key is public.
        if (!IsSetting && value.Length == 40 && !value.ContainsAnyExcept(Fingerprint))
            return false;
        if (SecretValue.MayBeKey(value, least) && !Randomness.IsName(value) && (Quoted || !SecretValue.IsCode(value)))
            return true;
        // A secret that a person chose.
        return name.StartsWith("secr", StringComparison.OrdinalIgnoreCase)
            && (announced.Tie == Separator.Equals || (Quoted && IsSetting))
            && value.Length is >= 8 and <= LongestPassword
            && !value.ContainsAny(CodeMarks)
            && CharScan.HasDigit(value)
            && SecretValue.HasSymbol(value)
            && !Randomness.IsName(value);
    }

    private bool IsPassword(ReadOnlySpan<char> text, ReadOnlySpan<char> value)
    {
        if (value.Length > LongestPassword || SecretValue.IsPath(value) || (!Quoted && SecretValue.IsCode(value)))
            return false;
        if (value.Contains(' '))
            return Quoted && IsSetting && word.Trust == WordTrust.Sure && SecretValue.IsPhrase(value);
        if (
            value.Contains('`')
            || value[0] == '-' && announced.Tie == Separator.Verb
            || !Quoted && value.Count(':') > 1
        )
            return false;
        if (
            announced.Tie == Separator.SpacedEquals
            && !Quoted
            && !announced.Value.Alone
            && SecretValue.IsIdentifier(value)
        )
            return false;
        var noWord = SecretValue.CannotBeWord(value);
        if (word.Trust == WordTrust.Ambiguous)
            return announced.Tie is not (Separator.SpacedEquals or Separator.Direct or Separator.Call)
                && noWord
                && SecretValue.IsMixed(value)
                && !value.Contains('/')
                && (
                    !Is("pass")
                    || announced.Tie == Separator.Equals
                    || text[Math.Max(0, start - 80)..start].ContainsAny(Accounts)
                );
        if (announced.Tie == Separator.Direct)
            return noWord && SecretValue.IsMixed(value) && SecretValue.IsUnlikeTerm(value);
        if (announced.Tie == Separator.Call)
            return Quoted
                && value.Length >= 4
                && !SpokenWords.IsTalk(value)
                && (
                    Is("identified by")
                        ? text[Math.Max(0, start - 80)..start].ContainsAny(Statements)
                        : noWord && SecretValue.IsMixed(value)
                );
        if (noWord)
            return true;
        if (!SecretValue.IsWord(value) || SecretValue.NamesItself(value))
            return false;
        if (announced.Tie == Separator.Verb)
            return Quoted && value.Length >= 4 && !SpokenWords.IsTalk(value);
        // The remaining candidates consist of letters only, or are short. Capitals stand for a value: --password=FILE.
        return value.Length >= 4
            && !SpokenWords.IsTalk(value)
            && (
                Quoted
                || (
                    announced.Value.Alone
                    && announced.Tie != Separator.SpacedEquals
                    && value.ContainsAnyInRange('a', 'z')
                )
            );
    }

    private bool Is(string word) => name.Equals(word, StringComparison.OrdinalIgnoreCase);

    // "pin" is also a part of an electrical plug, and of many other things.
    private bool IsPin(ReadOnlySpan<char> text, ReadOnlySpan<char> value)
    {
        var least = name.StartsWith("pin", StringComparison.OrdinalIgnoreCase) ? 4 : 3;
        if (value.Length < least || value.Length > LongestPin || value.ContainsAnyExceptInRange('0', '9'))
            return false;
        if (announced.Tie is Separator.SpacedEquals or Separator.Direct && least == 4 && name.Length == 3)
            return false;
        // Half an address, or the second half of a postal code such as 400 076, follows.
        var start = announced.Value.Start;
        return value.Length != PostalCode
            || !text[Math.Max(0, start - 100)..Math.Min(text.Length, start + 60)].ContainsAny(Addresses);
    }
}
