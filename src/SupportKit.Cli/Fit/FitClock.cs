using System.Collections.Immutable;
using NodaTime;
using SupportKit.BusinessTime;

namespace SupportKit.Cli;

/// <summary>A way to count how long a ticket took. Immutable.</summary>
/// <param name="Name">What a report calls it.</param>
/// <param name="Calendar">The calendar in which time counts; null for elapsed time.</param>
/// <param name="SkipsWaits">Whether time does not count in which the ticket waited, was on hold or was resolved.</param>
internal sealed record FitClock(string Name, BusinessCalendar? Calendar, bool SkipsWaits)
{
    private static readonly (string Days, string Hours)[] OfficeHours =
    [
        ("mon-fri", "09:00-17:00"),
        ("mon-fri", "08:00-18:00"),
        ("mon-fri", "07:00-19:00"),
        ("mon-sat", "08:00-20:00"),
    ];

    /// <summary>Elapsed time, the calendars of the policies and common office hours, each with and without waits.</summary>
    /// <param name="policies">The policies with their names; their calendars come before the common ones.</param>
    /// <param name="zone">The zone of the common office hours.</param>
    /// <param name="hasStates">Whether the log has states, so that waits are known.</param>
    public static ImmutableArray<FitClock> All(
        IEnumerable<(string Name, Policy Policy)> policies,
        DateTimeZone zone,
        bool hasStates
    )
    {
        var clocks = new List<FitClock> { new("24/7", null, false) };
        var seen = new HashSet<string>();
        foreach (var (file, policy) in policies)
        {
            foreach (var (name, calendar) in policy.Calendars)
            {
                if (seen.Add(calendar.ToJson()))
                    clocks.Add(
                        new FitClock(
                            clocks.Any(clock => clock.Name == name) ? $"{name} of {file}" : name,
                            calendar,
                            false
                        )
                    );
            }
        }
        foreach (var (days, hours) in OfficeHours)
        {
            var calendar = BusinessCalendar.In(zone).Open(days, hours).Build();
            if (seen.Add(calendar.ToJson()))
                clocks.Add(new FitClock($"{days} {hours} {zone.Id}", calendar, false));
        }
        return
        [
            .. clocks,
            .. clocks
                .Where(_ => hasStates)
                .Select(clock => clock with { Name = $"{clock.Name}, less waits", SkipsWaits = true }),
        ];
    }

    /// <summary>How long a ticket took by this clock.</summary>
    public Duration Measure(FitSpans spans)
    {
        if (!SkipsWaits)
            return Between(spans.Start, spans.End);
        var sum = Duration.Zero;
        foreach (var span in spans.Worked)
            sum += Between(span.Start, span.End);
        return sum;
    }

    private Duration Between(Instant from, Instant to) => Calendar?.Between(from, to) ?? to - from;
}

/// <summary>The time of one ticket. Immutable.</summary>
/// <param name="Start">When it was opened.</param>
/// <param name="End">When it came to its last end.</param>
/// <param name="Worked">When it was the desk's turn.</param>
internal sealed record FitSpans(Instant Start, Instant End, IReadOnlyList<Interval> Worked)
{
    /// <summary>Reads it off the rows of a ticket; null when it has not ended.</summary>
    /// <param name="rows">The rows in the order of their instants.</param>
    /// <param name="hasStates">Whether rows have states; a ticket without ends with its last row.</param>
    /// <param name="categoryOf">What a state is to the desk.</param>
    public static FitSpans? Of(IReadOnlyList<LogRow> rows, bool hasStates, Func<string, StateCategory> categoryOf)
    {
        var start = Instant.Min(rows[0].OpenedAt ?? rows[0].At, rows[0].At);
        if (!hasStates)
            return new FitSpans(start, rows[^1].At, []);
        var worked = new List<Interval>();
        Instant? since = start;
        Instant? end = null;
        foreach (var row in rows)
        {
            if (row.State is not { } state)
                continue;
            var category = categoryOf(state);
            var works = category is StateCategory.New or StateCategory.Open;
            if (since is { } from && !works)
                worked.Add(new Interval(from, row.At));
            since = works ? since ?? row.At : null;
            end = category is StateCategory.Resolved or StateCategory.Closed ? end ?? row.At : null;
        }
        return end is { } ended ? new FitSpans(start, ended, worked) : null;
    }
}
