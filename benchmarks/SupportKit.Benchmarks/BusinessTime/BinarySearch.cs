using NodaTime;

namespace SupportKit.Benchmarks.BusinessTime;

/// <summary>The baseline a careful person writes: sorted intervals with prefix sums, and a branchy binary search.</summary>
internal sealed class BinarySearch
{
    private readonly Instant[] starts;
    private readonly Instant[] ends;
    private readonly Duration[] before;

    internal BinarySearch(IEnumerable<Interval> intervals)
    {
        var list = intervals.ToArray();
        starts = [.. list.Select(interval => interval.Start)];
        ends = [.. list.Select(interval => interval.End)];
        before = new Duration[list.Length];
        for (var i = 1; i < list.Length; i++)
            before[i] = before[i - 1] + list[i - 1].Duration;
    }

    internal Instant Add(Instant start, Duration open)
    {
        var measure = Measure(start) + open;
        var i = LastAtMost(before, measure);
        if (before[i] == measure && i > 0)
            i--;
        return starts[i] + (measure - before[i]);
    }

    internal Instant Subtract(Instant end, Duration open)
    {
        var measure = Measure(end) - open;
        var i = LastAtMost(before, measure);
        return starts[i] + (measure - before[i]);
    }

    internal Duration Between(Instant from, Instant to) => Measure(to) - Measure(from);

    internal bool IsOpen(Instant at) => at < ends[LastAtMost(starts, at)];

    internal Instant NextOpening(Instant at) => starts[LastAtMost(starts, at) + 1];

    private Duration Measure(Instant at)
    {
        var i = LastAtMost(starts, at);
        return before[i] + (Instant.Min(at, ends[i]) - starts[i]);
    }

    private static int LastAtMost<T>(T[] keys, T value)
        where T : struct, IComparable<T>
    {
        int low = 0,
            high = keys.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (keys[middle].CompareTo(value) <= 0)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
