using System.Collections.Immutable;

namespace SupportKit.Redaction;

/// <summary>
/// Finds what was found once wherever else it stands in the text: "password: …" is read once, and the same password is quoted below
/// without the word. A secret that may be an ordinary word is not looked for again.
/// </summary>
internal static class RepeatedSecrets
{
    private const int Shortest = 6;
    private const int ShortestWord = 10;

    // Each costs one search through the text, and people do not paste more.
    private const int MostSecrets = 64;

    public static List<SecretFinding> Find(string text, ImmutableArray<SecretFinding> secrets)
    {
        var again = new List<SecretFinding>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var secret in secrets)
        {
            var value = text.AsSpan(secret.Position, secret.Length);
            if (known.Count == MostSecrets)
                break;
            if (IsDistinct(secret.Kind, value) && known.Add(value.ToString()))
                FindAgain(text, secret, value, secrets, again);
        }
        return again;
    }

    private static bool IsDistinct(SecretKind kind, ReadOnlySpan<char> value) =>
        kind switch
        {
            SecretKind.PrivateKey => false,
            SecretKind.Password => value.Length >= Shortest
                && CharScan.HasLetter(value)
                && SecretValue.CannotBeWord(value)
                || value.Length >= ShortestWord && !value.Contains(' ') && CharScan.HasLetter(value),
            _ => value.Length >= Shortest,
        };

    private static void FindAgain(
        string text,
        SecretFinding secret,
        ReadOnlySpan<char> value,
        ImmutableArray<SecretFinding> secrets,
        List<SecretFinding> again
    )
    {
        var next = 0;
        for (var from = 0; text.AsSpan(from).IndexOf(value, StringComparison.Ordinal) is var found and >= 0; )
        {
            var at = from + found;
            from = at + value.Length;
            while (next < secrets.Length && secrets[next].End <= at)
                next++;
            var isMasked = next < secrets.Length && secrets[next].Position < from;
            if (!isMasked && !CharScan.IsWord(CharScan.At(text, at - 1)) && !CharScan.IsWord(CharScan.At(text, from)))
                again.Add(secret with { Position = at });
        }
    }
}
