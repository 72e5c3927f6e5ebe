namespace SupportKit.BusinessTime;

/// <summary>
/// The open intervals of a range of UTC days, laid out so that every question is one bucket look-up and a step or two:
/// starts, the open time before each start, and an index into both. Times are nanoseconds from the Unix epoch.
/// Immutable, so any number of threads may read it.
/// </summary>
internal sealed partial class OpenTable : Table
{
    internal const long NanosPerSecond = 1_000_000_000;

    /// <summary>
    /// The measure at the start of the table. Counting from minus half of the horizon keeps every measure, and a
    /// measure plus a century, within a long.
    /// </summary>
    private const long FirstMeasure = -(4_750_000_000L * NanosPerSecond);

    // Interval i is [_starts[i], _starts[i] + _measures[i + 1] - _measures[i]). Interval 0 starts where the table
    // starts and is empty unless the calendar is open there; a start at the end of time ends the list.
    private readonly long[] _starts;
    private readonly long[] _measures;
    private readonly BucketIndex _byTime;
    private readonly BucketIndex _byMeasure;

    internal OpenTable(Schedule schedule, int firstDay, int endDay)
        : base(firstDay, endDay)
    {
        Start = (long)firstDay * Horizon.SecondsPerDay * NanosPerSecond;
        End = (long)endDay * Horizon.SecondsPerDay * NanosPerSecond;
        var set = schedule.OpenSet(firstDay, endDay);
        var empty = set.Count == 0 || set[0].Start * NanosPerSecond != Start ? 1 : 0;
        _starts = new long[set.Count + empty + 1];
        _measures = new long[set.Count + empty + 1];
        Fill(set, empty);
        _byTime = new BucketIndex(_starts.AsSpan(..^1), Start, End);
        _byMeasure = new BucketIndex(_measures.AsSpan(..^1), FirstMeasure, _measures[^1]);
    }

    internal long Start { get; }

    internal long End { get; }

    /// <summary>The bytes held by the arrays.</summary>
    internal long Bytes =>
        ((_starts.LongLength + _measures.LongLength) * sizeof(long)) + _byTime.Bytes + _byMeasure.Bytes;

    internal int Count => _starts.Length - 1;

    internal long StartOf(int interval) => _starts[interval];

    internal long EndOf(int interval) => _starts[interval] + _measures[interval + 1] - _measures[interval];

    private void Fill(List<Shift> set, int empty)
    {
        _starts[0] = Start;
        _measures[0] = FirstMeasure;
        _measures[empty] = FirstMeasure;
        for (var i = 0; i < set.Count; i++)
        {
            _starts[i + empty] = set[i].Start * NanosPerSecond;
            _measures[i + empty + 1] = _measures[i + empty] + ((set[i].End - set[i].Start) * NanosPerSecond);
        }

        _starts[^1] = long.MaxValue;
    }
}
