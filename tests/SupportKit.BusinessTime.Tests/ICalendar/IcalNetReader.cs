using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using Period = Ical.Net.DataTypes.Period;

namespace SupportKit.BusinessTime.Tests;

/// <summary>The dates that Ical.Net, an independent reader, gives for the holidays of a text.</summary>
internal static class IcalNetReader
{
    /// <summary>The dates of a range that events which are holidays touch; without events of a part of a day, if asked to.</summary>
    internal static SortedSet<LocalDate> Dates(string text, LocalDate first, LocalDate last, bool wholeDays = false)
    {
        var dates = new SortedSet<LocalDate>();
        // In a text it takes a byte order mark for a part of the first line.
        foreach (var calendar in CalendarCollection.Load(text.TrimStart('\uFEFF'))!)
        {
            var zone = ZoneOf(calendar);
            // Of two occurrences at one time, of an event and of its change, Ical.Net gives one: it must be the holiday.
            foreach (var none in calendar.Events.Where(e => e.RecurrenceIdentifier is null && !IsHoliday(e)).ToList())
                calendar.Events.Remove(none);
            // What has begun a year before the range may still last.
            var from = new CalDateTime(first.Year - 1, first.Month, first.Day);
            foreach (var occurrence in calendar.GetOccurrences<CalendarEvent>(from))
            {
                var (start, end, whole) = Days(occurrence.Period, zone);
                if (start > last)
                    break;
                if ((wholeDays && !whole) || !IsHoliday((CalendarEvent)occurrence.Source))
                    continue;
                for (var date = LocalDate.Max(start, first); date <= LocalDate.Min(end, last); date = date.PlusDays(1))
                    dates.Add(date);
            }
        }

        return dates;
    }

    private static DateTimeZone ZoneOf(Calendar calendar) =>
        calendar.Properties["X-WR-TIMEZONE"]?.Value is string id
            ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc
            : DateTimeZone.Utc;

    private static bool IsHoliday(CalendarEvent source) =>
        !"CANCELLED".Equals(source.Status, StringComparison.OrdinalIgnoreCase)
        && ICalendarOptions.IsHoliday(
            new ICalendarEvent
            {
                Line = 0,
                Summary = source.Summary?.Trim(),
                Description = source.Description?.Trim(),
                Categories = [.. source.Categories],
                SpecialDay = source.Properties["X-APPLE-SPECIAL-DAY"]?.Value as string,
            }
        );

    private static (LocalDate First, LocalDate Last, bool Whole) Days(Period period, DateTimeZone zone)
    {
        var start = Local(period.StartTime, zone);
        var end = period.EffectiveEndTime is { } read ? Local(read, zone) : start;
        var last = end.TimeOfDay == LocalTime.Midnight ? end.Date.PlusDays(-1) : end.Date;
        var whole =
            !period.StartTime.HasTime
            || (
                start.TimeOfDay == LocalTime.Midnight
                && (end.TimeOfDay == LocalTime.Midnight || end.TimeOfDay >= new LocalTime(23, 59))
            );
        return (start.Date, LocalDate.Max(start.Date, last), whole);
    }

    private static LocalDateTime Local(CalDateTime time, DateTimeZone zone)
    {
        var local = LocalDateTime.FromDateTime(time.Value);
        return time is { HasTime: true, IsUtc: true } ? local.InUtc().WithZone(zone).LocalDateTime : local;
    }
}
