using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// Opening hours in a time zone, with their holidays, closures and extra openings, and the arithmetic of open time.
/// An instant is open when the local clock then reads inside the hours; hours are half-open, so the closing instant is
/// closed. A time that the clock skips is never open, and one that comes twice is open twice: open time is real elapsed time.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. Answers cover 1900-01-01 to 2200-12-31 UTC, to the nanosecond. The first question about a
/// range of years compiles it to a table; from then on no question takes a lock or allocates.
/// </remarks>
public sealed partial class BusinessCalendar
{
    private static readonly Instant Epoch = NodaConstants.UnixEpoch;
    private static readonly Duration Century = Duration.FromDays(36_525);
    internal Schedule Schedule { get; }
    private readonly TableCache<OpenTable> tables;
    private readonly TableCache<DayTable> days;

    internal BusinessCalendar(Schedule schedule)
    {
        Schedule = schedule;
        tables = new TableCache<OpenTable>((first, end) => new OpenTable(schedule, first, end));
        days = new TableCache<DayTable>((first, end) => new DayTable(schedule, first, end));
    }

    /// <summary>The zone whose local dates are the business days; of a composition, the first calendar's.</summary>
    public DateTimeZone TimeZone => Schedule.Zone;

    /// <summary>Whether the calendar is open at that instant.</summary>
    /// <param name="at">An instant of 1900 to 2200.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>.</exception>
    public bool IsOpen(Instant at) => TableFor(at, out var time).IsOpen(time);

    /// <summary>
    /// The earliest instant by which so much open time has passed: the smallest <c>u</c> from <paramref name="start"/> on
    /// with <c>Between(start, u) = open</c>. Nothing added is the start itself, open or not.
    /// </summary>
    /// <param name="start">An instant of 1900 to 2200.</param>
    /// <param name="open">Open time, zero or more.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>, <c>calendar.duration_negative</c>.</exception>
    public Instant Add(Instant start, Duration open)
    {
        var table = TableFor(start, out var time);
        var nanos = Amount(ref open, out var rest);
        if (nanos == 0)
            return start;
        long result;
        while (!table.TryAdd(time, nanos, out result))
            table = tables.Later(table) ?? throw Beyond(start);
        var reached = result < EndNano ? At(result) : throw Beyond(start);
        return rest ? Add(reached, open) : reached;
    }

    /// <summary>
    /// The latest instant from which so much open time passes until <paramref name="end"/>: the largest <c>u</c> up to
    /// it with <c>Between(u, end) = open</c>. Nothing subtracted is the end itself, open or not.
    /// </summary>
    /// <param name="end">An instant of 1900 to 2200.</param>
    /// <param name="open">Open time, zero or more.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>, <c>calendar.duration_negative</c>.</exception>
    public Instant Subtract(Instant end, Duration open)
    {
        var table = TableFor(end, out var time);
        var nanos = Amount(ref open, out var rest);
        if (nanos == 0)
            return end;
        long result;
        while (!table.TrySubtract(time, nanos, out result))
            table = tables.Earlier(table) ?? throw Beyond(end);
        return rest ? Subtract(At(result), open) : At(result);
    }

    /// <summary>The open time from one instant to another; negative when the second is the earlier.</summary>
    /// <param name="from">An instant of 1900 to 2200.</param>
    /// <param name="to">An instant of 1900 to 2200.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>.</exception>
    public Duration Between(Instant from, Instant to)
    {
        var table = TableFor(from, to, out var start, out var end);
        var first = table.MeasureAt(start);
        var last = table.MeasureAt(end);
        var open = last - first;
        // Three centuries without a break do not fit in a long of nanoseconds.
        return ((last ^ first) & (last ^ open)) < 0
            ? Duration.FromNanoseconds((Int128)last - first)
            : Duration.FromNanoseconds(open);
    }

    /// <summary>The first instant after this one at which the calendar turns from closed to open. An opening at this very instant has happened.</summary>
    /// <param name="at">An instant of 1900 to 2200.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>, also when it never opens again.</exception>
    public Instant NextOpening(Instant at)
    {
        var table = TableFor(at, out var time);
        long result;
        while (!table.TryNextOpening(time, out result))
            table = tables.Later(table) ?? throw Beyond(at);
        return At(result);
    }

    /// <summary>The first instant after this one at which the calendar turns from open to closed. A closing at this very instant has happened.</summary>
    /// <param name="at">An instant of 1900 to 2200.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>, also when it never closes again.</exception>
    public Instant NextClosing(Instant at)
    {
        var table = TableFor(at, out var time);
        long result;
        while (!table.TryNextClosing(time, out result))
            table = tables.Later(table) ?? throw Beyond(at);
        return At(result);
    }

    /// <summary>The last instant up to and including this one at which the calendar turned from closed to open.</summary>
    /// <param name="at">An instant of 1900 to 2200.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>, also when it had never opened.</exception>
    public Instant PreviousOpening(Instant at)
    {
        var table = TableFor(at, out var time);
        long result;
        while (!table.TryPreviousOpening(time, out result))
            table = tables.Earlier(table) ?? throw Beyond(at);
        return At(result);
    }

    /// <summary>The last instant up to and including this one at which the calendar turned from open to closed.</summary>
    /// <param name="at">An instant of 1900 to 2200.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.horizon_exceeded</c>, also when it had never closed.</exception>
    public Instant PreviousClosing(Instant at)
    {
        var table = TableFor(at, out var time);
        long result;
        while (!table.TryPreviousClosing(time, out result))
            table = tables.Earlier(table) ?? throw Beyond(at);
        return At(result);
    }
}
