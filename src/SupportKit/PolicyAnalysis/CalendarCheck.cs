using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SupportKit.BusinessTime;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports calendars that never open again after some date, and hours that leave out the last minute of a day.</summary>
internal static class CalendarCheck
{
    private const string LastMinute = "-23:59";

    /// <summary>Calendars answer until the end of 2200. One that is open within the fifty years before it goes on: who opens on a
    /// Saturday, 29 February only waits forty.</summary>
    private static readonly Instant End = Instant.FromUtc(2200, 12, 30, 0, 0);

    private static readonly Instant GoesOn = Instant.FromUtc(2150, 12, 31, 0, 0);

    public static void Report(Policy policy, FindingList findings)
    {
        foreach (var (id, calendar) in policy.Sla.Calendars)
        {
            var path = $"$.calendars.{id}";
            var json = calendar.ToJson();
            using var document = JsonDocument.Parse(json);
            ReportLastMinutes(document.RootElement, path, findings);
            // The policy's own calendar keeps a small table: the question about its end goes to another of the same content.
            if (LastClosing(BusinessCalendar.Parse(json)) is { } closing)
                findings.Warn(
                    SupportKitErrors.PolicyCalendarEnding,
                    path,
                    $"The calendar \"{id}\" is never open again after {InstantPattern.General.Format(closing)}: no time can be counted in it from then on, and requests that are promised some are refused.",
                    "Give weekly hours, or end the closure or holiday that covers them for good."
                );
        }
    }

    /// <summary>When the calendar closes for good; null when it does not.</summary>
    private static Instant? LastClosing(BusinessCalendar calendar)
    {
        try
        {
            var last = calendar.PreviousClosing(End);
            return last < GoesOn && !calendar.IsOpen(End) ? last : null;
        }
        catch (BusinessCalendarException never) when (never.Code == BusinessCalendarErrors.HorizonExceeded)
        {
            return null;
        }
    }

    private static void ReportLastMinutes(JsonElement element, string path, FindingList findings)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
                ReportLastMinutes(member.Value, $"{path}.{member.Name}", findings);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var entry in element.EnumerateArray())
                ReportLastMinutes(entry, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), findings);
        }
        else if (
            element.ValueKind == JsonValueKind.String
            && path.Contains(".hours", StringComparison.Ordinal)
            && element.GetString() is { Length: 11 } hours
            && hours.EndsWith(LastMinute, StringComparison.Ordinal)
        )
            findings.Advise(
                SupportKitErrors.PolicyHoursTruncated,
                path,
                $"\"{hours}\" closes a minute before midnight, as an end is exclusive: requests of that minute are outside the hours.",
                $"Write \"{hours[..6]}24:00\" for hours to the end of the day."
            );
    }
}
