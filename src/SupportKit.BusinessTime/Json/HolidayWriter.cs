using System.Text.Json;

namespace SupportKit.BusinessTime;

/// <summary>Writes one entry of <c>holidays</c>, as a string where one says it all.</summary>
internal static class HolidayWriter
{
    internal static void Write(Utf8JsonWriter json, HolidayEntry entry)
    {
        if (entry.Set is { HasActualDates: true } set)
            WriteSet(json, set);
        else if (entry.Set is not null)
            json.WriteStringValue(entry.Set.Name);
        else if (entry.Rule!.IsPlain && HolidayText.Write(entry.Rule.Pattern) is { } text)
            json.WriteStringValue(text);
        else
            WriteObject(json, entry.Rule);
    }

    private static void WriteSet(Utf8JsonWriter json, HolidaySet set)
    {
        json.WriteStartObject();
        json.WriteString("set", set.Name);
        json.WriteBoolean("actualDates", true);
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, HolidayRule rule)
    {
        json.WriteStartObject();
        if (rule.Name is not null)
            json.WriteString("name", rule.Name);
        WritePattern(json, rule.Pattern);
        if (rule.Days != 1)
            json.WriteNumber("days", rule.Days);
        if (rule.Shift != ObservedShift.None)
            json.WriteString("observed", ObservedText.Write(rule.Shift));
        if (rule.FirstYear is { } first)
            json.WriteNumber("since", first);
        if (rule.LastYear is { } last)
            json.WriteNumber("until", last);
        if (rule.EveryYears != 1)
            json.WriteNumber("every", rule.EveryYears);
        if (!rule.Exceptions.IsEmpty)
        {
            json.WriteStartArray("except");
            foreach (var date in rule.Exceptions)
                json.WriteStringValue(DateText.Write(date));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WritePattern(Utf8JsonWriter json, HolidayPattern pattern)
    {
        switch (pattern)
        {
            case HolidayPattern.NthWeekday nth:
                json.WriteNumber("nth", nth.Nth);
                json.WriteString("weekday", WeekdaySet.Name(nth.Weekday));
                json.WriteNumber("month", nth.Month);
                break;
            case HolidayPattern.WeekdayNear near:
                json.WriteString("weekday", WeekdaySet.Name(near.Weekday));
                json.WriteString(near.Before ? "onOrBefore" : "onOrAfter", DateText.Write(near.Date));
                break;
            case HolidayPattern.FromEaster easter:
                json.WriteNumber(easter.Orthodox ? "orthodoxEaster" : "easter", easter.Days);
                break;
            default:
                json.WriteString(pattern is HolidayPattern.Once ? "date" : "yearly", HolidayText.Write(pattern));
                break;
        }
    }
}
