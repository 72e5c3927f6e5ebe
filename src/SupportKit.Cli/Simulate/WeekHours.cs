using NodaTime;

namespace SupportKit.Cli;

/// <summary>Counts by hour of the week, Monday midnight first. Not thread-safe.</summary>
/// <param name="zone">The zone of the hours.</param>
internal sealed class WeekHours(DateTimeZone zone)
{
    public const int Count = 7 * 24;

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private readonly long[] counts = new long[Count];

    /// <summary>What fell into each hour.</summary>
    public IReadOnlyList<long> Counts => counts;

    public void Add(Instant at)
    {
        var local = at.InZone(zone);
        counts[((int)local.DayOfWeek - 1) * 24 + local.Hour]++;
    }

    public void Add(WeekHours other)
    {
        for (var hour = 0; hour < Count; hour++)
            counts[hour] += other.counts[hour];
    }

    /// <summary>The name of a day, 0 for Monday.</summary>
    public static string DayOf(int day) => Days[day];

    /// <summary>The name of an hour of the week: <c>Mon 09:00</c>.</summary>
    public static string NameOf(int hour) => FormattableString.Invariant($"{Days[hour / 24]} {hour % 24:00}:00");
}
