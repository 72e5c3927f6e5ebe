using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;

namespace SupportKit.Tickets;

/// <summary>
/// A promise made to one ticket, as its events have left it. Its instants were fixed when it was made, resumed or
/// changed, so that a later edit of the policy moves none of them. Immutable.
/// </summary>
/// <param name="Rule">The id of the policy's rule that promised it.</param>
/// <param name="Metric">The id of its metric: what it is about.</param>
/// <param name="Kind">How firmly it was promised.</param>
/// <param name="Within">The time that was promised.</param>
/// <param name="StartedAt">Where its time starts.</param>
/// <param name="Due">The last instant that keeps it; while paused, the one that held when the pause began.</param>
/// <param name="Warnings">When somebody is warned, the next first; those that were given are gone.</param>
/// <param name="Earliest">The earliest it was said to happen; null when nothing was said.</param>
/// <param name="Status">Its status.</param>
/// <param name="StoppedAt">
/// When it was paused, or when its verdict fell; null while it runs. The verdict that it was broken falls in the first instant after
/// <paramref name="Due"/>, whenever that was recorded, and no earlier than the change or the pause that left no time.
/// </param>
[DebuggerDisplay("{Metric,nq} {Status} by {Due}")]
public sealed record SlaPromise(
    string Rule,
    string Metric,
    PromiseKind Kind,
    SlaDuration Within,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant StartedAt,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Due,
    [property: JsonConverter(typeof(InstantsJsonConverter))] ImmutableArray<Instant> Warnings,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant? Earliest,
    PromiseStatus Status,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant? StoppedAt
)
{
    /// <summary>The pauses its clock has had, in order; one that its verdict ended is among them, one that still goes on is not.</summary>
    public required ImmutableArray<Pause> Pauses { get; init; }

    /// <summary>
    /// The time it had used when its rule last changed and the count went on, or that counts as used since a correction left the grace of its
    /// metric; null when neither happened.
    /// </summary>
    public ElapsedTime? Elapsed { get; init; }

    /// <summary>
    /// The version of the tz database that its instants were last counted with; null for one in elapsed time, which needs none, and for one
    /// that was made before versions were kept.
    /// </summary>
    public string? TimeZoneData { get; init; }

    /// <summary>When its rule last changed under it; null when that never happened.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? ChangedAt { get; init; }

    /// <summary>When the promised thing was done too late; null when it was in time, or has not been done.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant? CompletedLateAt { get; init; }

    /// <summary>Whether a signal paused it: it is then paused until another signal, whatever the ticket's state.</summary>
    public bool IsPausedBySignal { get; init; }

    /// <summary>Whether both are equal in every member.</summary>
    public bool Equals(SlaPromise? other) =>
        other is not null
        && (Rule, Metric, Kind, Within, StartedAt, Due)
            == (other.Rule, other.Metric, other.Kind, other.Within, other.StartedAt, other.Due)
        && (Earliest, Status, StoppedAt, Elapsed) == (other.Earliest, other.Status, other.StoppedAt, other.Elapsed)
        && (ChangedAt, IsPausedBySignal, CompletedLateAt, TimeZoneData)
            == (other.ChangedAt, other.IsPausedBySignal, other.CompletedLateAt, other.TimeZoneData)
        && Warnings.SequenceEqual(other.Warnings)
        && Pauses.SequenceEqual(other.Pauses);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rule, Metric, StartedAt, Due, Status, StoppedAt);

    /// <summary>Whether the clock still runs or may run again.</summary>
    [JsonIgnore]
    public bool IsActive => Status is PromiseStatus.Running or PromiseStatus.Paused;

    /// <summary>Whether it is still to be done: its clock runs, or has run out and it was not done since.</summary>
    [JsonIgnore]
    public bool IsOwed => Status == PromiseStatus.Running || IsOverdue;

    /// <summary>Whether it was broken, and what was promised has not been done since.</summary>
    [JsonIgnore]
    public bool IsOverdue => Status == PromiseStatus.Breached && CompletedLateAt is null;

    /// <summary>When somebody is warned next; null when nobody will be.</summary>
    [JsonIgnore]
    public Instant? WarnAt => Warnings.IsEmpty ? null : Warnings[0];

    /// <summary>
    /// The next instant at which the promise changes by itself: a warning, or the first microsecond after
    /// <see cref="Due"/>. Null when its clock does not run, unless a change has put its end before the clock stopped.
    /// </summary>
    [JsonIgnore]
    public Instant? NextDeadline =>
        Status == PromiseStatus.Running || (Status == PromiseStatus.Paused && Due < StoppedAt)
            ? WarnAt ?? Due.PlusTicks(10)
            : null;

    /// <summary>
    /// The promise as it is to be read at an instant: warned of and broken as far as that has come due, whether or not it was recorded yet.
    /// </summary>
    internal SlaPromise AsOf(Instant now)
    {
        if (NextDeadline is not { } next || next > now)
            return this;
        var warned = this with { Warnings = [.. Warnings.SkipWhile(warning => warning <= now)] };
        return warned.NextDeadline <= now ? warned.AsBreached() : warned;
    }

    /// <summary>The promise with the verdict that it was broken. When it was does not depend on when somebody noticed.</summary>
    internal SlaPromise AsBreached()
    {
        var at = Due.PlusTicks(10);
        if (ChangedAt is { } changed)
            at = Instant.Max(at, changed);
        if (!Pauses.IsEmpty)
            at = Instant.Max(at, Pauses[^1].End);
        return Stop(PromiseStatus.Breached, at);
    }

    /// <summary>
    /// The promise with a verdict. A pause that the verdict ends is a pause like any other: its time is not used. Of what it would have been
    /// warned of by then nobody is warned any more.
    /// </summary>
    internal SlaPromise Stop(PromiseStatus verdict, Instant at) =>
        this with
        {
            Status = verdict,
            StoppedAt = at,
            Warnings = [.. Warnings.SkipWhile(warning => warning <= at)],
            Pauses = StoppedAt is { } paused ? Pauses.Add(new Pause(paused, at)) : Pauses,
        };
}

/// <summary>A span in which a clock was paused. Immutable.</summary>
/// <param name="Start">Its beginning.</param>
/// <param name="End">Its end.</param>
public readonly record struct Pause(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Start,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant End
);

/// <summary>How much time a promise had used at an instant. Immutable.</summary>
/// <param name="At">The instant.</param>
/// <param name="Time">The time, as it was counted until then.</param>
public sealed record ElapsedTime(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant At,
    [property: JsonConverter(typeof(DurationJsonConverter))] Duration Time
);

/// <summary>The status of a promise.</summary>
[JsonConverter(typeof(EnumJsonConverter<PromiseStatus>))]
public enum PromiseStatus
{
    /// <summary>The clock runs, and the promise is neither kept nor broken.</summary>
    Running,

    /// <summary>The clock is paused.</summary>
    Paused,

    /// <summary>The promise was kept. This is final.</summary>
    Met,

    /// <summary>The promise was broken. This is final; what is done later does not change it.</summary>
    Breached,

    /// <summary>The promise no longer applies.</summary>
    Canceled,
}

/// <summary>How firmly something is promised.</summary>
[JsonConverter(typeof(EnumJsonConverter<PromiseKind>))]
public enum PromiseKind
{
    /// <summary>A commitment: missing it is a breach.</summary>
    Committed,

    /// <summary>What usually happens: shown as an expectation, watched in the same way.</summary>
    Typical,
}
