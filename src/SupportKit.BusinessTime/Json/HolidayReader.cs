using System.Text.Json;
using NodaTime;

namespace SupportKit.BusinessTime;

/// <summary>Reads one entry of <c>holidays</c>: a string, or an object with one pattern and its modifiers.</summary>
internal static class HolidayReader
{
    private static readonly string[] Patterns = ["date", "yearly", "easter", "orthodoxEaster", "weekday"];
    private static readonly string[] Properties =
    [
        .. Patterns,
        "nth",
        "month",
        "onOrBefore",
        "onOrAfter",
        "name",
        "days",
        "observed",
        "since",
        "until",
        "every",
        "except",
    ];

    internal static HolidayEntry Read(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.String)
            return HolidayText.Read(JsonValue.Text(element, path), path);
        var fields = new JsonFields(element, path, Properties);
        try
        {
            return new HolidayEntry(null, Modify(ReadPattern(fields, path), fields));
        }
        catch (BusinessCalendarException e) when (!e.Path.StartsWith(path, StringComparison.Ordinal) || path == "$")
        {
            throw new BusinessCalendarException(e.Code, path + e.Path[1..], e.Value, e.Explanation, e);
        }
    }

    private static HolidayRule ReadPattern(JsonFields fields, string path)
    {
        var given = Patterns.Where(fields.Has).ToArray();
        if (given.Length != 1)
        {
            throw Fault.At(
                BusinessCalendarErrors.InvalidHoliday,
                path,
                given.Length == 0 ? null : string.Join(", ", given),
                $"A holiday has exactly one of: {string.Join(", ", Patterns)}."
            );
        }

        if (
            given[0] != "weekday"
            && (fields.Has("nth") || fields.Has("month") || fields.Has("onOrBefore") || fields.Has("onOrAfter"))
        )
            throw Unclear(path);
        return given[0] switch
        {
            "date" => HolidayText.ReadOnce(fields.NeedText("date"), fields.PathOf("date")),
            "yearly" => HolidayText.ReadYearly(fields.NeedText("yearly"), fields.PathOf("yearly")),
            "easter" => HolidayRule.Easter(fields.NeedNumber("easter")),
            "orthodoxEaster" => HolidayRule.OrthodoxEaster(fields.NeedNumber("orthodoxEaster")),
            _ => ReadWeekday(fields, path),
        };
    }

    private static HolidayRule ReadWeekday(JsonFields fields, string path)
    {
        var text = fields.NeedText("weekday");
        var weekday =
            WeekdaySet.ReadDay(text)
            ?? throw Fault.At(
                BusinessCalendarErrors.InvalidDays,
                fields.PathOf("weekday"),
                text,
                "A day is mon, tue, wed, thu, fri, sat or sun."
            );
        return (fields.Has("nth"), fields.Has("month"), fields.Has("onOrBefore"), fields.Has("onOrAfter")) switch
        {
            (true, true, false, false) => HolidayRule.NthWeekday(
                fields.NeedNumber("nth"),
                weekday,
                fields.NeedNumber("month")
            ),
            (false, false, true, false) => HolidayRule.OnOrBefore(weekday, Annual(fields, "onOrBefore")),
            (false, false, false, true) => HolidayRule.OnOrAfter(weekday, Annual(fields, "onOrAfter")),
            _ => throw Unclear(path),
        };
    }

    private static HolidayRule Modify(HolidayRule rule, JsonFields fields)
    {
        if (fields.Get("name") is { } name)
            rule = rule.Named(JsonValue.Text(name, fields.PathOf("name")));
        if (fields.Has("days"))
            rule = rule.Lasting(fields.NeedNumber("days"));
        if (fields.Has("observed"))
            rule = rule.Observed(ObservedText.Read(fields.NeedText("observed"), fields.PathOf("observed")));
        if (fields.Has("since"))
            rule = rule.Since(fields.NeedNumber("since"));
        if (fields.Has("until"))
            rule = rule.Until(fields.NeedNumber("until"));
        if (fields.Has("every"))
            rule = rule.Every(fields.NeedNumber("every"));
        return rule.Except([
            .. fields
                .Items("except")
                .Select(item => DateText.ReadDate(JsonValue.Text(item.Element, item.Path), item.Path)),
        ]);
    }

    private static AnnualDate Annual(JsonFields fields, string name) =>
        DateText.ReadAnnual(fields.NeedText(name), fields.PathOf(name));

    private static BusinessCalendarException Unclear(string path) =>
        Fault.At(
            BusinessCalendarErrors.InvalidHoliday,
            path,
            null,
            "A weekday goes with nth and month, with onOrBefore, or with onOrAfter, and those go with a weekday only."
        );
}
