using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// A date, or a date with a time on the local clock: <c>20261225</c>, <c>20261225T000000</c>. What is written decides which
/// of both it is, not the parameter <c>VALUE</c>, which publishers leave out or get wrong.
/// </summary>
/// <param name="Date">The local date.</param>
/// <param name="Time">The time of day; <see langword="null"/> for a date alone.</param>
internal readonly record struct ICalendarTime(LocalDate Date, LocalTime? Time)
{
    /// <summary>Whether it is a date alone, or the midnight a date begins with.</summary>
    internal bool IsDate => Time is null || Time == LocalTime.Midnight;

    /// <summary>Reads one value. A time in UTC, which ends in <c>Z</c>, becomes one of the zone's clock.</summary>
    internal static ICalendarTime? Read(ReadOnlySpan<char> text, DateTimeZone zone)
    {
        text = text.Trim();
        if (text.Length is not (8 or 15 or 16) || Digits(text[..8]) is not { } date)
            return null;
        var (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
            return null;
        var local = new LocalDate(year, month, day);
        if (text.Length == 8)
            return new ICalendarTime(local, null);
        if (text[8] is not ('T' or 't') || Digits(text[9..15]) is not { } time)
            return null;
        if (time / 10_000 > 23 || time / 100 % 100 > 59 || time % 100 > 59)
            return null;
        var at = local + new LocalTime(time / 10_000, time / 100 % 100, time % 100);
        if (text.Length == 16)
        {
            if (text[15] is not ('Z' or 'z'))
                return null;
            at = at.InUtc().WithZone(zone).LocalDateTime;
        }

        return new ICalendarTime(at.Date, at.TimeOfDay);
    }

    /// <summary>The dates of a list, such as the value of <c>EXDATE</c>.</summary>
    internal static IEnumerable<LocalDate> Dates(ContentLine line, DateTimeZone zone, ReadingLog log)
    {
        foreach (var text in line.Value.Split(','))
        {
            log.Step();
            if (log.IsFull)
                yield break;
            if (DateOf(line, text, zone, log) is { } time)
                yield return time.Date;
        }
    }

    /// <summary>The value of a line, within the years a calendar answers for; otherwise the log is told.</summary>
    internal static ICalendarTime? DateOf(ContentLine line, string text, DateTimeZone zone, ReadingLog log)
    {
        if (Read(text, zone) is not { } time)
            log.Add(
                ICalendarErrors.DateInvalid,
                line,
                $"'{CalendarFault.Cut(text)}' is not a date; one is written 20261225, or 20261225T000000."
            );
        else if (!Horizon.Contains(time.Date))
            log.Add(ICalendarErrors.DateInvalid, line, "Dates are from 19000101 to 22001231.");
        else
            return time;
        return null;
    }

    private static int? Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return null;
            number = (number * 10) + c - '0';
        }

        return number;
    }
}
