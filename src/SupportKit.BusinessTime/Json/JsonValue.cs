using System.Globalization;
using System.Text.Json;

namespace SupportKit.BusinessTime;

/// <summary>Reads single JSON values, or says where and why not.</summary>
internal static class JsonValue
{
    internal static void Expect(JsonElement element, JsonValueKind kind, string path)
    {
        if (element.ValueKind != kind)
            throw WrongType(element, path, $"a JSON {Word(kind)}");
    }

    internal static BusinessCalendarException WrongType(JsonElement element, string path, string wanted) =>
        Fault.At(
            BusinessCalendarErrors.WrongType,
            path,
            element.ValueKind == JsonValueKind.Undefined ? null : element.GetRawText(),
            $"Here goes {wanted}."
        );

    internal static string Text(JsonElement element, string path)
    {
        Expect(element, JsonValueKind.String, path);
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw NotText(path, e);
        }
    }

    internal static int Number(JsonElement element, string path)
    {
        Expect(element, JsonValueKind.Number, path);
        return element.TryGetInt32(out var number) ? number : throw WrongType(element, path, "a whole number");
    }

    internal static string Name(JsonProperty property, string path)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException e)
        {
            throw NotText(path, e);
        }
    }

    internal static IEnumerable<(JsonElement Element, string Path)> Items(JsonElement array, string path)
    {
        Expect(array, JsonValueKind.Array, path);
        if (array.GetArrayLength() > Check.MostEntries)
        {
            throw Fault.At(
                BusinessCalendarErrors.TooLarge,
                path,
                null,
                string.Create(CultureInfo.InvariantCulture, $"More than {Check.MostEntries} entries.")
            );
        }

        return array
            .EnumerateArray()
            .Select((element, i) => (element, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")));
    }

    internal static BusinessCalendarException Duplicate(string name, string path) =>
        Fault.At(BusinessCalendarErrors.DuplicateProperty, path, name, "This property is given twice. Keep one.");

    private static string Word(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            _ => "number",
        };

    private static BusinessCalendarException NotText(string path, Exception inner) =>
        Fault.At(BusinessCalendarErrors.InvalidJson, path, null, "The string is not valid Unicode text.", inner);
}
