using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace SupportKit.Delivery;

/// <summary>Signatures of webhooks as Standard Webhooks has them: HMAC-SHA256 over id, timestamp and body.</summary>
public static class WebhookSignature
{
    /// <summary>The header with the id, which stays the same when delivery is repeated.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the instant of the attempt, in whole seconds since 1970 in UTC.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, divided by spaces; each is <c>v1,</c> and base64.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>How far the timestamp may be from the receiver's clock, either way: 5 minutes.</summary>
    public static Duration Window { get; } = Duration.FromMinutes(5);

    /// <summary>Whether a receiver may believe a request. Takes the same time for every wrong signature.</summary>
    /// <param name="secrets">The receiver's secrets, <c>whsec_</c> and base64; one of them must have signed.</param>
    /// <param name="id">The <see cref="IdHeader"/>.</param>
    /// <param name="timestamp">The <see cref="TimestampHeader"/>.</param>
    /// <param name="signatures">The <see cref="SignatureHeader"/>.</param>
    /// <param name="body">The body to the byte, before anything has read it.</param>
    /// <param name="now">The receiver's clock; more than <see cref="Window"/> from the timestamp and nothing is believed.</param>
    /// <exception cref="SupportKitException"><c>delivery.secret_unreadable</c>: a secret is not of that form.</exception>
    public static bool Verify(
        IEnumerable<string> secrets,
        string? id,
        string? timestamp,
        string? signatures,
        ReadOnlySpan<byte> body,
        Instant now
    )
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var keys = secrets.Select(Key).ToList();
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures))
            return false;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        // Compared as seconds, since a hostile number need not be an instant.
        if (
            Math.Abs((double)seconds - now.ToUnixTimeTicks() / (double)NodaConstants.TicksPerSecond)
            > Window.TotalSeconds
        )
            return false;
        var believed = false;
        foreach (var key in keys)
        {
            var expected = Encoding.ASCII.GetBytes(Sign(key, id, seconds, body));
            foreach (var signature in signatures.Split(' '))
                believed |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        }
        return believed;
    }

    internal static bool IsSecret(string? secret) => KeyOf(secret) is not null;

    /// <summary>The header's value: one signature for each secret.</summary>
    internal static string Header(IEnumerable<string> secrets, string id, long seconds, ReadOnlySpan<byte> body)
    {
        var signatures = new List<string>();
        foreach (var secret in secrets)
            signatures.Add(Sign(Key(secret), id, seconds, body));
        return string.Join(' ', signatures);
    }

    private static string Sign(byte[] key, string id, long seconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")));
        hmac.AppendData(body);
        return Version + Convert.ToBase64String(hmac.GetHashAndReset());
    }

    private static byte[] Key(string secret) =>
        KeyOf(secret)
        ?? throw new SupportKitException(
            SupportKitErrors.DeliverySecretUnreadable,
            "A secret is not whsec_ and 24 to 64 bytes in base64.",
            "Take it as the sender states it."
        );

    private static byte[]? KeyOf(string? secret)
    {
        if (secret is null || !secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
            return null;
        var key = new byte[secret.Length];
        return
            Convert.TryFromBase64Chars(secret.AsSpan(SecretPrefix.Length), key, out var length)
            && length is >= 24 and <= 64
            ? key[..length]
            : null;
    }
}
