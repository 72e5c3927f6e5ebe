using System.Numerics;

namespace SupportKit.BusinessTime;

/// <summary>
/// The business days of a range: local dates on which some shift starts that has open time. A bit for each date and the
/// count before each word number them, so that moving by any number of days is one look-up. Immutable.
/// </summary>
internal sealed class DayTable : Table
{
    /// <summary>Dates kept on either side, because an instant's business day may be a neighbour of its UTC day.</summary>
    private const int Margin = 3;

    /// <summary>In place of an offset: the clock changes on that day or next to it.</summary>
    internal const int Changing = int.MinValue;

    private readonly int origin;
    private readonly ulong[] open;
    private readonly int[] openBefore;
    private readonly BusinessDay[] days;

    internal DayTable(Schedule schedule, int firstDay, int endDay)
        : base(firstDay, endDay)
    {
        origin = firstDay - Margin;
        var length = endDay + Margin - origin;
        open = new ulong[(length >> 6) + 1];
        openBefore = new int[open.Length + 1];
        days = [.. Days(schedule, origin, endDay + Margin)];
        foreach (var day in days)
            open[(day.Number - origin) >> 6] |= 1UL << (day.Number - origin);
        for (var word = 0; word < open.Length; word++)
            openBefore[word + 1] = openBefore[word] + BitOperations.PopCount(open[word]);
    }

    internal int Count => days.Length;

    internal long Bytes => (days.LongLength * 16) + (open.LongLength * 8) + (openBefore.LongLength * 4);

    internal ref readonly BusinessDay this[int rank] => ref days[rank];

    /// <summary>How many business days come before a day: its rank if it is one.</summary>
    internal int CountBefore(int day)
    {
        var bit = day - origin;
        return openBefore[bit >> 6] + BitOperations.PopCount(open[bit >> 6] & ((1UL << bit) - 1));
    }

    internal bool IsBusinessDay(int day) => (open[(day - origin) >> 6] >> (day - origin) & 1) != 0;

    /// <summary>
    /// The business day an instant belongs to: the one whose hours it is within, be it the local date, the one before
    /// (a night shift) or the one after (an office further east in a union); else the local date, business day or not.
    /// </summary>
    internal int DayOf(long second, int localDay)
    {
        if (Holds(localDay, second))
            return localDay;
        return Holds(localDay - 1, second) ? localDay - 1
            : Holds(localDay + 1, second) ? localDay + 1
            : localDay;
    }

    private bool Holds(int day, long second)
    {
        if (!IsBusinessDay(day))
            return false;
        ref readonly var hours = ref days[CountBefore(day)];
        return second >= hours.Opens && second < hours.Closes;
    }

    private static IEnumerable<BusinessDay> Days(Schedule schedule, int firstDay, int endDay)
    {
        var offsets = new OffsetMap(schedule.Zone, firstDay, endDay);
        BusinessDay? current = null;
        foreach (var shift in schedule.Shifts(firstDay, endDay))
        {
            if (current is { } same && same.Number == shift.Day)
            {
                current = same.Widen(shift.Start, shift.End);
                continue;
            }

            if (current is { } done)
                yield return done;
            current = new BusinessDay(shift.Day, shift.Start, shift.End, offsets.OffsetOn(shift.Day));
        }

        if (current is { } last)
            yield return last;
    }
}
