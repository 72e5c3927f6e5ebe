using System.Text.Json;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <content>Where calendars come from.</content>
public sealed partial class BusinessCalendar
{
    /// <summary>Starts a calendar in a time zone.</summary>
    /// <param name="timeZone">A name of the tz database in use (<see cref="TimeZoneData"/>), for example <c>Europe/Paris</c>.</param>
    /// <exception cref="BusinessCalendarException"><c>calendar.time_zone_unknown</c>.</exception>
    public static BusinessCalendarBuilder In(string timeZone)
    {
        ArgumentNullException.ThrowIfNull(timeZone);
        return new(CalendarFactory.Zone(timeZone, "$.timeZone"));
    }

    /// <summary>Starts a calendar in a time zone of the host's choice, for example from another tz database.</summary>
    /// <param name="timeZone">The zone. Reading the calendar's JSON back finds it by its name in the tz database in use.</param>
    public static BusinessCalendarBuilder In(DateTimeZone timeZone)
    {
        ArgumentNullException.ThrowIfNull(timeZone);
        return new(timeZone);
    }

    /// <summary>Reads a calendar from JSON.</summary>
    /// <param name="json">The text, at most a million bytes in UTF-8. It may hold comments and trailing commas.</param>
    /// <exception cref="BusinessCalendarException">The text is not a calendar; the exception names path, line and value.</exception>
    public static BusinessCalendar Parse(string json) => CalendarReader.Parse(json);

    /// <summary>Reads a calendar from a JSON element, such as a part of a policy.</summary>
    /// <param name="element">The element; paths in errors start from it.</param>
    /// <exception cref="BusinessCalendarException">The element is not a calendar; the exception names place and value.</exception>
    public static BusinessCalendar Read(JsonElement element) => CalendarReader.Read(element);

    /// <summary>The calendar as JSON, which <see cref="Parse"/> reads back to the same calendar and which is then written the same.</summary>
    public string ToJson() => CalendarWriter.Write(Schedule);

    /// <summary>The calendar as JSON.</summary>
    public override string ToString() => ToJson();
}
