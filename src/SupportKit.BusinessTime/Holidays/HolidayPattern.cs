using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>Where in a year a holiday falls.</summary>
internal abstract record HolidayPattern
{
    /// <summary>The first and last date in that year, or nothing when the year has none.</summary>
    internal abstract (LocalDate First, LocalDate Last)? In(int year);

    /// <summary>Explicit dates, once. The year is the first date's.</summary>
    internal sealed record Once(LocalDate First, LocalDate Last) : HolidayPattern
    {
        internal override (LocalDate First, LocalDate Last)? In(int year) => year == First.Year ? (First, Last) : null;
    }

    /// <summary>The same date each year; 29 February in leap years only.</summary>
    internal sealed record Yearly(AnnualDate Date) : HolidayPattern
    {
        internal override (LocalDate First, LocalDate Last)? In(int year) =>
            Date.IsValidYear(year) ? (Date.InYear(year), Date.InYear(year)) : null;
    }

    /// <summary>A range each year; an end before the start is in the next year.</summary>
    internal sealed record YearlyRange(AnnualDate From, AnnualDate To) : HolidayPattern
    {
        internal override (LocalDate First, LocalDate Last)? In(int year) =>
            (From.InYear(year), To.InYear(To < From ? year + 1 : year));
    }

    /// <summary>The nth such weekday of a month; -1 is the last. A fifth that a month does not have is no holiday.</summary>
    internal sealed record NthWeekday(int Nth, IsoDayOfWeek Weekday, int Month) : HolidayPattern
    {
        internal override (LocalDate First, LocalDate Last)? In(int year)
        {
            var first = new LocalDate(year, Month, 1);
            var date =
                Nth > 0
                    ? first.With(DateAdjusters.NextOrSame(Weekday)).PlusWeeks(Nth - 1)
                    : first
                        .With(DateAdjusters.EndOfMonth)
                        .With(DateAdjusters.PreviousOrSame(Weekday))
                        .PlusWeeks(Nth + 1);
            return date.Month == Month ? (date, date) : null;
        }
    }

    /// <summary>The last such weekday on or before a date of the year, or the first on or after it.</summary>
    internal sealed record WeekdayNear(IsoDayOfWeek Weekday, AnnualDate Date, bool Before) : HolidayPattern
    {
        internal override (LocalDate First, LocalDate Last)? In(int year)
        {
            var adjust = Before ? DateAdjusters.PreviousOrSame(Weekday) : DateAdjusters.NextOrSame(Weekday);
            var date = Date.InYear(year).With(adjust);
            return (date, date);
        }
    }

    /// <summary>So many days after Easter Sunday, or before it when negative.</summary>
    internal sealed record FromEaster(int Days, bool Orthodox) : HolidayPattern
    {
        internal override (LocalDate First, LocalDate Last)? In(int year)
        {
            var date = (Orthodox ? Easter.Orthodox(year) : Easter.Western(year)).PlusDays(Days);
            return (date, date);
        }
    }
}
