using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>The years a calendar answers for, 1900 to 2200: all of them fit in a long of nanoseconds around 1970.</summary>
internal static class Horizon
{
    internal const int FirstYear = 1900;
    internal const int LastYear = 2200;
    internal const int SecondsPerDay = 86_400;

    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>The first local date, as a day number (days from 1970-01-01).</summary>
    internal static readonly int FirstDay = DayNumber(new LocalDate(FirstYear, 1, 1));

    /// <summary>The day after the last local date.</summary>
    internal static readonly int EndDay = DayNumber(new LocalDate(LastYear + 1, 1, 1));

    internal static int DayNumber(LocalDate date) => Period.DaysBetween(Epoch, date);

    internal static LocalDate Date(int dayNumber) => Epoch.PlusDays(dayNumber);

    internal static bool Contains(LocalDate date) => date.Year is >= FirstYear and <= LastYear;
}
