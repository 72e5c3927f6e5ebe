namespace SupportKit.Redaction;

/// <summary>
/// Finds secrets that are announced by a word: "password: …", "mot de passe : …", "a senha é …", "api_key=…". What may be
/// an ordinary word is masked only where only a secret can be expected; sentences about secrets are left alone.
/// </summary>
internal static class NamedSecretScanner
{
    public static void Scan(ReadOnlySpan<char> text, ref List<SecretFinding>? found)
    {
        var from = 0;
        while (SecretWords.IndexOf(text[from..]) is var next and >= 0)
        {
            var start = from + next;
            from = start + 1;
            if (!BeginsWord(text, start) || SecretWords.At(text[start..]) is not (var length and > 0, var word))
                continue;
            from = start + length;
            if (IsMarker(text, start) || IsPublic(text, start))
                continue;
            var name = text.Slice(start, length);
            var announced =
                Is(name, SecretWords.Bearer) || Is(name, SecretWords.BasicHeader)
                    ? LabeledSecret.Directly(text, from)
                    : LabeledSecret.After(text, start, from);
            if (announced.Tie == Separator.None || announced.End <= announced.Start)
                continue;
            var value = text[announced.Start..announced.End];
            if (
                SecretValue.IsPlaceholder(value)
                || !Accepts(name, word, announced, value, CharScan.At(text, start - 1) == '$')
            )
                continue;
            (found ??= []).Add(new SecretFinding(word.Kind, announced.Start, value.Length));
            from = announced.End;
        }
    }

    private static bool Accepts(
        ReadOnlySpan<char> name,
        SecretWords.Word word,
        LabeledSecret announced,
        ReadOnlySpan<char> value,
        bool isVariable
    )
    {
        if (isVariable && !announced.Quoted)
            return false;
        if (Is(name, SecretWords.BasicHeader))
            return value.Length >= 8 && !value.Contains(' ');
        if (announced.Tie == Separator.NextLine && !announced.Alone)
            return false;
        if (word.Kind == SecretKind.ApiKey)
            return SecretValue.MayBeKey(value) && (announced.Quoted || !SecretValue.IsCode(value));
        if (
            value.Length > 256
            || value.Contains(' ')
            || SecretValue.IsPath(value)
            || (!announced.Quoted && SecretValue.IsCode(value))
        )
            return false;
        if (
            announced.Tie == Separator.SpacedEquals
            && !announced.Quoted
            && !announced.Alone
            && SecretValue.IsIdentifier(value)
        )
            return false;
        if (word.Ambiguous)
            return announced.Tie != Separator.SpacedEquals && SecretValue.CannotBeWord(value) && IsPin(name, value);
        if (SecretValue.CannotBeWord(value))
            return true;
        // The remaining candidates consist of letters only, or are short.
        return announced.Tie is Separator.Colon or Separator.Equals or Separator.SpacedEquals
            && value.Length >= 4
            && !SecretWords.IsTalk(value)
            && (announced.Quoted || (announced.Alone && announced.Tie != Separator.SpacedEquals));
    }

    // "pin" is also a part of an electrical plug, and of many other things.
    private static bool IsPin(ReadOnlySpan<char> name, ReadOnlySpan<char> value) =>
        !Is(name, "pin") || (value.Length is >= 4 and <= 8 && !value.ContainsAnyExceptInRange('0', '9'));

    // The word also counts after an underscore (DB_PASSWORD) and as the last part of a name (dbPassword).
    private static bool BeginsWord(ReadOnlySpan<char> text, int start)
    {
        var before = CharScan.At(text, start - 1);
        return !char.IsLetterOrDigit(before) || (char.IsLower(before) && char.IsUpper(text[start]));
    }

    private static bool Is(ReadOnlySpan<char> name, string word) =>
        name.Equals(word, StringComparison.OrdinalIgnoreCase);

    // Every assembly name of .NET has a PublicKeyToken, and every stack trace may have assembly names.
    private static bool IsPublic(ReadOnlySpan<char> text, int start) =>
        text[..start].EndsWith("PublicKey", StringComparison.OrdinalIgnoreCase)
        || text[..start].TrimEnd(" _-").EndsWith("public", StringComparison.OrdinalIgnoreCase);

    private static bool IsMarker(ReadOnlySpan<char> text, int start) =>
        text[..start].EndsWith(SecretRedactor.MarkerStart, StringComparison.Ordinal);
}
