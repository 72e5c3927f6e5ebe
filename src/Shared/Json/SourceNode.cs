using System.Collections.Immutable;
using System.Text.Json;

namespace SupportKit.Shared;

/// <summary>One value of a JSON text together with the place it stands at. Immutable.</summary>
/// <param name="Kind">What kind of value it is.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Line">The line it begins in, counted from 1; null when the text is not known.</param>
internal sealed record SourceNode(JsonValueKind Kind, SourcePath At, int? Line)
{
    private const int LongestValue = 100;

    /// <summary>Its JSONPath, e.g. <c>$.hours.mon[0]</c>.</summary>
    public string Path => At.ToString();

    /// <summary>The text of a string, or a number as it was written; empty otherwise.</summary>
    public string Text { get; init; } = "";

    public ImmutableArray<KeyValuePair<string, SourceNode>> Members { get; init; } = [];

    public ImmutableArray<SourceNode> Items { get; init; } = [];

    /// <summary>The value itself, for whoever reads JSON by other means.</summary>
    public JsonElement Element { get; init; }

    public bool IsObject => Kind == JsonValueKind.Object;

    public bool IsArray => Kind == JsonValueKind.Array;

    public bool IsText => Kind == JsonValueKind.String;

    public bool IsFlag => Kind is JsonValueKind.True or JsonValueKind.False;

    /// <summary>What was written, for a message; null for an object or a list.</summary>
    public string? Value =>
        Kind switch
        {
            JsonValueKind.String or JsonValueKind.Number => Cut(Text),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Null => "null",
            _ => null,
        };

    /// <summary>The member of that name, the last one when there are several; of kind <c>Undefined</c> when there is none.</summary>
    public SourceNode Member(string name) =>
        Members.LastOrDefault(member => member.Key == name).Value ?? new SourceNode(JsonValueKind.Undefined, At, Line);

    /// <summary>How a message calls this value.</summary>
    public string Describe() =>
        Kind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => $"\"{Cut(Text)}\"",
            _ => Value ?? "nothing",
        };

    /// <summary>The line of the deepest value that stands at a path, or above it.</summary>
    public int? LineOf(string path) =>
        Members
            .Select(member => member.Value)
            .Concat(Items)
            .Where(child => child.Holds(path))
            .OrderByDescending(child => child.Path.Length)
            .Select(child => child.LineOf(path))
            .FirstOrDefault()
        ?? Line;

    private bool Holds(string path) =>
        path.StartsWith(Path, StringComparison.Ordinal)
        && (path.Length == Path.Length || path[Path.Length] is '.' or '[');

    // Bounded, so that a foreign text cannot fill a log.
    private static string Cut(string text) =>
        text.Length > LongestValue ? string.Concat(text.AsSpan(0, LongestValue), "…") : text;
}
