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

    // Interval i is [starts[i], starts[i] + measures[i + 1] - measures[i]). Interval 0 starts where the table
    // starts and is empty unless the calendar is open there; a start at the end of time ends the list.
    private readonly long[] starts;
    private readonly long[] measures;
    private readonly BucketIndex byTime;
    private readonly BucketIndex byMeasure;

    internal OpenTable(Schedule schedule, int firstDay, int endDay)
        : base(firstDay, endDay)
    {
        Start = (long)firstDay * Horizon.SecondsPerDay * NanosPerSecond;
        End = (long)endDay * Horizon.SecondsPerDay * NanosPerSecond;
        var set = schedule.OpenSet(firstDay, endDay);
        var empty = set.Count == 0 || set[0].Start * NanosPerSecond != Start ? 1 : 0;
        starts = new long[set.Count + empty + 1];
        measures = new long[set.Count + empty + 1];
        Fill(set, empty);
        byTime = new BucketIndex(starts.AsSpan(..^1), Start, End);
        byMeasure = new BucketIndex(measures.AsSpan(..^1), FirstMeasure, measures[^1]);
    }

    internal long Start { get; }

    internal long End { get; }

    /// <summary>The bytes held by the arrays.</summary>
    internal long Bytes => ((starts.LongLength + measures.LongLength) * sizeof(long)) + byTime.Bytes + byMeasure.Bytes;

    internal int Count => starts.Length - 1;

    internal long StartOf(int interval) => starts[interval];

    internal long EndOf(int interval) => starts[interval] + measures[interval + 1] - measures[interval];

    private void Fill(List<Shift> set, int empty)
    {
        starts[0] = Start;
        measures[0] = FirstMeasure;
        measures[empty] = FirstMeasure;
        for (var i = 0; i < set.Count; i++)
        {
            starts[i + empty] = set[i].Start * NanosPerSecond;
            measures[i + empty + 1] = measures[i + empty] + ((set[i].End - set[i].Start) * NanosPerSecond);
        }

        starts[^1] = long.MaxValue;
    }
}
