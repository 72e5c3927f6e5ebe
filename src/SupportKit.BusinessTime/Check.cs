using System.Globalization;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>The bounds that values of a calendar keep to.</summary>
internal static class Check
{
    /// <summary>More than any real calendar has, and few enough that reading one stays quick.</summary>
    internal const int MostEntries = 10_000;

    /// <summary>Intervals apart from one another in one day.</summary>
    internal const int MostIntervalsADay = 48;

    internal static int Between(long value, int lowest, int highest, string path)
    {
        if (value < lowest || value > highest)
        {
            throw CalendarFault.At(
                BusinessCalendarErrors.ValueOutOfRange,
                path,
                value.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"Must be between {lowest} and {highest}.")
            );
        }

        return (int)value;
    }

    internal static int Year(int year, int? other, string path, bool atMost)
    {
        Between(year, Horizon.FirstYear, Horizon.LastYear, path);
        if (other is { } bound && (atMost ? year > bound : year < bound))
            throw Meaningless(path, "The last year is before the first, so the holiday never occurs.");
        return year;
    }

    /// <summary>Whether a text says something and is valid UTF-16, so that JSON can hold it.</summary>
    internal static bool IsName(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return !string.IsNullOrWhiteSpace(text);
    }

    internal static IsoDayOfWeek Weekday(IsoDayOfWeek weekday) =>
        weekday is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday
            ? weekday
            : throw new ArgumentOutOfRangeException(nameof(weekday), weekday, "A day of the week is needed.");

    internal static AnnualDate Annual(int month, int day, string path)
    {
        // 2000 is a leap year, so 29 February passes.
        if (month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(2000, month))
        {
            throw CalendarFault.At(
                BusinessCalendarErrors.DateInvalid,
                path,
                string.Create(CultureInfo.InvariantCulture, $"{month:00}-{day:00}"),
                "No year has such a date."
            );
        }

        return new AnnualDate(month, day);
    }

    internal static void Dates(LocalDate first, LocalDate last, string path)
    {
        foreach (var date in (ReadOnlySpan<LocalDate>)[first, last])
        {
            if (date.Calendar != CalendarSystem.Iso || !Horizon.Contains(date))
            {
                throw CalendarFault.At(
                    BusinessCalendarErrors.DateInvalid,
                    path,
                    DateText.Write(date),
                    "Dates are of the ISO calendar, from 1900-01-01 to 2200-12-31."
                );
            }
        }

        if (last < first)
        {
            throw CalendarFault.At(
                BusinessCalendarErrors.IntervalEmpty,
                path,
                $"{DateText.Write(first)}/{DateText.Write(last)}",
                "The last date is before the first, so the range holds nothing. Swap them."
            );
        }
    }

    internal static BusinessCalendarException Meaningless(string path, string explanation) =>
        CalendarFault.At(BusinessCalendarErrors.HolidayInvalid, path, null, explanation);
}
