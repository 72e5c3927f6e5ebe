using System.Collections.Immutable;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Tickets;

namespace SupportKit.Cli;

/// <summary>By when one metric is due, and what was counted. Immutable.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Promise">The promise as it stands after the pauses; null when no rule makes one.</param>
/// <param name="Calendar">The calendar it is counted in; null for elapsed time, or no promise.</param>
/// <param name="Steps">What was counted and what was not, in order.</param>
internal sealed record Deadline(
    string Metric,
    SlaPromise? Promise,
    BusinessCalendar? Calendar,
    ImmutableArray<DeadlineStep> Steps
)
{
    /// <summary>Counts as a desk does: a pause moves what is left of the time behind it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="facts">What is known of the request.</param>
    /// <param name="start">When the clock starts.</param>
    /// <param name="pauses">When it stands still, in order, none within another and none before the start.</param>
    /// <param name="zone">The requester's own zone; null when it is not known.</param>
    public static Deadline Of(
        Policy policy,
        string metric,
        FactSet facts,
        Instant start,
        IReadOnlyList<Interval> pauses,
        string? zone
    )
    {
        var sla = policy.Sla;
        if (sla.Match(metric, policy.Derive(facts, start), zone) is not { } rule)
            return new(metric, null, null, []);
        var promise = sla.CreatePromise(rule, start);
        var taken = new List<Interval>();
        foreach (var pause in pauses)
        {
            if (pause.Start > promise.Due)
                break;
            var stopped = promise with { Status = PromiseStatus.Paused, StoppedAt = pause.Start };
            var (due, warnings) = sla.Resume(stopped, pause.End);
            promise = promise with { Due = due, Warnings = warnings };
            taken.Add(pause);
        }
        var calendar = sla.CalendarOf(promise.Within);
        return new(metric, promise, calendar, [.. StepsOf(calendar, start, promise.Due, taken)]);
    }

    private static IEnumerable<DeadlineStep> StepsOf(
        BusinessCalendar? calendar,
        Instant start,
        Instant due,
        List<Interval> pauses
    )
    {
        var at = start;
        foreach (var pause in pauses)
        {
            foreach (var step in Running(calendar, at, pause.Start))
                yield return step;
            yield return new(DeadlineStepKind.Paused, pause, []);
            at = pause.End;
        }
        foreach (var step in Running(calendar, at, due))
            yield return step;
    }

    private static IEnumerable<DeadlineStep> Running(BusinessCalendar? calendar, Instant from, Instant to)
    {
        if (from >= to)
            yield break;
        if (calendar is null)
        {
            yield return new(DeadlineStepKind.Counted, new(from, to), []);
            yield break;
        }
        var at = from;
        foreach (var open in calendar.Intervals(from, to))
        {
            if (open.Start > at)
                yield return Closed(calendar, at, open.Start);
            yield return new(DeadlineStepKind.Counted, open, []);
            at = open.End;
        }
        if (at < to)
            yield return Closed(calendar, at, to);
    }

    private static DeadlineStep Closed(BusinessCalendar calendar, Instant from, Instant to)
    {
        var (first, last) = (from.InZone(calendar.TimeZone).Date, to.InZone(calendar.TimeZone).Date);
        return new(
            DeadlineStepKind.Closed,
            new(from, to),
            [.. calendar.HolidaysOf(first, last).Select(day => day.Value).OfType<string>()]
        );
    }
}

/// <summary>A span that was counted, or why it was not. Immutable.</summary>
/// <param name="Kind">Whether it was counted, and why not.</param>
/// <param name="Span">From when to when.</param>
/// <param name="Holidays">The names of holidays in a closed span.</param>
internal sealed record DeadlineStep(DeadlineStepKind Kind, Interval Span, ImmutableArray<string> Holidays);

/// <summary>What a span is to a clock.</summary>
internal enum DeadlineStepKind
{
    /// <summary>The clock runs, and the span counts.</summary>
    Counted,

    /// <summary>The calendar is closed.</summary>
    Closed,

    /// <summary>The clock was told to stand still.</summary>
    Paused,
}
