using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using SupportKit.BusinessTime;

namespace SupportKit.Cli;

/// <summary>A year of a calendar or of a set of holidays, day by day. Immutable.</summary>
/// <param name="Title">What it is a year of.</param>
/// <param name="Year">The year.</param>
/// <param name="TimeZone">The calendar's zone; null for a set of holidays, which has none.</param>
/// <param name="Days">Every day, in order.</param>
internal sealed record CalendarYear(string Title, int Year, string? TimeZone, ImmutableArray<CalendarDay> Days)
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The days on which it is open at all.</summary>
    public int OpenDays => Days.Count(day => day.IsOpen);

    /// <summary>How long it is open in the year.</summary>
    public Duration OpenTime => Days.Aggregate(Duration.Zero, (sum, day) => sum + day.Open);

    /// <summary>A set of holidays over a week from Monday to Friday, whose days have no hours.</summary>
    public static CalendarYear Of(HolidaySet set, int year)
    {
        var (first, last) = (new LocalDate(year, 1, 1), new LocalDate(year, 12, 31));
        var holidays = set
            .Rules.SelectMany(rule => rule.Dates(first, last).Select(date => (date, rule.Name)))
            .ToLookup(day => day.date, day => day.Name ?? "");
        var days = Dates(year)
            .Select(date => new CalendarDay(
                date,
                date.DayOfWeek < IsoDayOfWeek.Saturday && !holidays.Contains(date),
                NamesOf(holidays, date),
                "",
                Duration.Zero,
                false
            ));
        return new($"holidays of {set.Name}", year, null, [.. days]);
    }

    /// <summary>A calendar, in its own zone.</summary>
    public static CalendarYear Of(string title, BusinessCalendar calendar, int year)
    {
        var zone = calendar.TimeZone;
        var holidays = calendar
            .HolidaysOf(new(year, 1, 1), new(year, 12, 31))
            .ToLookup(day => day.Key, day => day.Value ?? "");
        var open = Dates(year).Select(date => (date, intervals: IntervalsOn(date, calendar))).ToList();
        // What most days of that weekday are open is its usual hours.
        var usual = open.Where(day => day.intervals.Count > 0)
            .GroupBy(day => day.date.DayOfWeek, day => HoursOf(day.intervals, zone))
            .ToDictionary(days => days.Key, days => days.GroupBy(hours => hours).MaxBy(same => same.Count())!.Key);
        var days = open.Select(day =>
        {
            var hours = HoursOf(day.intervals, zone);
            return new CalendarDay(
                day.date,
                day.intervals.Count > 0,
                NamesOf(holidays, day.date),
                hours,
                day.intervals.Aggregate(Duration.Zero, (sum, interval) => sum + interval.Duration),
                day.intervals.Count > 0 && usual[day.date.DayOfWeek] != hours
            );
        });
        return new(title, year, zone.Id, [.. days]);
    }

    private static IEnumerable<LocalDate> Dates(int year) =>
        Enumerable.Range(0, CalendarSystem.Iso.GetDaysInYear(year)).Select(new LocalDate(year, 1, 1).PlusDays);

    private static string? NamesOf(ILookup<LocalDate, string> holidays, LocalDate date) =>
        holidays.Contains(date) ? string.Join(", ", holidays[date].Where(name => name.Length > 0).Distinct()) : null;

    private static List<Interval> IntervalsOn(LocalDate date, BusinessCalendar calendar)
    {
        var zone = calendar.TimeZone;
        return
        [
            .. calendar.Intervals(zone.AtStartOfDay(date).ToInstant(), zone.AtStartOfDay(date.PlusDays(1)).ToInstant()),
        ];
    }

    private static string HoursOf(List<Interval> intervals, DateTimeZone zone) =>
        string.Join(
            ", ",
            intervals.Select(interval =>
            {
                var (from, to) = (interval.Start.InZone(zone).LocalDateTime, interval.End.InZone(zone).LocalDateTime);
                return $"{Clock.Format(from.TimeOfDay)}-{(to.Date == from.Date ? Clock.Format(to.TimeOfDay) : "24:00")}";
            })
        );
}

/// <summary>One day of the year as it is drawn. Immutable.</summary>
/// <param name="Date">The date.</param>
/// <param name="IsOpen">Whether it is open at some time of it.</param>
/// <param name="Holiday">The name of the holiday, empty for one without a name; null when it is none.</param>
/// <param name="Hours">Its hours, e.g. <c>09:00-12:00, 13:00-17:00</c>; empty when it is closed, or hours are not known.</param>
/// <param name="Open">How long it is open.</param>
/// <param name="IsUnusual">Whether its hours are not those of most days of that weekday.</param>
internal sealed record CalendarDay(
    LocalDate Date,
    bool IsOpen,
    string? Holiday,
    string Hours,
    Duration Open,
    bool IsUnusual
)
{
    /// <summary>What the day is: a holiday, closed, unusual, or open.</summary>
    public CalendarDayKind Kind =>
        Holiday is not null && !IsOpen ? CalendarDayKind.Holiday
        : !IsOpen ? CalendarDayKind.Closed
        : IsUnusual || Holiday is not null ? CalendarDayKind.Unusual
        : CalendarDayKind.Open;

    /// <summary>The day in words.</summary>
    public string Told =>
        string.Join(
            ", ",
            new[] { Holiday is "" ? "a holiday without a name" : Holiday, IsOpen ? Hours : "closed" }.Where(part =>
                !string.IsNullOrEmpty(part)
            )
        );
}

/// <summary>What a day is to a drawing.</summary>
internal enum CalendarDayKind
{
    Open,
    Closed,
    Unusual,
    Holiday,
}
