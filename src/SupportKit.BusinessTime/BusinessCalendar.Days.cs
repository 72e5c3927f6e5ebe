using NodaTime;
using NodaTime.Text;

namespace SupportKit.BusinessTime;

/// <content>Business days.</content>
public sealed partial class BusinessCalendar
{
    private const long NanosPerDay = Horizon.SecondsPerDay * OpenTable.NanosPerSecond;

    /// <summary>
    /// Moves by business days: local dates on which open hours start. The day counted from is the one the start belongs
    /// to: a night shift's tail belongs to the date the shift started; a start outside all hours, to its local date.
    /// </summary>
    /// <remarks>
    /// No days with <see cref="BusinessDayRule.SameLocalTime"/> is the start itself; with
    /// <see cref="BusinessDayRule.EndOfDay"/> it is the end of the first business day, the start's own included, that
    /// has not ended by then.
    /// </remarks>
    /// <param name="start">An instant of 1900 to 2200.</param>
    /// <param name="days">How many business days on, or back when negative.</param>
    /// <param name="rule">The time of day to land on.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>.</exception>
    public Instant AddBusinessDays(Instant start, int days, BusinessDayRule rule)
    {
        var (second, _) = start.ToUnixTimeSecondsAndNanoseconds();
        var table = this.days.Covering(DayOf(second, start));
        if (rule == BusinessDayRule.SameLocalTime)
            return days == 0 ? start : SameTime(table, start, second, days);
        return rule == BusinessDayRule.EndOfDay
            ? EndOfDay(table, start, second, days)
            : throw new ArgumentOutOfRangeException(nameof(rule), rule, "No such rule.");
    }

    /// <summary>Whether a local date is a business day: whether open hours start on it, be it for a minute.</summary>
    /// <param name="date">A date of 1900 to 2200, in the calendar's zone.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>.</exception>
    public bool IsBusinessDay(LocalDate date)
    {
        var day = DayOf(date);
        return days.Covering(day).IsBusinessDay(day);
    }

    /// <summary>
    /// How many business days there are from one local date up to, and without, another; negative when the second is the earlier. From
    /// Monday to Friday of a usual week there are four, and to the Monday after it five.
    /// </summary>
    /// <param name="from">A date of 1900 to 2200, in the calendar's zone; it counts when it is a business day.</param>
    /// <param name="to">A date of 1900 to 2200; it does not count.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>.</exception>
    public int BusinessDaysBetween(LocalDate from, LocalDate to)
    {
        var (first, end) = (DayOf(from), DayOf(to));
        var table = days.Covering(first);
        // One table must know both days: another thread may swap in one that knows only the second.
        if (end < table.FirstDay || end >= table.EndDay)
            table = days.Cover(first, end);
        return table.CountBefore(end) - table.CountBefore(first);
    }

    private static int DayOf(LocalDate date) =>
        Horizon.Contains(date)
            ? Horizon.DayNumber(date)
            : throw CalendarFault.At(
                BusinessCalendarErrors.HorizonExceeded,
                "$",
                LocalDatePattern.Iso.Format(date),
                "The date lies outside 1900-01-01 to 2200-12-31."
            );

    private Instant SameTime(DayTable table, Instant start, long second, int days)
    {
        var day = BusinessDayAt(table, start, second, out var localDay, out var local);
        var target = Move(ref table, start, day, days);
        var date = target.Number + localDay - day;
        var nanoOfDay = local - (localDay * NanosPerDay);
        if (target.Offset == DayTable.Changing || date != target.Number)
            return Within(LenientMap.ToInstant(TimeZone, (date * NanosPerDay) + nanoOfDay), start);
        return At((date * NanosPerDay) + nanoOfDay - (target.Offset * OpenTable.NanosPerSecond));
    }

    private Instant EndOfDay(DayTable table, Instant start, long second, int days)
    {
        var day = BusinessDayAt(table, start, second, out _, out _);
        if (days == 0)
        {
            if (table.IsBusinessDay(day) && second < table[table.CountBefore(day)].Closes)
                return Instant.FromUnixTimeSeconds(table[table.CountBefore(day)].Closes);
            days = 1;
        }

        return Within(Instant.FromUnixTimeSeconds(Move(ref table, start, day, days).Closes), start);
    }

    /// <summary>The business day that an instant is counted from, its local date, and its local time in nanoseconds.</summary>
    private int BusinessDayAt(DayTable table, Instant start, long second, out int localDay, out long local)
    {
        local = ToTime(start) + (TimeZone.GetUtcOffset(start).Seconds * OpenTable.NanosPerSecond);
        localDay = FloorDay(local);
        return table.DayOf(second, localDay);
    }

    private BusinessDay Move(ref DayTable table, Instant start, int day, int days)
    {
        while (true)
        {
            var rank = days > 0 ? (long)table.CountBefore(day + 1) + days - 1 : (long)table.CountBefore(day) + days;
            if (rank >= 0 && rank < table.Count)
                return table[(int)rank];
            table = (rank < 0 ? this.days.Earlier(table) : this.days.Later(table)) ?? throw Beyond(start);
        }
    }

    private static Instant Within(Instant result, Instant start)
    {
        var seconds = result.ToUnixTimeSeconds();
        return seconds is >= FirstSecond and < EndSecond ? result : throw Beyond(start);
    }

    private static int FloorDay(long nanos) =>
        (int)((ulong)(nanos - FirstLocalNano) / (ulong)NanosPerDay) + FirstLocalDay;

    private static long ToTime(Instant at)
    {
        var (seconds, nanos) = at.ToUnixTimeSecondsAndNanoseconds();
        return (seconds * OpenTable.NanosPerSecond) + nanos;
    }
}
