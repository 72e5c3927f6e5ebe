using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>Promises: made, changed, paused, kept and broken.</content>
public abstract partial record TicketEvent
{
    /// <summary>Something was promised; what was promised then stays in this event for good.</summary>
    public sealed record PromiseMade(SlaPromise Promise) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A promise that still runs is another one from now on; this is the whole of it.</summary>
    /// <param name="Promise">What holds from now on.</param>
    /// <param name="Because">Which way the metric, or the command, says to go.</param>
    public sealed record PromiseChanged(SlaPromise Promise, OnChange Because)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The clock of a promise was paused.</summary>
    /// <param name="Metric">What was promised, such as <c>first-response</c>.</param>
    /// <param name="BySignal">Whether it stays paused until a signal of its metric resumes it, whatever the ticket's state.</param>
    public sealed record PromisePaused(string Metric, bool BySignal = false)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The clock of a promise resumed, with these instants.</summary>
    /// <param name="Metric">What was promised, such as <c>first-response</c>.</param>
    /// <param name="Due">When it is due now.</param>
    /// <param name="Warnings">When somebody is warned now.</param>
    /// <param name="TimeZoneData">
    /// The version of the tz database they were counted with; null for elapsed time, and in an event from before versions were kept.
    /// </param>
    public sealed record PromiseResumed(
        string Metric,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant Due,
        [property: JsonConverter(typeof(InstantsJsonConverter))] ImmutableArray<Instant> Warnings,
        string? TimeZoneData = null
    ) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The agreed share of a promise's time has passed, or the agreed time before its end has come.</summary>
    public sealed record PromiseWarned(string Metric) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A promise was kept.</summary>
    public sealed record PromiseMet(string Metric) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A promise was broken.</summary>
    public sealed record PromiseBreached(
        string Metric,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant Due
    ) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>What was promised was done after all, too late. The verdict stays.</summary>
    public sealed record PromiseCompletedLate(string Metric) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A promise no longer applies and was canceled.</summary>
    public sealed record PromiseCanceled(string Metric) : TicketEvent(Outside.Shown, Search.None, Erasure.None);
}
