using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Tickets;

namespace SupportKit.Sla;

/// <summary>
/// The time a clock has run: elapsed, or open time of a calendar, without its pauses. All by the one law
/// <c>Add(Add(t, a), b) = Add(t, a + b)</c> of business time, which holds for elapsed time too.
/// </summary>
internal static class RunningTime
{
    public static Instant Add(BusinessCalendar? calendar, Instant start, Duration time) =>
        calendar is null ? start + time : calendar.Add(start, time);

    public static Duration Measure(BusinessCalendar? calendar, Instant from, Instant to) =>
        calendar is null ? to - from : calendar.Between(from, to);

    /// <summary>The time used up to an instant, what was carried over from an earlier rule included.</summary>
    public static Duration Elapsed(SlaPromise promise, BusinessCalendar? calendar, Instant at)
    {
        var used = promise.Elapsed?.Time ?? Duration.Zero;
        foreach (var run in Runs(promise, at))
            used += Measure(calendar, run.From, run.To);
        return used;
    }

    /// <summary>
    /// The instant at which a clock that ran in these spans has run for so long; after the last span it runs on without
    /// end, or, for one that stands still, from where it stopped.
    /// </summary>
    public static Instant Reached(
        BusinessCalendar? calendar,
        IReadOnlyList<(Instant From, Instant To)> runs,
        Duration time
    )
    {
        for (var i = 0; i < runs.Count - 1; i++)
        {
            var ran = Measure(calendar, runs[i].From, runs[i].To);
            if (time <= ran)
                return Add(calendar, runs[i].From, time);
            time -= ran;
        }
        return Add(calendar, runs[^1].From, time);
    }

    /// <summary>An instant within a pause, its beginning included, moves to the end of the pause, as when a clock is resumed.</summary>
    public static Instant SkipPauses(IReadOnlyList<(Instant From, Instant To)> runs, Instant at)
    {
        for (var i = 0; i < runs.Count - 1; i++)
        {
            if (runs[i].To <= at && at < runs[i + 1].From)
                return runs[i + 1].From;
        }
        return at;
    }

    /// <summary>The spans in which a promise's clock has run since its rule last changed, the last one up to an instant.</summary>
    public static List<(Instant From, Instant To)> Runs(SlaPromise promise, Instant until)
    {
        var runs = new List<(Instant, Instant)>();
        var from = promise.Elapsed?.At ?? promise.StartedAt;
        foreach (var pause in promise.Pauses)
        {
            if (pause.End <= from)
                continue;
            if (pause.Start > from)
                runs.Add((from, pause.Start));
            from = pause.End;
        }
        var end = promise.StoppedAt is { } stopped ? Instant.Min(stopped, until) : until;
        runs.Add((from, Instant.Max(from, end)));
        return runs;
    }
}
