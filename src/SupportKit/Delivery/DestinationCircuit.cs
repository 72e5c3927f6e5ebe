using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.Delivery;

/// <summary>
/// Whether a destination takes anything at the moment, as a circuit breaker has it. Closed: messages leave. Open, after different
/// messages have failed one after another: none is tried until an instant, which lies further off each time. From then on one
/// is tried, and if it arrives, twice as many side by side with each that does: an outage ends without a storm. Immutable.
/// </summary>
/// <remarks>Polly's circuit breaker does not fit: the workers must know before they claim whether something may leave, when next, and how much.</remarks>
internal sealed record DestinationCircuit
{
    /// <summary>How many different messages have to fail, with none delivered between them, before the circuit opens.</summary>
    public const int FailuresToOpen = 5;

    /// <summary>The longest the circuit is open before one message is tried again.</summary>
    public static readonly Duration LongestBreak = Duration.FromMinutes(5);

    public static readonly DestinationCircuit Closed = new();

    private ImmutableHashSet<string> Failing { get; init; } = [];

    private int Breaks { get; init; }

    private int Recovering { get; init; } = int.MaxValue;

    /// <summary>Until when nothing is tried; null while the circuit is closed.</summary>
    public Instant? OpenUntil { get; init; }

    /// <summary>How many messages may be under way at an instant.</summary>
    public int Slots(Instant now, int most) =>
        OpenUntil is not { } until ? Math.Min(Recovering, most)
        : now >= until ? 1
        : 0;

    /// <summary>The destination took a message, or refused it for good, which is an answer too.</summary>
    public DestinationCircuit Answered() =>
        this == Closed ? this
        : OpenUntil is not null ? new() { Recovering = 2 }
        : Recovering < 1000 ? new() { Recovering = Recovering * 2 }
        : Closed;

    /// <summary>A message was not delivered.</summary>
    /// <param name="message">Its id: one message that fails again and again opens nothing.</param>
    /// <param name="now">When it failed.</param>
    /// <param name="chance">From 0 to below 1, so that many processes do not come back at once.</param>
    /// <param name="options">The delays.</param>
    public DestinationCircuit Failed(string message, Instant now, double chance, DeliveryOptions options)
    {
        if (OpenUntil is { } until)
            return now < until ? this : Opened(Breaks + 1, now, chance, options); // before: begun before it opened
        var failing = Failing.Add(message);
        return failing.Count < FailuresToOpen && Recovering == int.MaxValue
            ? this with
            {
                Failing = failing,
            }
            : Opened(1, now, chance, options);
    }

    private static DestinationCircuit Opened(int breaks, Instant now, double chance, DeliveryOptions options)
    {
        var pause = Duration.Min(options.DelayAfter(breaks, chance), LongestBreak);
        return new() { Breaks = breaks, OpenUntil = now + pause };
    }
}
