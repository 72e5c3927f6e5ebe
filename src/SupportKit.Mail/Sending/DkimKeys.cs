using System.Collections.Frozen;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;

namespace SupportKit.Mail;

/// <summary>Signs mails with the key of their sender's domain (RFC 6376), where there is one. Thread-safe.</summary>
internal sealed class DkimKeys(IEnumerable<DkimOptions> keys)
{
    // RFC 6376, 5.4.1; RFC 8058 asks for the last two.
    private static readonly string[] Signed =
    [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-Id",
        "Reply-To",
        "In-Reply-To",
        "References",
        UnsubscribeHeaders.Link,
        UnsubscribeHeaders.OneClick,
    ];

    private readonly FrozenDictionary<string, DkimSigner> byDomain = keys.ToFrozenDictionary(
        key => key.Domain,
        Make,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whether the mails of a domain are signed.</summary>
    public bool Has(string domain) => byDomain.ContainsKey(domain);

    /// <summary>Signs the mail with the key of the sender's domain.</summary>
    public void Sign(MimeMessage mail, string domain)
    {
        if (!byDomain.TryGetValue(domain, out var signer))
            return;
        mail.Prepare(EncodingConstraint.SevenBit);
        signer.Sign(mail, Signed);
    }

    /// <summary>What is wrong with a key; null for nothing.</summary>
    public static string? Problem(DkimOptions key)
    {
        if (string.IsNullOrWhiteSpace(key.Domain) || string.IsNullOrWhiteSpace(key.Selector))
            return "names no domain or no selector";
        try
        {
            _ = Make(key);
            return null;
        }
#pragma warning disable CA1031 // whatever the reader of keys says of it
        catch (Exception)
#pragma warning restore CA1031
        {
            return "is not a private key in PEM";
        }
    }

    private static DkimSigner Make(DkimOptions key)
    {
        using var pem = new MemoryStream(Encoding.UTF8.GetBytes(key.PrivateKey));
        return new DkimSigner(pem, key.Domain, key.Selector)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
    }
}
