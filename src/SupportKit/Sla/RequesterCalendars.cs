using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using SupportKit.BusinessTime;

namespace SupportKit.Sla;

/// <summary>
/// Calendars in the zone of whoever asks: hours "8 to 17 in your time zone". A policy declares one with <c>"timeZone": "requester"</c>; a
/// promise names it with the zone, <c>8h in local@Asia/Tokyo</c>. Each is made when first asked for. Thread-safe.
/// </summary>
/// <param name="templates">Those calendars in the desk's own zone, which serves people whose zone is not known.</param>
internal sealed class RequesterCalendars(ImmutableSortedDictionary<string, BusinessCalendar> templates)
{
    /// <summary>What a policy writes for the zone.</summary>
    public const string Zone = "requester";

    private const char At = '@';

    private readonly ConcurrentDictionary<string, BusinessCalendar?> made = new(StringComparer.Ordinal);

    /// <summary>The name of a calendar for somebody in a zone; the calendar itself when it is not one of these, or the zone is not known.</summary>
    public string NameOf(string calendar, string? zone) =>
        zone is not null && templates.ContainsKey(calendar) ? $"{calendar}{At}{zone}" : calendar;

    /// <summary>The calendar of such a name; null when the policy has none, or the tz database no such zone.</summary>
    public BusinessCalendar? Find(string name) =>
        name.Contains(At, StringComparison.Ordinal) ? made.GetOrAdd(name, Make) : null;

    private BusinessCalendar? Make(string name)
    {
        var (template, zone) = (
            name[..name.IndexOf(At, StringComparison.Ordinal)],
            name[(name.IndexOf(At, StringComparison.Ordinal) + 1)..]
        );
        return templates.TryGetValue(template, out var hours) && TimeZoneData.Provider.GetZoneOrNull(zone) is not null
            ? In(hours.ToJson(), zone)
            : null;
    }

    /// <summary>The same hours in a zone.</summary>
    public static BusinessCalendar In(string json, string zone)
    {
        var hours = JsonNode.Parse(json)!;
        hours["timeZone"] = zone;
        return BusinessCalendar.Parse(hours.ToJsonString());
    }
}
