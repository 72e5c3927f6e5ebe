using NodaTime;

namespace SupportKit.BusinessTime;

public sealed partial class HolidayRule
{
    /// <summary>A holiday on one date of one year.</summary>
    /// <param name="date">An ISO date of 1900 to 2200.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.date_invalid</c>.</exception>
    public static HolidayRule On(LocalDate date) => On(date, date);

    /// <summary>A range of dates, once.</summary>
    /// <param name="first">The first date.</param>
    /// <param name="last">The last date, inclusive.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.date_invalid</c>, <c>calendar.interval_empty</c>.</exception>
    public static HolidayRule On(LocalDate first, LocalDate last)
    {
        Check.Dates(first, last, "$");
        return new(new HolidayPattern.Once(first, last));
    }

    /// <summary>The same date each year; 29 February in leap years only.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">The day of the month.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.date_invalid</c>.</exception>
    public static HolidayRule Yearly(int month, int day) =>
        new(new HolidayPattern.Yearly(Check.Annual(month, day, "$")));

    /// <summary>A range each year; an end before the start is in the next year: 24 December to 2 January.</summary>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date, inclusive.</param>
    public static HolidayRule YearlyRange(AnnualDate from, AnnualDate to) =>
        new(new HolidayPattern.YearlyRange(from, to));

    /// <summary>The nth such weekday of a month.</summary>
    /// <param name="nth">1 to 5, or -1 for the last to -5; a month without it has no holiday.</param>
    /// <param name="weekday">The day of the week.</param>
    /// <param name="month">1 to 12.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.value_out_of_range</c>.</exception>
    public static HolidayRule NthWeekday(int nth, IsoDayOfWeek weekday, int month)
    {
        Check.Between(Math.Abs((long)nth), 1, 5, "$.nth");
        Check.Between(month, 1, 12, "$.month");
        return new(new HolidayPattern.NthWeekday(nth, Check.Weekday(weekday), month));
    }

    /// <summary>The last such weekday on or before a date: the Monday on or before 24 May.</summary>
    /// <param name="weekday">The day of the week.</param>
    /// <param name="date">The date of each year.</param>
    public static HolidayRule OnOrBefore(IsoDayOfWeek weekday, AnnualDate date) =>
        new(new HolidayPattern.WeekdayNear(Check.Weekday(weekday), date, Before: true));

    /// <summary>The first such weekday on or after a date.</summary>
    /// <param name="weekday">The day of the week.</param>
    /// <param name="date">The date of each year.</param>
    public static HolidayRule OnOrAfter(IsoDayOfWeek weekday, AnnualDate date) =>
        new(new HolidayPattern.WeekdayNear(Check.Weekday(weekday), date, Before: false));

    /// <summary>So many days after Western Easter Sunday, by the Gregorian computus of Meeus (Astronomical Algorithms, chapter 8).</summary>
    /// <param name="days">-366 to 366: 1 is Easter Monday, -2 Good Friday, 39 Ascension, 50 Whit Monday, 60 Corpus Christi.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.value_out_of_range</c>.</exception>
    public static HolidayRule Easter(int days) =>
        new(new HolidayPattern.FromEaster(Check.Between(days, -366, 366, "$.easter"), Orthodox: false));

    /// <summary>So many days after Orthodox Easter Sunday, by the Julian computus of Meeus (Astronomical Algorithms, chapter 8).</summary>
    /// <param name="days">-366 to 366.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.value_out_of_range</c>.</exception>
    public static HolidayRule OrthodoxEaster(int days) =>
        new(new HolidayPattern.FromEaster(Check.Between(days, -366, 366, "$.orthodoxEaster"), Orthodox: true));
}
