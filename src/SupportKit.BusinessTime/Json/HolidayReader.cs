using NodaTime;
using SupportKit.Shared;

namespace SupportKit.BusinessTime;

/// <summary>Reads one entry of <c>holidays</c>: a string, an object with one pattern and its modifiers, or one that names a set.</summary>
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

    internal static HolidayEntry Read(SourceNode node)
    {
        if (node.IsText)
            return HolidayText.Read(node.Text, node.Path);
        var path = node.Path;
        var fields = ObjectReader.Of(node, CalendarProblems.Instance);
        if (fields.Has("set"))
            return ReadSet(fields);
        fields.RefuseOthersThan(Properties);
        try
        {
            return new HolidayEntry(null, Modify(ReadPattern(fields, path), fields));
        }
        catch (BusinessCalendarException e) when (!e.Path.StartsWith(path, StringComparison.Ordinal) || path == "$")
        {
            throw new BusinessCalendarException(e.Code, path + e.Path[1..], e.Value, e.Explanation, e);
        }
    }

    private static HolidayEntry ReadSet(ObjectReader fields)
    {
        fields.RefuseOthersThan("set", "actualDates");
        var set = HolidayText.ReadSet(fields.RequiredText("set"), fields.PathOf("set"));
        return new HolidayEntry(fields.OptionalFlag("actualDates") == true ? set.WithActualDates() : set, null);
    }

    private static HolidayRule ReadPattern(ObjectReader fields, string path)
    {
        var given = Patterns.Where(fields.Has).ToArray();
        if (given.Length != 1)
        {
            throw CalendarFault.At(
                BusinessCalendarErrors.HolidayInvalid,
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
            "date" => HolidayText.ReadOnce(fields.RequiredText("date"), fields.PathOf("date")),
            "yearly" => HolidayText.ReadYearly(fields.RequiredText("yearly"), fields.PathOf("yearly")),
            "easter" => HolidayRule.Easter(fields.RequiredNumber("easter")),
            "orthodoxEaster" => HolidayRule.OrthodoxEaster(fields.RequiredNumber("orthodoxEaster")),
            _ => ReadWeekday(fields, path),
        };
    }

    private static HolidayRule ReadWeekday(ObjectReader fields, string path)
    {
        var text = fields.RequiredText("weekday");
        var weekday =
            WeekdaySet.ReadDay(text)
            ?? throw CalendarFault.At(
                BusinessCalendarErrors.DaysUnreadable,
                fields.PathOf("weekday"),
                text,
                "A day is mon, tue, wed, thu, fri, sat or sun."
            );
        return (fields.Has("nth"), fields.Has("month"), fields.Has("onOrBefore"), fields.Has("onOrAfter")) switch
        {
            (true, true, false, false) => HolidayRule.NthWeekday(
                fields.RequiredNumber("nth"),
                weekday,
                fields.RequiredNumber("month")
            ),
            (false, false, true, false) => HolidayRule.OnOrBefore(weekday, Annual(fields, "onOrBefore")),
            (false, false, false, true) => HolidayRule.OnOrAfter(weekday, Annual(fields, "onOrAfter")),
            _ => throw Unclear(path),
        };
    }

    private static HolidayRule Modify(HolidayRule rule, ObjectReader fields)
    {
        if (fields.Optional("name") is { } name)
            rule = rule.Named(CalendarFields.TextOf(name));
        if (fields.Has("days"))
            rule = rule.Lasting(fields.RequiredNumber("days"));
        if (fields.Has("observed"))
            rule = rule.Observed(fields.RequiredChoice("observed", ObservedText.Meanings, ObservedShift.None));
        if (fields.Has("since"))
            rule = rule.Since(fields.RequiredNumber("since"));
        if (fields.Has("until"))
            rule = rule.Until(fields.RequiredNumber("until"));
        if (fields.Has("every"))
            rule = rule.Every(fields.RequiredNumber("every"));
        return rule.Except([
            .. fields.EntriesOf("except").Select(item => DateText.ReadDate(CalendarFields.TextOf(item), item.Path)),
        ]);
    }

    private static AnnualDate Annual(ObjectReader fields, string name) =>
        DateText.ReadAnnual(fields.RequiredText(name), fields.PathOf(name));

    private static BusinessCalendarException Unclear(string path) =>
        CalendarFault.At(
            BusinessCalendarErrors.HolidayInvalid,
            path,
            null,
            "A weekday goes with nth and month, with onOrBefore, or with onOrAfter, and those go with a weekday only."
        );
}
