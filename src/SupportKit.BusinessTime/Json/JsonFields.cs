using System.Text.Json;

namespace SupportKit.BusinessTime;

/// <summary>The properties of one JSON object, each known and given once.</summary>
internal sealed class JsonFields
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly string _path;

    internal JsonFields(JsonElement element, string path, ReadOnlySpan<string> known)
    {
        JsonValue.Expect(element, JsonValueKind.Object, path);
        _path = path;
        foreach (var property in element.EnumerateObject())
        {
            var name = JsonValue.Name(property, path);
            if (!known.Contains(name))
            {
                throw Fault.At(
                    BusinessCalendarErrors.UnknownProperty,
                    path,
                    name,
                    $"No such property here. There are: {string.Join(", ", known)}."
                );
            }

            if (!_fields.TryAdd(name, property.Value))
                throw JsonValue.Duplicate(name, path);
        }
    }

    internal bool Has(string name) => _fields.ContainsKey(name);

    internal string PathOf(string name) => $"{_path}.{name}";

    internal JsonElement? Get(string name) => _fields.TryGetValue(name, out var value) ? value : null;

    internal JsonElement Need(string name) =>
        Get(name)
        ?? throw Fault.At(BusinessCalendarErrors.MissingProperty, _path, name, "This property is needed here.");

    internal string NeedText(string name) => JsonValue.Text(Need(name), PathOf(name));

    internal int NeedNumber(string name) => JsonValue.Number(Need(name), PathOf(name));

    /// <summary>The elements of an array, none when the property is left out, each with its path.</summary>
    internal IEnumerable<(JsonElement Element, string Path)> Items(string name) =>
        Get(name) is { } array ? JsonValue.Items(array, PathOf(name)) : [];
}
