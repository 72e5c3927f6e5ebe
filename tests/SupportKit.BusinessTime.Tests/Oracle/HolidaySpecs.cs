using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>Holidays in JSON, each beside a naive test of whether a date is one.</summary>
internal static class HolidaySpecs
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    internal static HolidaySpec Once(LocalDate date) => new($"\"{date:uuuu-MM-dd}\"", date.Equals);

    internal static HolidaySpec Yearly(int month, int day) =>
        new($"\"{month:00}-{day:00}\"", date => date.Month == month && date.Day == day);

    /// <summary>Days of the month up to 28, so that every year has both ends.</summary>
    internal static HolidaySpec Range(int fromMonth, int fromDay, int toMonth, int toDay)
    {
        var from = (fromMonth * 100) + fromDay;
        var to = (toMonth * 100) + toDay;
        return new(
            $"\"{fromMonth:00}-{fromDay:00}/{toMonth:00}-{toDay:00}\"",
            date =>
            {
                var at = (date.Month * 100) + date.Day;
                return from <= to ? from <= at && at <= to : at >= from || at <= to;
            }
        );
    }

    internal static HolidaySpec Nth(int nth, IsoDayOfWeek weekday, int month) =>
        new(
            $$"""{"nth":{{nth}},"weekday":"{{Days[(int)weekday - 1]}}","month":{{month}}}""",
            date =>
                date.Month == month
                && date.DayOfWeek == weekday
                && (nth > 0 ? FromStart(date) == nth : FromEnd(date) == -nth)
        );

    internal static HolidaySpec FromEaster(int days) =>
        new($$"""{"easter":{{days}}}""", date => EasterOf(date.PlusDays(-days).Year) == date.PlusDays(-days));

    internal static HolidaySpec NearestWeekday(int month, int day) =>
        new($$"""{"yearly":"{{month:00}}-{{day:00}}","observed":"nearestWeekday"}""", date => Moved(date, month, day));

    /// <summary>
    /// Easter by its rule rather than by a formula of divisions: the Sunday after the full moon that the Gregorian
    /// reckoning's epact puts on or after 21 March (Clavius' tables, as told in the Explanatory Supplement).
    /// </summary>
    internal static LocalDate EasterOf(int year)
    {
        var golden = (year % 19) + 1;
        var century = (year / 100) + 1;
        var solar = (3 * century / 4) - 12;
        var lunar = (((8 * century) + 5) / 25) - 5;
        var epact = ((((11 * golden) + 20 + lunar - solar) % 30) + 30) % 30;
        if (epact == 24 || (epact == 25 && golden > 11))
            epact++;
        var moon = 44 - epact;
        if (moon < 21)
            moon += 30;
        return new LocalDate(year, 3, 1).PlusDays(moon - 1).Next(IsoDayOfWeek.Sunday);
    }

    private static bool Moved(LocalDate date, int month, int day) =>
        new[] { -1, 0, 1 }.Any(shift =>
        {
            var own = date.PlusDays(-shift);
            var expected = own.DayOfWeek switch
            {
                IsoDayOfWeek.Saturday => -1,
                IsoDayOfWeek.Sunday => 1,
                _ => 0,
            };
            return own.Month == month && own.Day == day && shift == expected;
        });

    private static int FromStart(LocalDate date) => ((date.Day - 1) / 7) + 1;

    private static int FromEnd(LocalDate date) =>
        ((CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month) - date.Day) / 7) + 1;
}
