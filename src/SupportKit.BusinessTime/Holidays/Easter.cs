using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>The date of Easter Sunday.</summary>
internal static class Easter
{
    /// <summary>
    /// Western Easter, by the anonymous Gregorian computus published in Nature (20 April 1876) and given by
    /// Meeus, Astronomical Algorithms, chapter 8.
    /// </summary>
    internal static LocalDate Western(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var yearOfCentury = year % 100;
        var correction = (century + 8) / 25;
        var moonOrbit = (century - correction + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - moonOrbit + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (yearOfCentury / 4)) - epact - (yearOfCentury % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var days = epact + weekday - (7 * late) + 114;
        return new LocalDate(year, days / 31, (days % 31) + 1);
    }

    /// <summary>
    /// Orthodox Easter: the Julian computus of Meeus (Astronomical Algorithms, chapter 8), whose Julian date is then
    /// read in the Gregorian calendar.
    /// </summary>
    internal static LocalDate Orthodox(int year)
    {
        var fullMoon = ((19 * (year % 19)) + 15) % 30;
        var weekday = ((2 * (year % 4)) + (4 * (year % 7)) - fullMoon + 34) % 7;
        var days = fullMoon + weekday + 114;
        return new LocalDate(year, days / 31, (days % 31) + 1, CalendarSystem.Julian).WithCalendar(CalendarSystem.Iso);
    }
}
