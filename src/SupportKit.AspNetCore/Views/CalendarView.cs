using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using SupportKit.BusinessTime;

namespace SupportKit.AspNetCore;

/// <summary>A calendar of the policy in one year. Immutable.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="TimeZone">The tz database's id of its zone.</param>
/// <param name="Year">The year.</param>
/// <param name="Days">Each day of the year, in order.</param>
internal sealed record CalendarView(string Id, string TimeZone, int Year, ImmutableArray<CalendarDayView> Days)
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static CalendarView Of(string id, BusinessCalendar calendar, int year)
    {
        var (first, last) = (new LocalDate(year, 1, 1), new LocalDate(year, 12, 31));
        var zone = calendar.TimeZone;
        var holidays = calendar.HolidaysOf(first, last).ToDictionary();
        var open = calendar
            .Intervals(zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(last.PlusDays(1)).ToInstant())
            .ToList();
        var days = ImmutableArray.CreateBuilder<CalendarDayView>();
        var at = 0;
        for (var day = first; day <= last; day = day.PlusDays(1))
        {
            var start = zone.AtStartOfDay(day).ToInstant();
            var end = zone.AtStartOfDay(day.PlusDays(1)).ToInstant();
            while (at < open.Count && open[at].End <= start)
                at++;
            var hours = ImmutableArray.CreateBuilder<string>();
            for (var i = at; i < open.Count && open[i].Start < end; i++)
                hours.Add(Told(Instant.Max(open[i].Start, start), Instant.Min(open[i].End, end), end, zone));
            days.Add(
                new CalendarDayView(
                    LocalDatePattern.Iso.Format(day),
                    hours.ToImmutable(),
                    holidays.ContainsKey(day),
                    holidays.GetValueOrDefault(day)
                )
            );
        }
        return new CalendarView(id, zone.Id, year, days.ToImmutable());
    }

    private static string Told(Instant from, Instant to, Instant endOfDay, DateTimeZone zone) =>
        $"{Time.Format(from.InZone(zone).TimeOfDay)}-{(to == endOfDay ? "24:00" : Time.Format(to.InZone(zone).TimeOfDay))}";
}

/// <summary>A day of a calendar.</summary>
/// <param name="Date">The day, such as 2026-12-25.</param>
/// <param name="Open">Its open hours, such as 09:00-18:00; empty when it is closed.</param>
/// <param name="IsHoliday">Whether a holiday falls on it.</param>
/// <param name="Holiday">What the holiday is called; null for none, and for one without a name.</param>
internal sealed record CalendarDayView(string Date, ImmutableArray<string> Open, bool IsHoliday, string? Holiday);
