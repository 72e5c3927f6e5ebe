using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>A business day: its date, its first opening and last closing, and its offset from UTC. Sixteen bytes.</summary>
internal readonly struct BusinessDay
{
    private readonly int opens;
    private readonly int closes;

    internal BusinessDay(int number, long opens, long closes, int offset)
    {
        Number = number;
        Offset = offset;
        this.opens = (int)(opens - Midnight);
        this.closes = (int)(closes - Midnight);
    }

    /// <summary>The local date, in days from 1970-01-01.</summary>
    internal int Number { get; }

    /// <summary>The offset in seconds all through the local date, or <see cref="DayTable.Changing"/>.</summary>
    internal int Offset { get; }

    /// <summary>The first opening, in seconds from the Unix epoch.</summary>
    internal long Opens => Midnight + opens;

    /// <summary>The last closing, in seconds from the Unix epoch.</summary>
    internal long Closes => Midnight + closes;

    private long Midnight => (long)Number * Horizon.SecondsPerDay;

    internal BusinessDay Widen(long opens, long closes) =>
        new(Number, Math.Min(Opens, opens), Math.Max(Closes, closes), Offset);
}

/// <summary>The offset of each local date on which, and around which, the clock does not change. Ask in order of day.</summary>
internal sealed class OffsetMap
{
    private readonly List<(long Start, long End, int Offset)> periods = [];
    private int current;

    internal OffsetMap(DateTimeZone zone, int firstDay, int endDay)
    {
        var from = Instant.FromUnixTimeSeconds((firstDay - 1L) * Horizon.SecondsPerDay);
        var to = Instant.FromUnixTimeSeconds((endDay + 2L) * Horizon.SecondsPerDay);
        foreach (var period in zone.GetZoneIntervals(from, to))
        {
            var start = period.HasStart ? period.Start.ToUnixTimeSeconds() : long.MinValue;
            var end = period.HasEnd ? period.End.ToUnixTimeSeconds() : long.MaxValue;
            periods.Add((start, end, period.WallOffset.Seconds));
        }
    }

    internal int OffsetOn(int day)
    {
        var from = (day - 1L) * Horizon.SecondsPerDay;
        var to = (day + 2L) * Horizon.SecondsPerDay;
        while (periods[current].End <= from)
            current++;
        var (start, end, offset) = periods[current];
        return start <= from && to <= end ? offset : DayTable.Changing;
    }
}
