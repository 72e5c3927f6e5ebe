using NodaTime;

namespace SupportKit.BusinessTime.Tests;

/// <summary>
/// The definition, spelled out: look at the local clock and see whether it reads inside the hours. Walks minute by
/// minute, so it is right for zones and years whose offsets are whole minutes. Shares no code with the engine.
/// </summary>
internal sealed class OracleCalendar(CalendarSpec spec)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly Dictionary<LocalDate, HoursSpec[]> hoursByDate = [];

    internal DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb[spec.Zone];

    internal bool IsOpen(Instant at)
    {
        var local = at.InZone(Zone).LocalDateTime;
        var minute = (local.Hour * 60) + local.Minute;
        return IsInside(HoursOf(local.Date), local.Date, minute)
            || IsInside(HoursOf(local.Date.PlusDays(-1)), local.Date.PlusDays(-1), minute + 1440);
    }

    /// <summary>The open time between two instants of whole minutes, the first not after the second.</summary>
    internal Duration Between(Instant from, Instant to)
    {
        var minutes = 0;
        for (var at = from; at < to; at += Minute)
            minutes += IsOpen(at) ? 1 : 0;
        return Duration.FromMinutes(minutes);
    }

    /// <summary>The first whole minute after, within so many, at which the calendar turns open or closed.</summary>
    internal Instant? NextTurn(Instant after, bool open, int minutes)
    {
        for (var at = after + Minute; at <= after + Duration.FromMinutes(minutes); at += Minute)
        {
            if (IsOpen(at) == open && IsOpen(at - Minute) != open)
                return at;
        }

        return null;
    }

    /// <summary>The last whole minute up to this one, within so many, at which the calendar turned open or closed.</summary>
    internal Instant? PreviousTurn(Instant upTo, bool open, int minutes)
    {
        for (var at = upTo; at >= upTo - Duration.FromMinutes(minutes); at -= Minute)
        {
            if (IsOpen(at) == open && IsOpen(at - Minute) != open)
                return at;
        }

        return null;
    }

    /// <summary>The first opening and last closing of the hours that start on a local date, if it has any open minute.</summary>
    internal (Instant Opens, Instant Closes)? BusinessDay(LocalDate date)
    {
        var open = HoursOf(date)
            .SelectMany(range => Enumerable.Range(0, 2880).Where(range.Contains))
            .Distinct()
            .Where(minute => !IsClosed(date, minute))
            .SelectMany(minute => InstantsOf(date.AtMidnight().PlusMinutes(minute)))
            .ToArray();
        return open.Length == 0 ? null : (open.Min(), open.Max() + Minute);
    }

    private IEnumerable<Instant> InstantsOf(LocalDateTime local)
    {
        var map = Zone.MapLocal(local);
        return map.Count switch
        {
            0 => [],
            1 => [map.Single().ToInstant()],
            _ => [map.First().ToInstant(), map.Last().ToInstant()],
        };
    }

    private bool IsInside(HoursSpec[] hours, LocalDate date, int minute) =>
        hours.Any(range => range.Contains(minute)) && !IsClosed(date, minute);

    /// <summary>Whether a part-day closure covers a minute counted from a date's midnight.</summary>
    private bool IsClosed(LocalDate date, int minute)
    {
        var (on, at) = minute >= 1440 ? (date.PlusDays(1), minute - 1440) : (date, minute);
        return spec.Closures.Any(closure =>
            closure.Hours.Any(range =>
                (closure.First == on && range.Contains(at))
                || (closure.First == on.PlusDays(-1) && range.Contains(at + 1440))
            )
        );
    }

    private HoursSpec[] HoursOf(LocalDate date)
    {
        if (!hoursByDate.TryGetValue(date, out var hours))
            hoursByDate[date] = hours = [.. Compute(date)];
        return hours;
    }

    private IEnumerable<HoursSpec> Compute(LocalDate date)
    {
        if (spec.Closures.Any(closure => closure.Hours.Count == 0 && closure.First <= date && date <= closure.Last))
            return [];
        var openings = spec.Openings.Where(opening => opening.Date == date).ToArray();
        var own =
            openings.Any(opening => opening.Instead) || spec.Holidays.Any(holiday => holiday.Falls(date))
                ? []
                : spec.Weekly.Where(day => day.On.Contains(date.DayOfWeek)).SelectMany(day => day.Hours);
        return own.Concat(openings.SelectMany(opening => opening.Hours));
    }
}
