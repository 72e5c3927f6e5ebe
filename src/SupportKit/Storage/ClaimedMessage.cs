using NodaTime;
using SupportKit.Decisions;

namespace SupportKit.Storage;

/// <summary>A message that one worker may deliver until its lease ends. Immutable.</summary>
/// <param name="Tenant">Whose desk it comes from.</param>
/// <param name="Message">The message.</param>
/// <param name="Attempts">How often delivery was tried before.</param>
/// <param name="Lease">Proves the claim when the result is reported.</param>
/// <param name="CommittedAt">When it was stored; null when the store does not tell.</param>
public sealed record ClaimedMessage(
    string Tenant,
    OutboundMessage Message,
    int Attempts,
    Guid Lease,
    Instant? CommittedAt = null
);

/// <summary>What became of a delivery. Immutable.</summary>
public abstract record DeliveryResult
{
    private DeliveryResult() { }

    /// <summary>The transport took it.</summary>
    public sealed record Delivered(Instant At) : DeliveryResult;

    /// <summary>It failed and is tried again.</summary>
    public sealed record Retry(Instant At, string Error) : DeliveryResult;

    /// <summary>It failed for good and waits for a person; never dropped.</summary>
    public sealed record DeadLettered(string Error) : DeliveryResult;

    /// <summary>It was not delivered, and nobody is at it any more: given back, with no attempt counted, to leave from the instant on.</summary>
    public sealed record Released(Instant At) : DeliveryResult;
}

/// <summary>A message that could not be delivered. Immutable.</summary>
/// <param name="Message">The message.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">What the transport said last.</param>
public sealed record DeadLetter(OutboundMessage Message, int Attempts, string Error);
