using System.Text.Json;
using SupportKit.Shared;

namespace SupportKit.BusinessTime;

/// <summary>Reads the JSON form of calendars.</summary>
internal static class CalendarReader
{
    private const int LongestText = 1_000_000;
    private const int MostCalendars = 64;
    private const int DeepestComposition = 8;
    private static readonly string[] Compositions = ["union", "intersection", "subtraction"];

    internal static BusinessCalendar Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(SourceText.Read(json, LongestText, CalendarProblems.Instance)!);
    }

    internal static BusinessCalendar Read(JsonElement element) =>
        Read(SourceText.Read(element, CalendarProblems.Instance));

    // What the parts of a calendar refuse, they refuse by its path; the line is found here.
    private static BusinessCalendar Read(SourceNode root)
    {
        try
        {
            return Read(root, depth: 0);
        }
        catch (BusinessCalendarException e) when (e.Line is null && root.Line is not null)
        {
            throw new BusinessCalendarException(e.Code, e.Path, e.Value, e.Explanation, e, root.LineOf(e.Path));
        }
    }

    private static BusinessCalendar Read(SourceNode node, int depth)
    {
        var reader = ObjectReader.Of(node, CalendarProblems.Instance);
        foreach (var kind in Compositions)
        {
            if (reader.Has(kind))
                return Compose(reader, kind, depth);
        }

        return DefinitionReader.Read(reader);
    }

    private static BusinessCalendar Compose(ObjectReader reader, string kind, int depth)
    {
        var path = reader.Node.Path;
        if (depth == DeepestComposition)
            throw SizeExceeded(path, $"Compositions are nested more than {DeepestComposition} deep.");
        reader.RefuseOthersThan(kind);
        var parts = reader.ItemsOf(kind).ToArray();
        if (parts.Length is < 2 or > MostCalendars)
            throw SizeExceeded($"{path}.{kind}", $"A composition has 2 to {MostCalendars} calendars.");
        var calendars = parts.Select(part => Read(part, depth + 1)).ToArray();
        var others = calendars.AsSpan(1).ToArray();
        return CalendarFault.Under(
            path,
            () =>
                kind switch
                {
                    "union" => calendars[0].Union(others),
                    "intersection" => calendars[0].Intersect(others),
                    _ => calendars[0].Except(others),
                }
        );
    }

    private static BusinessCalendarException SizeExceeded(string path, string explanation) =>
        CalendarFault.At(BusinessCalendarErrors.SizeExceeded, path, null, explanation);
}
