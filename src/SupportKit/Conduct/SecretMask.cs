using System.Collections.Immutable;
using System.Text;

namespace SupportKit.Conduct;

/// <summary>
/// Replaces secrets in what people write by markers. Masking what is masked changes nothing; the time is linear in the
/// length of the text. Pure and thread-safe.
/// </summary>
public static class SecretMask
{
    /// <summary>What every marker begins with.</summary>
    internal const string MarkerStart = "[masked: ";

    /// <summary>The text without its secrets; the same text when there is none.</summary>
    public static MaskedText Mask(string text)
    {
        var found = new List<SecretFinding>();
        CardScanner.Scan(text, found);
        IbanScanner.Scan(text, found);
        PrivateKeyScanner.Scan(text, found);
        KeyScanner.Scan(text, found);
        NamedSecretScanner.Scan(text, found);
        UrlScanner.Scan(text, found);
        if (found.Count == 0)
            return new MaskedText(text, []);

        var secrets = Merge(found);
        var masked = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var secret in secrets)
        {
            masked.Append(text, copied, secret.Position - copied).Append(Marker(secret.Kind));
            copied = secret.End;
        }
        masked.Append(text, copied, text.Length - copied);
        return new MaskedText(masked.ToString(), secrets);
    }

    /// <summary>What stands in place of a secret.</summary>
    internal static string Marker(SecretKind kind) =>
        kind switch
        {
            SecretKind.Password => "[masked: password]",
            SecretKind.ApiKey => "[masked: key]",
            SecretKind.PrivateKey => "[masked: private key]",
            SecretKind.CardNumber => "[masked: card number]",
            _ => "[masked: IBAN]",
        };

    // What two scanners see in one place is one secret, as long as both together.
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
