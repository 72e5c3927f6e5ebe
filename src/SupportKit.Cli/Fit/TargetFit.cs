using NodaTime;

namespace SupportKit.Cli;

/// <summary>The targets that agree with a recorded flag most often: all of one range agree on the same tickets. Immutable.</summary>
/// <param name="Low">The shortest; null when it is best to call every ticket broken.</param>
/// <param name="High">The first that is too long; null for none.</param>
/// <param name="Agreed">On how many tickets they agree.</param>
/// <param name="Count">Of how many.</param>
internal sealed record TargetFit(Duration? Low, Duration? High, int Agreed, int Count)
{
    private static readonly Duration[] Units =
    [
        Duration.FromDays(7),
        Duration.FromDays(1),
        Duration.FromHours(1),
        Duration.FromMinutes(30),
        Duration.FromMinutes(15),
        Duration.FromMinutes(5),
        Duration.FromMinutes(1),
        Duration.FromSeconds(1),
    ];

    /// <summary>
    /// The best of all targets that tell some two tickets apart, found by going through every one of them; of equals the shortest.
    /// </summary>
    /// <param name="times">How long tickets took; they are sorted.</param>
    /// <param name="kept">Of each, whether its flag says that it was kept; sorted along.</param>
    public static TargetFit Best(Duration[] times, bool[] kept)
    {
        Array.Sort(times, kept);
        // Nothing is kept by no target: it agrees with all that the flag counts as broken.
        var agreed = kept.Count(one => !one);
        var best = new TargetFit(null, times.Length == 0 ? null : times[0], agreed, times.Length);
        for (var i = 0; i < times.Length; i++)
        {
            agreed += kept[i] ? 1 : -1;
            var isLast = i + 1 == times.Length;
            if (agreed > best.Agreed && (isLast || times[i + 1] > times[i]))
                best = new TargetFit(times[i], isLast ? null : times[i + 1], agreed, times.Length);
        }
        return best;
    }

    /// <summary>The target of the range that people would write: the one of the fewest units. Null when there is none.</summary>
    /// <param name="inDays">Whether a day has 24 hours of this clock, so that days may be written.</param>
    public Duration? Written(bool inDays)
    {
        if (Low is not { } low)
            return null;
        foreach (var unit in Units)
        {
            // Without an upper end every week would do, however far off.
            if (unit > Duration.FromHours(1) && (!inDays || High is null))
                continue;
            var count = (low.ToInt64Nanoseconds() + unit.ToInt64Nanoseconds() - 1) / unit.ToInt64Nanoseconds();
            var whole = Duration.FromNanoseconds(Math.Max(1, count) * unit.ToInt64Nanoseconds());
            if (High is not { } high || whole < high)
                return whole;
        }
        return low;
    }

    /// <summary>Whether a ticket that took so long is kept by a target; by none it is not.</summary>
    public static bool IsKept(Duration time, Duration? target) => target is { } within && time <= within;

    /// <summary>A time as people read it: <c>3d 2h</c>, <c>21h 7m</c>, <c>45s</c>.</summary>
    public static string Text(Duration time, bool inDays)
    {
        var parts = new List<string>();
        var days = inDays ? time.Days : 0;
        var hours = (long)(time - Duration.FromDays(days)).TotalHours;
        Add(days, "d");
        Add(hours, "h");
        Add(time.Minutes, "m");
        Add(time.Seconds, "s");
        return parts.Count == 0 ? "0m" : string.Join(' ', parts);

        void Add(long count, string unit)
        {
            if (count > 0)
                parts.Add(FormattableString.Invariant($"{count}{unit}"));
        }
    }
}
