using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SupportKit.Storage;

namespace SupportKit.Tests.Shared;

/// <summary>A host's own protector: AES-GCM under a key that this process alone has.</summary>
internal sealed class AesSecretProtector : ISecretProtector
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    public byte[] Protect(byte[] secrets, TicketKey ticket, long sequence)
    {
        var (nonce, tag, content) = (
            RandomNumberGenerator.GetBytes(NonceSize),
            new byte[TagSize],
            new byte[secrets.Length]
        );
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, secrets, content, tag, Purpose(ticket, sequence));
        return [.. nonce, .. tag, .. content];
    }

    public byte[] Unprotect(byte[] protectedSecrets, TicketKey ticket, long sequence)
    {
        var content = protectedSecrets[(NonceSize + TagSize)..];
        var secrets = new byte[content.Length];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            protectedSecrets[..NonceSize],
            content,
            protectedSecrets[NonceSize..(NonceSize + TagSize)],
            secrets,
            Purpose(ticket, sequence)
        );
        return secrets;
    }

    private static byte[] Purpose(TicketKey ticket, long sequence) =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{ticket.Tenant} {ticket.Ticket} {sequence}")
        );
}
