using NodaTime;
using SupportKit.Decisions;

namespace SupportKit.Storage;

/// <summary>A message that one worker may deliver until its lease ends. Immutable.</summary>
/// <param name="Tenant">Whose desk it comes from.</param>
/// <param name="Message">The message.</param>
/// <param name="Attempts">How often delivery was tried before.</param>
/// <param name="Lease">Proves the claim when the result is reported.</param>
/// <param name="CommittedAt">When it was stored; null when the store does not tell.</param>
/// <param name="Destination">Where it goes; empty while it has not been routed, or when the transport has one destination only.</param>
public sealed record ClaimedMessage(
    string Tenant,
    OutboundMessage Message,
    int Attempts,
    Guid Lease,
    Instant? CommittedAt = null,
    string Destination = ""
);

/// <summary>Which messages a worker asks for. Immutable.</summary>
/// <param name="Now">The instant of the worker's clock.</param>
/// <param name="LeaseUntil">Until when nobody else is given what the worker gets.</param>
/// <param name="Limit">How many it can take at most; at least 1.</param>
public sealed record MessageClaim(Instant Now, Instant LeaseUntil, int Limit)
{
    /// <summary>
    /// The destination the worker can send to at the moment: messages to any other stay where they are. Empty, as by default, for
    /// those that have not been routed.
    /// </summary>
    public string Destination { get; init; } = "";

    /// <summary>
    /// A day and an hour: no delay and no lease is longer. A message that is to wait longer was put off under a clock that was ahead, and
    /// a claim gives it at once, or at the end of a lease where it was claimed.
    /// </summary>
    public static Duration MaxDelay { get; } = Duration.FromHours(25);
}
