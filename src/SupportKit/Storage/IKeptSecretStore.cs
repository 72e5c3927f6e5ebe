using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.Storage;

/// <summary>
/// Keeps what was masked in messages, as the host's <see cref="ISecretProtector"/> protected it, until it expires. It never sees a secret. An
/// implementation must be safe for use by several threads and processes, and keep instants exact to the microsecond.
/// </summary>
public interface IKeptSecretStore
{
    /// <summary>Keeps the secrets of a message; when some of that message are kept already, nothing changes.</summary>
    Task KeepAsync(KeptSecrets secrets, CancellationToken cancellationToken);

    /// <summary>What is kept of a message; null when nothing is, or no longer at that instant.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="sequence">The sequence of the event that records the message.</param>
    /// <param name="now">What has expired by this instant, the instant included, is not found.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    Task<KeptSecrets?> FindAsync(TicketKey ticket, long sequence, Instant now, CancellationToken cancellationToken);

    /// <summary>Deletes whatever is kept of a ticket.</summary>
    Task RemoveAsync(TicketKey ticket, CancellationToken cancellationToken);

    /// <summary>Deletes what has expired by the instant, the instant included, of all tenants.</summary>
    /// <returns>Of how many messages that was.</returns>
    Task<int> RemoveExpiredAsync(Instant now, CancellationToken cancellationToken);
}

/// <summary>The protected secrets of one message. Immutable.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Sequence">The sequence of the event that records the message.</param>
/// <param name="Protected">What the host's protector made of them; never readable by itself.</param>
/// <param name="Until">When they expire.</param>
public sealed record KeptSecrets(TicketKey Ticket, long Sequence, ImmutableArray<byte> Protected, Instant Until);
