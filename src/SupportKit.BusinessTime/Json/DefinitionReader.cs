using SupportKit.Shared;

namespace SupportKit.BusinessTime;

/// <summary>Reads the JSON form of one calendar that is not a composition.</summary>
internal static class DefinitionReader
{
    private const string AllHours = "24/7";
    private const string HoursForm = "an object of days, or the string \"24/7\"";

    internal static BusinessCalendar Read(ObjectReader reader)
    {
        // A slip of the pen in a name is told before what follows from it.
        reader.RefuseOthersThan("timeZone", "hours", "holidays", "closures", "openings");
        var builder = new BusinessCalendarBuilder(
            CalendarFactory.Zone(reader.RequiredText("timeZone"), reader.PathOf("timeZone"))
        );
        ReadHours(builder, reader.Required("hours")!);
        foreach (var holiday in reader.EntriesOf("holidays"))
            builder.Add(HolidayReader.Read(holiday));
        foreach (var closure in reader.EntriesOf("closures"))
            builder.Add(ReadClosure(closure));
        foreach (var opening in reader.EntriesOf("openings"))
            builder.Add(ReadOpening(opening));
        return CalendarFault.Under(reader.Node.Path, builder.Build);
    }

    private static void ReadHours(BusinessCalendarBuilder builder, SourceNode hours)
    {
        if (hours is { IsText: true, Text: AllHours })
        {
            builder.AlwaysOpen();
            return;
        }

        if (!hours.IsObject)
            throw CalendarFields.WrongKind(hours, HoursForm);
        foreach (var (days, ranges) in hours.Members)
            builder.Add(new WeeklyHours(WeekdaySet.Read(days, ranges.Path), CalendarFields.HoursOf(ranges)));
    }

    private static Closure ReadClosure(SourceNode node)
    {
        if (node.IsText)
        {
            var (first, last) = DateText.ReadDates(node.Text, node.Path);
            return new Closure(first, last, []);
        }

        var reader = ObjectReader.Of(node, CalendarProblems.Instance);
        reader.RefuseOthersThan("date", "hours");
        var date = reader.RequiredDate("date");
        return new Closure(date, date, CalendarFields.HoursOf(reader.Required("hours")!));
    }

    private static Opening ReadOpening(SourceNode node)
    {
        var reader = ObjectReader.Of(node, CalendarProblems.Instance);
        reader.RefuseOthersThan("date", "hours", "instead");
        var instead = reader.OptionalFlag("instead") ?? false;
        return new Opening(reader.RequiredDate("date"), CalendarFields.HoursOf(reader.Required("hours")!), instead);
    }
}
