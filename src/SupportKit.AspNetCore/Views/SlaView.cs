using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit.AspNetCore;

/// <summary>The promises of a ticket over the hours in which they are counted, to be drawn. Immutable.</summary>
/// <param name="ReadAt">When it was read, by the desk's clock.</param>
/// <param name="ReadAtText">The same as the reader is told it.</param>
/// <param name="Lanes">One for each promise.</param>
internal sealed record SlaView(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant ReadAt,
    string ReadAtText,
    ImmutableArray<SlaLaneView> Lanes
)
{
    public static SlaView Of(Ticket ticket, Policy policy, Instant now, TimeFormat times) =>
        new(now, times.Text(now), [.. ticket.Promises.Select(promise => SlaLaneView.Of(promise, policy, now, times))]);
}

/// <summary>One promise over time. Immutable.</summary>
internal sealed record SlaLaneView
{
    // More than a drawing can show; what lies beyond is then drawn as one.
    private const int MostIntervals = 400;

    /// <summary>What is promised, how firmly, and what has become of it.</summary>
    public required PromiseView Promise { get; init; }

    /// <summary>How long was promised, as the policy writes it.</summary>
    public required string Within { get; init; }

    /// <summary>The same as the reader is told it.</summary>
    public required string WithinText { get; init; }

    /// <summary>The policy's id of the calendar; null for elapsed time.</summary>
    public required string? Calendar { get; init; }

    /// <summary>The tz database's id of the zone of its hours.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Where its time starts.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant StartedAt { get; init; }

    /// <summary>The same as the reader is told it.</summary>
    public required string StartedAtText { get; init; }

    /// <summary>Where it was paused, or its verdict fell; null while it runs.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant? StoppedAt { get; init; }

    /// <summary>When it was done too late; null when it was not.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant? CompletedLateAt { get; init; }

    /// <summary>The end of what is to be drawn.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant Until { get; init; }

    /// <summary>When somebody will be warned.</summary>
    public required ImmutableArray<SpanView> Warnings { get; init; }

    /// <summary>The hours in which its calendar is open, up to the end.</summary>
    public required ImmutableArray<SpanView> Open { get; init; }

    /// <summary>The spans in which its clock stood still, one that still goes on included.</summary>
    public required ImmutableArray<SpanView> Pauses { get; init; }

    public static SlaLaneView Of(SlaPromise promise, Policy policy, Instant now, TimeFormat times)
    {
        var calendar = policy.Sla.CalendarOf(promise.Within);
        var last = Instant.Max(promise.Due, promise.CompletedLateAt ?? promise.StoppedAt ?? now);
        if (promise.IsOwed)
            last = Instant.Max(last, now);
        var until = last + (last - promise.StartedAt) / 12 + Duration.FromMinutes(10);
        ImmutableArray<SpanView> open = calendar is null
            ? [SpanView.Of(promise.StartedAt, until, times)]
            :
            [
                .. calendar
                    .Intervals(promise.StartedAt, until)
                    .Take(MostIntervals)
                    .Select(interval => SpanView.Of(interval.Start, interval.End, times)),
            ];
        var pauses = promise.Pauses.Select(pause => SpanView.Of(pause.Start, pause.End, times));
        if (promise is { Status: PromiseStatus.Paused, StoppedAt: { } since })
            pauses = pauses.Append(SpanView.Of(since, Instant.Max(since, now), times));
        return new SlaLaneView
        {
            Promise = PromiseView.Of(
                promise,
                times,
                policy.Sla.ElapsedBy(promise, now),
                policy.Sla.LeftAt(promise, now)
            ),
            Within = promise.Within.ToString(),
            WithinText = SlaDurationText.Of(promise.Within, times),
            Calendar = promise.Within.Calendar,
            TimeZone = calendar?.TimeZone.Id ?? "UTC",
            StartedAt = promise.StartedAt,
            StartedAtText = times.Text(promise.StartedAt),
            StoppedAt = promise.StoppedAt,
            CompletedLateAt = promise.CompletedLateAt,
            Until = until,
            Warnings = [.. promise.Warnings.Select(at => SpanView.Of(at, at, times))],
            Open = open,
            Pauses = [.. pauses],
        };
    }
}

/// <summary>A span of time.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="Text">Both as the reader is told them; one alone where they are the same.</param>
internal sealed record SpanView(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant From,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant To,
    string Text
)
{
    public static SpanView Of(Instant from, Instant to, TimeFormat times) =>
        new(from, to, from == to ? times.Text(from) : $"{times.Text(from)} – {times.Text(to)}");
}
