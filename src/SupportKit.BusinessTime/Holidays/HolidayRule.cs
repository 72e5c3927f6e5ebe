using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// A holiday: whole local dates on which no shift starts. Immutable and thread-safe; each method returns a new rule.
/// Years are those the holiday falls in before it is moved, for a range the year it starts.
/// </summary>
public sealed partial class HolidayRule
{
    private const int LongestHoliday = 366;

    private HolidayRule(HolidayPattern pattern) => Pattern = pattern;

    private HolidayRule(HolidayRule other)
    {
        Pattern = other.Pattern;
        Name = other.Name;
        Days = other.Days;
        Shift = other.Shift;
        FirstYear = other.FirstYear;
        LastYear = other.LastYear;
        EveryYears = other.EveryYears;
        Exceptions = other.Exceptions;
    }

    /// <summary>What people call it, or <see langword="null"/>.</summary>
    public string? Name { get; private init; }

    internal HolidayPattern Pattern { get; }
    internal int Days { get; private init; } = 1;
    internal ObservedShift Shift { get; private init; }
    internal int? FirstYear { get; private init; }
    internal int? LastYear { get; private init; }
    internal int EveryYears { get; private init; } = 1;
    internal ImmutableSortedSet<LocalDate> Exceptions { get; private init; } = [];

    /// <summary>Whether the rule is its pattern and nothing more, so that JSON writes it as one string.</summary>
    internal bool IsPlain =>
        Name is null
        && Days == 1
        && Shift == ObservedShift.None
        && FirstYear is null
        && LastYear is null
        && EveryYears == 1
        && Exceptions.IsEmpty;

    /// <summary>The same rule under a name.</summary>
    /// <param name="name">The name, as people write it.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.holiday_invalid</c> when it is blank or not valid Unicode.</exception>
    public HolidayRule Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Check.IsName(name))
            throw CalendarFault.At(
                BusinessCalendarErrors.HolidayInvalid,
                "$.name",
                name,
                "A name is not blank, and valid Unicode text."
            );
        return new(this) { Name = name };
    }

    /// <summary>Lasting several days, counted from the first. Not for a range, which has its own length.</summary>
    /// <param name="days">1 to 366.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.value_out_of_range</c>, <c>calendar.holiday_invalid</c>.</exception>
    public HolidayRule Lasting(int days)
    {
        Check.Between(days, 1, LongestHoliday, "$.days");
        if (days > 1 && Pattern is HolidayPattern.YearlyRange or HolidayPattern.Once)
            throw Check.Meaningless(
                "$.days",
                "A range of dates has its own length. Give the last date instead of days."
            );
        return new(this) { Days = days };
    }

    /// <summary>Moved when it falls on a weekend.</summary>
    /// <param name="shift">Where to.</param>
    public HolidayRule Observed(ObservedShift shift)
    {
        if (!Enum.IsDefined(shift))
            throw new ArgumentOutOfRangeException(nameof(shift), shift, "No such shift.");
        return new(this) { Shift = shift };
    }

    /// <summary>From that year on.</summary>
    /// <param name="year">1900 to 2200.</param>
    public HolidayRule Since(int year) => new(this) { FirstYear = Check.Year(year, LastYear, "$.since", atMost: true) };

    /// <summary>Up to that year, inclusive.</summary>
    /// <param name="year">1900 to 2200.</param>
    public HolidayRule Until(int year) =>
        new(this) { LastYear = Check.Year(year, FirstYear, "$.until", atMost: false) };

    /// <summary>Only each so many years, counted from <see cref="Since"/>, which must have been called.</summary>
    /// <param name="years">1 to 300.</param>
    public HolidayRule Every(int years)
    {
        Check.Between(years, 1, 300, "$.every");
        if (years > 1 && FirstYear is null)
            throw Check.Meaningless("$.every", "The year to count from is not said. Give since before every.");
        return new(this) { EveryYears = years };
    }

    /// <summary>Not in the year when its first date, before it is moved, would be one of these.</summary>
    /// <param name="dates">ISO dates.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.date_invalid</c>.</exception>
    public HolidayRule Except(params IEnumerable<LocalDate> dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        var exceptions = Exceptions.Union(dates);
        foreach (var date in exceptions)
            Check.Dates(date, date, "$.except");
        return new(this) { Exceptions = exceptions };
    }

    /// <summary>The local dates of a range that this rule closes, in order.</summary>
    /// <param name="first">The first date of the range.</param>
    /// <param name="last">Its last date, inclusive; dates outside 1900 to 2200 have no holidays.</param>
    public IEnumerable<LocalDate> Dates(LocalDate first, LocalDate last)
    {
        var from = Math.Max(Horizon.DayNumber(first), Horizon.FirstDay);
        var end = Math.Min(Horizon.DayNumber(last) + 1, Horizon.EndDay);
        if (from >= end)
            yield break;
        var closed = new bool[end - from];
        Mark(closed, from);
        for (var i = 0; i < closed.Length; i++)
        {
            if (closed[i])
                yield return Horizon.Date(from + i);
        }
    }

    /// <summary>Marks the closed days of a range that begins at <paramref name="firstDay"/>.</summary>
    internal void Mark(Span<bool> closed, int firstDay)
    {
        var (firstYear, lastYear) = Years(firstDay, firstDay + closed.Length - 1);
        for (var year = firstYear; year <= lastYear; year++)
        {
            if (!Falls(year) || Pattern.In(year) is not var (first, last) || Exceptions.Contains(first))
                continue;
            var moved = Shift.Days(first.DayOfWeek);
            var start = Horizon.DayNumber(first) + moved - firstDay;
            var end = Horizon.DayNumber(last) + moved + Days - firstDay;
            start = Math.Max(start, 0);
            end = Math.Min(end, closed.Length);
            if (start < end)
                closed[start..end].Fill(true);
        }
    }

    /// <summary>The years whose holiday may touch a range of days: one may be counted a year from Easter and last a year more.</summary>
    private (int First, int Last) Years(int firstDay, int lastDay) =>
        Pattern is HolidayPattern.Once once
            ? (once.First.Year, once.First.Year)
            : (Horizon.Date(firstDay).Year - 3, Horizon.Date(lastDay).Year + 2);

    private bool Falls(int year) =>
        year >= (FirstYear ?? int.MinValue)
        && year <= (LastYear ?? int.MaxValue)
        && (EveryYears == 1 || (year - FirstYear!.Value) % EveryYears == 0);
}
