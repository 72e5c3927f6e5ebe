using NodaTime;

namespace SupportKit.Benchmarks.BusinessTime;

/// <summary>The baseline a careful person writes: sorted intervals with prefix sums, and a branchy binary search.</summary>
internal sealed class BinarySearch
{
    private readonly Instant[] _starts;
    private readonly Instant[] _ends;
    private readonly Duration[] _before;

    internal BinarySearch(IEnumerable<Interval> intervals)
    {
        var list = intervals.ToArray();
        _starts = [.. list.Select(interval => interval.Start)];
        _ends = [.. list.Select(interval => interval.End)];
        _before = new Duration[list.Length];
        for (var i = 1; i < list.Length; i++)
            _before[i] = _before[i - 1] + list[i - 1].Duration;
    }

    internal Instant Add(Instant start, Duration open)
    {
        var measure = Measure(start) + open;
        var i = LastAtMost(_before, measure);
        if (_before[i] == measure && i > 0)
            i--;
        return _starts[i] + (measure - _before[i]);
    }

    internal Instant Subtract(Instant end, Duration open)
    {
        var measure = Measure(end) - open;
        var i = LastAtMost(_before, measure);
        return _starts[i] + (measure - _before[i]);
    }

    internal Duration Between(Instant from, Instant to) => Measure(to) - Measure(from);

    internal bool IsOpen(Instant at) => at < _ends[LastAtMost(_starts, at)];

    internal Instant NextOpening(Instant at) => _starts[LastAtMost(_starts, at) + 1];

    private Duration Measure(Instant at)
    {
        var i = LastAtMost(_starts, at);
        return _before[i] + (Instant.Min(at, _ends[i]) - _starts[i]);
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
