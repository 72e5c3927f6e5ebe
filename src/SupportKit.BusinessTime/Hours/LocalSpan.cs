using System.Collections.Immutable;

namespace SupportKit.BusinessTime;

/// <summary>Seconds of local clock, half-open: from midnight of a day, or, once put on a day, from 1970-01-01.</summary>
internal readonly record struct LocalSpan(long Start, long End)
{
    internal LocalSpan On(int day) =>
        new(Start + ((long)day * Horizon.SecondsPerDay), End + ((long)day * Horizon.SecondsPerDay));

    internal static LocalSpan[] Of(ImmutableArray<HoursRange> hours) =>
        [.. hours.Select(range => new LocalSpan(range.StartMinute * 60L, range.EndMinute * 60L))];

    /// <summary>Sorted, with what overlaps or touches merged.</summary>
    internal static LocalSpan[] Merge(LocalSpan[] spans)
    {
        Array.Sort(spans, static (a, b) => a.Start.CompareTo(b.Start));
        var kept = 0;
        for (var i = 0; i < spans.Length; i++)
        {
            if (kept > 0 && spans[i].Start <= spans[kept - 1].End)
                spans[kept - 1] = spans[kept - 1] with { End = Math.Max(spans[kept - 1].End, spans[i].End) };
            else
                spans[kept++] = spans[i];
        }

        return spans[..kept];
    }
}
