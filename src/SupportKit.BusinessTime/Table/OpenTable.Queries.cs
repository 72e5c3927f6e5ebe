namespace SupportKit.BusinessTime;

/// <content>The questions. Each takes times within the table; a false answer means that the table must grow.</content>
internal sealed partial class OpenTable
{
    /// <summary>The last interval that starts at or before the time.</summary>
    internal int IntervalAt(long time) => byTime.Last(starts, time);

    internal bool IsOpen(long time)
    {
        var i = IntervalAt(time);
        return time < EndOf(i);
    }

    /// <summary>Open time from some fixed instant to this one.</summary>
    internal long MeasureAt(long time)
    {
        var i = IntervalAt(time);
        return Math.Min(measures[i] + (time - starts[i]), measures[i + 1]);
    }

    /// <summary>The earliest time by which so much more is measured; <paramref name="open"/> is over zero and at most a century.</summary>
    internal bool TryAdd(long time, long open, out long result)
    {
        var measure = MeasureAt(time) + open;
        if (measure > measures[^1])
        {
            result = 0;
            return false;
        }

        // The last interval that starts with less than the measure holds the earliest time that has it all.
        var i = byMeasure.Last(measures, measure - 1);
        result = starts[i] + (measure - measures[i]);
        return true;
    }

    /// <summary>The latest time from which so much is measured up to the given one.</summary>
    internal bool TrySubtract(long time, long open, out long result)
    {
        var measure = MeasureAt(time) - open;
        if (measure < FirstMeasure)
        {
            result = 0;
            return false;
        }

        // The last interval that starts with no more than the measure; an interval it only touches at its end is passed over.
        var i = byMeasure.Last(measures, measure);
        result = starts[i] + (measure - measures[i]);
        return true;
    }

    internal bool TryNextOpening(long time, out long result)
    {
        result = starts[IntervalAt(time) + 1];
        return result != long.MaxValue;
    }

    internal bool TryPreviousOpening(long time, out long result)
    {
        result = starts[IntervalAt(time)];
        // What is open where the table starts may have opened before it.
        return result > Start;
    }

    internal bool TryNextClosing(long time, out long result)
    {
        var i = IntervalAt(time);
        result = EndOf(i);
        if (result <= time)
        {
            if (i + 1 == Count)
                return false;
            result = EndOf(i + 1);
        }

        // An interval that ends with the table may go on after it.
        return result < End;
    }

    internal bool TryPreviousClosing(long time, out long result)
    {
        var i = IntervalAt(time);
        result = EndOf(i);
        if (result > time)
        {
            if (i == 0)
                return false;
            result = EndOf(i - 1);
        }

        // Only the empty first interval ends where the table starts.
        return result > Start;
    }
}
