using System.Globalization;
using System.Text.Json;

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
        if (json.Length > LongestText)
            throw TooLarge("$", $"The text is longer than {LongestText} characters.");
        using var document = Document(json);
        return Read(document.RootElement, "$", depth: 0);
    }

    internal static BusinessCalendar Read(JsonElement element, string path, int depth)
    {
        JsonValue.Expect(element, JsonValueKind.Object, path);
        foreach (var kind in Compositions)
        {
            if (element.TryGetProperty(kind, out _))
                return Compose(new JsonFields(element, path, [kind]), kind, path, depth);
        }

        return DefinitionReader.Read(element, path);
    }

    private static BusinessCalendar Compose(JsonFields fields, string kind, string path, int depth)
    {
        if (depth == DeepestComposition)
            throw TooLarge(path, $"Compositions are nested more than {DeepestComposition} deep.");
        var parts = fields.Items(kind).ToArray();
        if (parts.Length is < 2 or > MostCalendars)
            throw TooLarge(fields.PathOf(kind), $"A composition has 2 to {MostCalendars} calendars.");
        var calendars = parts.Select(part => Read(part.Element, part.Path, depth + 1)).ToArray();
        var others = calendars.AsSpan(1).ToArray();
        return Fault.Under(
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

    private static JsonDocument Document(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            var json_ = e as JsonException;
            throw Fault.At(
                BusinessCalendarErrors.InvalidJson,
                "$",
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The text is not JSON, from line {json_?.LineNumber + 1 ?? 1}, byte {json_?.BytePositionInLine + 1 ?? 1} on."
                ),
                e
            );
        }
    }

    private static BusinessCalendarException TooLarge(string path, string explanation) =>
        Fault.At(BusinessCalendarErrors.TooLarge, path, null, explanation);
}
