using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;

namespace SupportKit.Storage;

/// <summary>
/// A deadline or a message that cannot be worked on: what is stored of it cannot be read, or deciding it fails. It is in
/// quarantine, so that it keeps nothing else from being worked on, and is tried again at <see cref="RetryAt"/>. Immutable.
/// </summary>
/// <param name="Ticket">The ticket whose deadline it is, or that the message is about.</param>
/// <param name="MessageId">The id of the message; null for a deadline.</param>
/// <param name="Code">Why, stable and machine-readable, see docs/errors.md: <c>store.ticket_unreadable</c>…</param>
/// <param name="Reason">Why, for an operator. It holds nothing that a person wrote.</param>
/// <param name="Attempts">How often it was tried in vain.</param>
/// <param name="RetryAt">When it is tried again.</param>
public sealed record QuarantinedItem(
    TicketKey Ticket,
    string? MessageId,
    string Code,
    string Reason,
    int Attempts,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant RetryAt
)
{
    /// <summary>The longest time between two attempts: an hour.</summary>
    public static Duration MaxDelay { get; } = Duration.FromHours(1);

    /// <summary>How long to wait after that many attempts in vain: a minute, then twice as long each time, up to <see cref="MaxDelay"/>.</summary>
    public static Duration DelayAfter(int attempts) =>
        Duration.Min(MaxDelay, Duration.FromMinutes(1L << Math.Clamp(attempts - 1, 0, 10)));
}

/// <summary>The backlog of a store, over all tenants. Immutable.</summary>
/// <param name="OldestDeadline">
/// The first deadline that has come and was not processed, whether a worker has claimed it or not; null when there is none. One in
/// quarantine is not looked at.
/// </param>
/// <param name="OldestMessage">
/// Since when the first message waits that nobody has tried to deliver, whether it is claimed or not, or that was tried and may be
/// tried again; null when there is none. One in quarantine is not looked at.
/// </param>
/// <param name="Quarantined">How many deadlines and messages are in quarantine.</param>
/// <param name="DeadLetters">How many messages are dead letters.</param>
public sealed record StoreBacklog(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant? OldestDeadline,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant? OldestMessage,
    int Quarantined,
    int DeadLetters
);
