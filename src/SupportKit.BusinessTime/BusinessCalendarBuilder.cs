using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>
/// Builds a <see cref="BusinessCalendar"/>. Each call adds; overlapping or touching hours are merged, never counted
/// twice. Not thread-safe; <see cref="Build"/> may be called any number of times.
/// </summary>
public sealed class BusinessCalendarBuilder
{
    private readonly DateTimeZone zone;
    private readonly ImmutableArray<WeeklyHours>.Builder weekly = ImmutableArray.CreateBuilder<WeeklyHours>();
    private readonly ImmutableArray<HolidayEntry>.Builder holidays = ImmutableArray.CreateBuilder<HolidayEntry>();
    private readonly ImmutableArray<Closure>.Builder closures = ImmutableArray.CreateBuilder<Closure>();
    private readonly ImmutableArray<Opening>.Builder openings = ImmutableArray.CreateBuilder<Opening>();
    private bool alwaysOpen;

    internal BusinessCalendarBuilder(DateTimeZone zone) => this.zone = zone;

    /// <summary>Open on some days of the week.</summary>
    /// <param name="days"><c>mon</c>, <c>mon-fri</c>, <c>fri-mon</c> or <c>mon,wed</c>.</param>
    /// <param name="hours">One or more hours, such as <c>09:00-12:00</c> or <c>22:00-02:00</c>.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.days_unreadable</c>, <c>calendar.hours_unreadable</c>, <c>calendar.interval_empty</c>.</exception>
    public BusinessCalendarBuilder Open(string days, params string[] hours) =>
        Add(new WeeklyHours(WeekdaySet.Read(days, $"$.hours.{days}"), ReadHours(hours, $"$.hours.{days}")));

    /// <summary>Open on one day of the week.</summary>
    /// <param name="day">The day.</param>
    /// <param name="hours">One or more hours.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.interval_empty</c> when there are none.</exception>
    public BusinessCalendarBuilder Open(IsoDayOfWeek day, params ReadOnlySpan<HoursRange> hours)
    {
        var days = WeekdaySet.Of(Check.Weekday(day));
        return Add(new WeeklyHours(days, NotEmpty([.. hours], $"$.hours.{days.Text}")));
    }

    /// <summary>Open at all hours, every day; holidays and closures still count.</summary>
    public BusinessCalendarBuilder AlwaysOpen()
    {
        alwaysOpen = true;
        return this;
    }

    /// <summary>Closed on holidays, written as in JSON.</summary>
    /// <param name="holidays">Names of sets (<c>fr</c>), dates (<c>2026-12-24</c>), yearly dates (<c>12-24</c>), or ranges of either (<c>12-24/01-02</c>).</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.holiday_set_unknown</c>, <c>calendar.date_invalid</c>, <c>calendar.interval_empty</c>.</exception>
    public BusinessCalendarBuilder Holidays(params string[] holidays)
    {
        ArgumentNullException.ThrowIfNull(holidays);
        foreach (var holiday in holidays)
            Add(HolidayText.Read(holiday, $"$.holidays[{this.holidays.Count}]"));
        return this;
    }

    /// <summary>Closed on the holidays of a set.</summary>
    /// <param name="set">The set.</param>
    public BusinessCalendarBuilder Holidays(HolidaySet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Add(new HolidayEntry(set, null));
    }

    /// <summary>Closed on holidays given by rules.</summary>
    /// <param name="rules">The rules.</param>
    public BusinessCalendarBuilder Holidays(params IEnumerable<HolidayRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var rule in rules)
            Add(new HolidayEntry(null, rule));
        return this;
    }

    /// <summary>Closed once, on a whole local date: no shift starts on it, not even an opening's. The tail of the day before is left alone.</summary>
    /// <param name="date">The date.</param>
    public BusinessCalendarBuilder Closed(LocalDate date) => Closed(date, date);

    /// <summary>Closed once, on whole local dates.</summary>
    /// <param name="first">The first date.</param>
    /// <param name="last">The last date, inclusive.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.date_invalid</c>, <c>calendar.interval_empty</c>.</exception>
    public BusinessCalendarBuilder Closed(LocalDate first, LocalDate last)
    {
        Check.Dates(first, last, $"$.closures[{closures.Count}]");
        return Add(new Closure(first, last, []));
    }

    /// <summary>Closed once, for some hours that begin on a local date. They are cut out of whatever is open then, openings too.</summary>
    /// <param name="date">The date.</param>
    /// <param name="hours">One or more hours.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.date_invalid</c>, <c>calendar.hours_unreadable</c>, <c>calendar.interval_empty</c>.</exception>
    public BusinessCalendarBuilder Closed(LocalDate date, params string[] hours)
    {
        var path = $"$.closures[{closures.Count}]";
        Check.Dates(date, date, path);
        return Add(new Closure(date, date, ReadHours(hours, path + ".hours")));
    }

    /// <summary>Open once, besides the date's own hours; on a holiday too.</summary>
    /// <param name="date">The date.</param>
    /// <param name="hours">One or more hours.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.date_invalid</c>, <c>calendar.hours_unreadable</c>, <c>calendar.interval_empty</c>.</exception>
    public BusinessCalendarBuilder OpenOn(LocalDate date, params string[] hours) =>
        AddOpening(date, hours, instead: false);

    /// <summary>Open once, instead of the date's own hours.</summary>
    /// <param name="date">The date.</param>
    /// <param name="hours">One or more hours.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.date_invalid</c>, <c>calendar.hours_unreadable</c>, <c>calendar.interval_empty</c>.</exception>
    public BusinessCalendarBuilder OpenInsteadOn(LocalDate date, params string[] hours) =>
        AddOpening(date, hours, instead: true);

    /// <summary>Builds the calendar from what was added so far; the builder may be used further.</summary>
    /// <exception cref="BusinessCalendarException"><c>calendar.openings_missing</c>, <c>calendar.size_exceeded</c>.</exception>
    public BusinessCalendar Build() =>
        CalendarFactory.Build(
            new CalendarDefinition(
                zone,
                alwaysOpen,
                weekly.ToImmutable(),
                holidays.ToImmutable(),
                closures.ToImmutable(),
                openings.ToImmutable()
            )
        );

    internal BusinessCalendarBuilder Add(WeeklyHours hours)
    {
        weekly.Add(hours);
        return this;
    }

    internal BusinessCalendarBuilder Add(HolidayEntry holiday)
    {
        holidays.Add(holiday);
        return this;
    }

    internal BusinessCalendarBuilder Add(Closure closure)
    {
        closures.Add(closure);
        return this;
    }

    internal BusinessCalendarBuilder Add(Opening opening)
    {
        openings.Add(opening);
        return this;
    }

    internal static ImmutableArray<HoursRange> ReadHours(IReadOnlyList<string> hours, string path)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return NotEmpty([.. hours.Select((text, i) => HoursRange.Read(text, $"{path}[{i}]"))], path);
    }

    private static ImmutableArray<HoursRange> NotEmpty(ImmutableArray<HoursRange> hours, string path) =>
        hours.IsEmpty
            ? throw CalendarFault.At(
                BusinessCalendarErrors.IntervalEmpty,
                path,
                null,
                "There are no hours. Give at least one, or leave the entry out."
            )
            : hours;

    private BusinessCalendarBuilder AddOpening(LocalDate date, string[] hours, bool instead)
    {
        var path = $"$.openings[{openings.Count}]";
        Check.Dates(date, date, path);
        return Add(new Opening(date, ReadHours(hours, path + ".hours"), instead));
    }
}
