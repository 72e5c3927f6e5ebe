using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// Turns local intervals into UTC, one period of constant offset after the other: a local time the clock skips
/// vanishes, one that comes twice is open twice. Local seconds are the local date and time read as if it were UTC.
/// </summary>
internal sealed class ZoneMap
{
    private const long WidestOffset = 18 * 3600;

    /// <summary>How far back a call may step: a shift cut by a closure ends after the next day's shift starts.</summary>
    private const long StepBack = 2 * Horizon.SecondsPerDay;

    private readonly List<(long Start, long End, long Offset)> periods = [];
    private int first;

    internal ZoneMap(DateTimeZone zone, int firstDay, int endDay)
    {
        var from = Instant.FromUnixTimeSeconds((firstDay - 2L) * Horizon.SecondsPerDay);
        var to = Instant.FromUnixTimeSeconds((endDay + 3L) * Horizon.SecondsPerDay);
        foreach (var period in zone.GetZoneIntervals(from, to))
        {
            periods.Add(
                (
                    period.HasStart ? period.Start.ToUnixTimeSeconds() : long.MinValue / 2,
                    period.HasEnd ? period.End.ToUnixTimeSeconds() : long.MaxValue / 2,
                    period.WallOffset.Seconds
                )
            );
        }
    }

    /// <summary>Adds the UTC pieces of a local interval. Calls come in order of <paramref name="day"/>.</summary>
    internal void Add(List<Shift> shifts, int day, long localStart, long localEnd)
    {
        while (periods[first].End <= localStart - WidestOffset - StepBack)
            first++;
        for (var i = first; i < periods.Count && periods[i].Start < localEnd + WidestOffset; i++)
        {
            var (start, end, offset) = periods[i];
            start = Math.Max(start, localStart - offset);
            end = Math.Min(end, localEnd - offset);
            if (start < end)
                shifts.Add(new Shift(day, start, end));
        }
    }
}
