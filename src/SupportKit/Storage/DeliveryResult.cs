using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace SupportKit.Storage;

/// <summary>The outcome of a delivery. Immutable.</summary>
[SuppressMessage(
    "Design",
    "CA1034",
    Justification = "The cases of a closed hierarchy stand in it, as those of a union do."
)]
public abstract record DeliveryResult
{
    private DeliveryResult() { }

    /// <summary>The transport accepted the message.</summary>
    /// <param name="At">When it accepted the message, UTC.</param>
    public sealed record Delivered(Instant At) : DeliveryResult;

    /// <summary>It failed, which counts as an attempt, and is tried again.</summary>
    /// <param name="At">The instant from which it may be claimed again.</param>
    /// <param name="Error">What the transport said.</param>
    /// <param name="PerhapsDelivered">The attempt ended without an answer, so the receiver may have it.</param>
    public sealed record Retry(Instant At, string Error, bool PerhapsDelivered = false) : DeliveryResult;

    /// <summary>It failed for good, which counts as an attempt, and is a dead letter: kept for a person, never dropped.</summary>
    /// <param name="Error">What the transport said.</param>
    /// <param name="Code">Why, stable and machine-readable: <c>delivery.address_refused</c>…</param>
    /// <param name="PerhapsDelivered">The last attempt ended without an answer, so the receiver may have it.</param>
    public sealed record DeadLettered(string Error, string Code = "", bool PerhapsDelivered = false) : DeliveryResult
    {
        /// <summary>
        /// What follows it of its ticket and destination waits until it was requeued and has left, so that nothing is passed over;
        /// false, as by default, where the next one leaves.
        /// </summary>
        public bool KeepsOrder { get; init; }
    }

    /// <summary>Delivery was not begun, and nobody is at it any more: given back, with no attempt counted, to leave from the instant on.</summary>
    /// <param name="At">The instant from which it may be claimed again.</param>
    public sealed record Released(Instant At) : DeliveryResult;

    /// <summary>
    /// It goes to several destinations, or to one that has a name: in its place stands one message for each, which leaves by
    /// itself, in order within its ticket and destination, and has attempts and an end of its own.
    /// </summary>
    /// <param name="Destinations">At least one; none empty, none twice.</param>
    public sealed record Routed(ImmutableArray<string> Destinations) : DeliveryResult;
}
