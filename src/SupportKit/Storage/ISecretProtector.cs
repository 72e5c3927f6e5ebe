namespace SupportKit.Storage;

/// <summary>
/// Encrypts, with a key of the host's, the masked secrets that a policy has kept (<c>redaction.keep</c>). An implementation must be thread-safe and
/// authenticate what it encrypts. The ticket and the sequence are part of the purpose: what was protected for one message must not be readable as
/// another's. Where it throws, the secrets are masked and nothing is kept; they are never stored unprotected.
/// </summary>
public interface ISecretProtector
{
    /// <summary>Encrypts the secrets of one message.</summary>
    /// <param name="secrets">What nobody may read.</param>
    /// <param name="ticket">The ticket that it is of.</param>
    /// <param name="sequence">The sequence of the event that records the message it is of.</param>
    byte[] Protect(byte[] secrets, TicketKey ticket, long sequence);

    /// <summary>Decrypts what <see cref="Protect"/> gave for the same ticket and sequence; throws for anything else.</summary>
    /// <param name="protectedSecrets">What was stored.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="sequence">The sequence.</param>
    byte[] Unprotect(byte[] protectedSecrets, TicketKey ticket, long sequence);
}
