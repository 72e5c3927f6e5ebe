using System.Text.Json;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>Reads the JSON form of one calendar that is not a composition.</summary>
internal static class DefinitionReader
{
    private const string AllHours = "24/7";
    private static readonly string[] Properties = ["timeZone", "hours", "holidays", "closures", "openings"];

    internal static BusinessCalendar Read(JsonElement element, string path)
    {
        var fields = new JsonFields(element, path, Properties);
        var builder = new BusinessCalendarBuilder(
            CalendarFactory.Zone(fields.NeedText("timeZone"), fields.PathOf("timeZone"))
        );
        ReadHours(builder, fields.Need("hours"), fields.PathOf("hours"));
        foreach (var (holiday, at) in fields.Items("holidays"))
            builder.Add(HolidayReader.Read(holiday, at));
        foreach (var (closure, at) in fields.Items("closures"))
            builder.Add(ReadClosure(closure, at));
        foreach (var (opening, at) in fields.Items("openings"))
            builder.Add(ReadOpening(opening, at));
        return Fault.Under(path, builder.Build);
    }

    private static void ReadHours(BusinessCalendarBuilder builder, JsonElement hours, string path)
    {
        if (hours.ValueKind == JsonValueKind.String)
        {
            if (JsonValue.Text(hours, path) != AllHours)
                throw JsonValue.WrongType(hours, path, "an object of days, or the string \"24/7\"");
            builder.AlwaysOpen();
            return;
        }

        if (hours.ValueKind != JsonValueKind.Object)
            throw JsonValue.WrongType(hours, path, "an object of days, or the string \"24/7\"");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in hours.EnumerateObject())
        {
            var days = JsonValue.Name(entry, path);
            if (!seen.Add(days))
                throw JsonValue.Duplicate(days, path);
            var at = $"{path}.{days}";
            builder.Add(new WeeklyHours(WeekdaySet.Read(days, at), HoursOf(entry.Value, at)));
        }
    }

    private static Closure ReadClosure(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            var (first, last) = DateText.ReadDates(JsonValue.Text(element, path), path);
            return new Closure(first, last, []);
        }

        var fields = new JsonFields(element, path, ["date", "hours"]);
        var date = ReadDate(fields);
        return new Closure(date, date, HoursOf(fields.Need("hours"), fields.PathOf("hours")));
    }

    private static Opening ReadOpening(JsonElement element, string path)
    {
        var fields = new JsonFields(element, path, ["date", "hours", "instead"]);
        var instead = fields.Get("instead") is { } flag && ReadFlag(flag, fields.PathOf("instead"));
        return new Opening(ReadDate(fields), HoursOf(fields.Need("hours"), fields.PathOf("hours")), instead);
    }

    private static LocalDate ReadDate(JsonFields fields) =>
        DateText.ReadDate(fields.NeedText("date"), fields.PathOf("date"));

    private static bool ReadFlag(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw JsonValue.WrongType(element, path, "true or false"),
        };

    private static System.Collections.Immutable.ImmutableArray<HoursRange> HoursOf(JsonElement element, string path) =>
        BusinessCalendarBuilder.ReadHours(
            [.. JsonValue.Items(element, path).Select(item => JsonValue.Text(item.Element, item.Path))],
            path
        );
}
