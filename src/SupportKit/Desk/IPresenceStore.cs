using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;

namespace SupportKit.Desk;

/// <summary>
/// Keeps which people of the desk have a ticket open, so that they see each other in every process that shares what is kept. Each says so again
/// and again, and is forgotten when they no longer do; nothing of it belongs to the ticket. Implementations are thread-safe.
/// </summary>
public interface IPresenceStore
{
    /// <summary>Takes down that somebody has a ticket open, in place of what they said of it before, and tells who else has.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="own">Who says it, and until when; an instant that is not after <paramref name="now"/> takes them away.</param>
    /// <param name="now">The instant at which it is said.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The others whose time is not over, in the ordinal order of their ids.</returns>
    Task<ImmutableArray<AgentPresence>> UpdateAsync(
        TicketKey ticket,
        AgentPresence own,
        Instant now,
        CancellationToken cancellationToken
    );
}

/// <summary>Somebody of the desk who has a ticket open. Immutable.</summary>
/// <param name="Agent">The host's id of them.</param>
/// <param name="IsWriting">Whether they are writing.</param>
/// <param name="Until">When they are forgotten, unless they say it again.</param>
public sealed record AgentPresence(
    string Agent,
    bool IsWriting,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Until
);
