using System.Collections.Immutable;
using System.Text;

namespace SupportKit.Redaction;

/// <summary>
/// Replaces secrets in what people write by markers. Masking what is masked changes nothing; the time is linear in the
/// length of the text. Pure and thread-safe.
/// </summary>
public static class SecretRedactor
{
    /// <summary>What every marker begins with.</summary>
    internal const string MarkerStart = "[masked: ";

    // A marker ends a number or word that continued before, so the text beside it is scanned again.
    private const int MostRounds = 8;

    /// <summary>The text without its secrets; the same text when there is none.</summary>
    public static RedactedText Redact(string text) => Find(text) ?? new RedactedText(text, []);

    /// <summary>What was masked; null when there is no secret. Most texts have none, so that case allocates nothing.</summary>
    internal static RedactedText? Find(string text)
    {
        ImmutableArray<SecretFinding> secrets = [];
        var masked = text;
        for (var round = 0; round < MostRounds && Scan(masked) is { } found; round++)
        {
            secrets = Merge([.. secrets, .. InOriginal(found, secrets)]);
            secrets = Merge([.. secrets, .. RepeatedSecrets.Find(text, secrets)]);
            masked = Replace(text, secrets);
        }
        return secrets.IsEmpty ? null : new RedactedText(masked, secrets);
    }

    private static List<SecretFinding>? Scan(string text)
    {
        List<SecretFinding>? found = null;
        CardNumberScanner.Scan(text, ref found);
        IbanScanner.Scan(text, ref found);
        PrivateKeyScanner.Scan(text, ref found);
        KeyScanner.Scan(text, ref found);
        NamedSecretScanner.Scan(text, ref found);
        HeaderScanner.Scan(text, ref found);
        UrlScanner.Scan(text, ref found);
        return found;
    }

    // Where the findings of a masked text stand in the text itself. One may reach over markers: what they stand for is a part of it then.
    private static IEnumerable<SecretFinding> InOriginal(
        List<SecretFinding> found,
        ImmutableArray<SecretFinding> masked
    )
    {
        var (moved, at) = (0, 0);
        foreach (var secret in found.OrderBy(secret => secret.Position))
        {
            for (; at < masked.Length && EndOf(at, moved) <= secret.Position; at++)
                moved += Grown(at);
            var start =
                at < masked.Length ? Math.Min(secret.Position - moved, masked[at].Position) : secret.Position - moved;
            var (end, over, movedOver) = (secret.End - moved, at, moved);
            for (; over < masked.Length && masked[over].Position + movedOver < secret.End; over++)
            {
                movedOver += Grown(over);
                end = Math.Max(secret.End - movedOver, masked[over].End);
            }
            yield return secret with
            {
                Position = start,
                Length = end - start,
            };
        }

        int Grown(int place) => Marker(masked[place].Kind).Length - masked[place].Length;

        int EndOf(int place, int before) => masked[place].Position + before + Marker(masked[place].Kind).Length;
    }

    private static string Replace(string text, ImmutableArray<SecretFinding> secrets)
    {
        var masked = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var secret in secrets)
        {
            masked.Append(text, copied, secret.Position - copied).Append(Marker(secret.Kind));
            copied = secret.End;
        }
        return masked.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>What stands in place of a secret.</summary>
    internal static string Marker(SecretKind kind) =>
        kind switch
        {
            SecretKind.Password => "[masked: password]",
            SecretKind.ApiKey => "[masked: key]",
            SecretKind.PrivateKey => "[masked: private key]",
            SecretKind.CardNumber => "[masked: card number]",
            SecretKind.Iban => "[masked: IBAN]",
        };

    // Overlapping findings of two scanners are one secret that covers both.
    private static ImmutableArray<SecretFinding> Merge(List<SecretFinding> found)
    {
        var merged = ImmutableArray.CreateBuilder<SecretFinding>(found.Count);
        foreach (var next in found.OrderBy(secret => secret.Position).ThenByDescending(secret => secret.Length))
        {
            if (merged.Count > 0 && next.Position < merged[^1].End)
            {
                var last = merged[^1];
                merged[^1] = last with { Length = Math.Max(last.End, next.End) - last.Position };
            }
            else
            {
                merged.Add(next);
            }
        }
        return merged.ToImmutable();
    }
}
