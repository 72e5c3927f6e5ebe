using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime;

/// <content>Intervals, for drawing.</content>
public sealed partial class BusinessCalendar
{
    /// <summary>The open intervals between two instants, cut to them, in order; none touches the next.</summary>
    /// <param name="from">An instant of 1900 to 2200.</param>
    /// <param name="to">An instant of 1900 to 2200, not before <paramref name="from"/>.</param>
    /// <returns>The intervals, found as they are enumerated; none is empty.</returns>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>; <c>calendar.interval_empty</c> when the end is before the start.</exception>
    public IEnumerable<Interval> Intervals(Instant from, Instant to)
    {
        if (to < from)
        {
            throw CalendarFault.At(
                BusinessCalendarErrors.IntervalEmpty,
                "$",
                $"{InstantPattern.ExtendedIso.Format(from)}/{InstantPattern.ExtendedIso.Format(to)}",
                "The end is before the start. Swap them."
            );
        }

        var table = TableFor(from, to, out var start, out var end);
        return Enumerate(table, start, end);
    }

    private static IEnumerable<Interval> Enumerate(OpenTable table, long start, long end)
    {
        for (var i = table.IntervalAt(start); i < table.Count && table.StartOf(i) < end; i++)
        {
            var opens = Math.Max(start, table.StartOf(i));
            var closes = Math.Min(end, table.EndOf(i));
            if (opens < closes)
                yield return new Interval(At(opens), At(closes));
        }
    }
}
