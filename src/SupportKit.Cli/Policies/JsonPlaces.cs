using System.Globalization;
using System.Text;
using System.Text.Json;
using SupportKit.Shared;

namespace SupportKit.Cli;

/// <summary>Where a value stands in a text. Immutable.</summary>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Column">The UTF-16 unit of the line, counted from 1.</param>
/// <param name="Length">How many units of that line belong to it; at least 1.</param>
internal readonly record struct TextPlace(int Line, int Column, int Length);

/// <summary>Finds the place of a value by its JSONPath. As far as the text is JSON; comments and trailing commas are allowed.</summary>
internal sealed class JsonPlaces
{
    private readonly Dictionary<string, (TextPlace? Name, TextPlace Value)> places = new(StringComparer.Ordinal);
    private readonly JsonFault? fault;
    private readonly string[] lines;

    public JsonPlaces(string text)
    {
        lines = text.Split('\n');
        var utf8 = Encoding.UTF8.GetBytes(text);
        try
        {
            Read(utf8, LineStarts(utf8));
        }
        catch (JsonException error)
        {
            // Up to here the places are known.
            fault = JsonFault.Of(utf8, error);
        }
    }

    /// <summary>The lines of the text, without their ends.</summary>
    public string LineAt(int line) => line >= 1 && line <= lines.Length ? lines[line - 1].TrimEnd('\r') : "";

    /// <summary>The place of the value, else of the nearest one around it.</summary>
    /// <param name="path">The JSONPath.</param>
    /// <param name="line">The line that was told with it; it wins where the path is not found on it.</param>
    /// <param name="ofName">Whether the name of the member is meant, and not its value.</param>
    public TextPlace Find(string path, int? line, bool ofName = false)
    {
        if (ofName && places.TryGetValue(path, out var member) && member.Name is { } name)
            return name;
        // The whole text, where it is no JSON: there is one thing to be told of it.
        if (path == "$" && fault is { } at && line == at.Line)
            return new TextPlace(at.Line, at.Column, at.Length);
        while (true)
        {
            if (places.TryGetValue(path, out var found))
                return line is null || found.Value.Line == line ? found.Value : WholeLine(line.Value);
            var end = path.AsSpan().LastIndexOfAny('.', '[');
            if (end < 0)
                return WholeLine(line ?? 1);
            path = path[..end];
        }
    }

    private TextPlace WholeLine(int line)
    {
        var text = LineAt(line);
        var start = text.Length - text.TrimStart().Length;
        return new TextPlace(line, start + 1, Math.Max(1, text.TrimEnd().Length - start));
    }

    private void Read(byte[] utf8, List<int> starts)
    {
        var reader = new Utf8JsonReader(
            utf8,
            new JsonReaderOptions
            {
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
                MaxDepth = int.MaxValue,
            }
        );
        var open = new Stack<(string Path, int Index)>();
        string? name = null;
        TextPlace? nameAt = null;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString();
                    // Without the colon, which the reader counts among it.
                    var from = (int)reader.TokenStartIndex;
                    nameAt = PlaceOf(utf8, starts, from, from + reader.ValueSpan.Length + 2);
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Extend(
                        open.Pop().Path,
                        PlaceOf(utf8, starts, (int)reader.TokenStartIndex, (int)reader.BytesConsumed)
                    );
                    continue;
            }
            var path = PathOf(open, name);
            places[path] = (nameAt, PlaceOf(utf8, starts, (int)reader.TokenStartIndex, (int)reader.BytesConsumed));
            (name, nameAt) = (null, null);
            if (reader.TokenType == JsonTokenType.StartObject)
                open.Push((path, -1));
            else if (reader.TokenType == JsonTokenType.StartArray)
                open.Push((path, 0));
        }
    }

    // An object or list that ends on the line on which it begins is shown whole.
    private void Extend(string path, TextPlace end)
    {
        if (places.TryGetValue(path, out var found) && found.Value.Line == end.Line)
            places[path] = (found.Name, found.Value with { Length = end.Column + end.Length - found.Value.Column });
    }

    private static string PathOf(Stack<(string Path, int Index)> open, string? name)
    {
        // Nobody tells of what is deeper than is read.
        if (open.Count > SourceText.MaxDepth)
            return "";
        if (!open.TryPop(out var parent))
            return "$";
        open.Push(parent.Index < 0 ? parent : (parent.Path, parent.Index + 1));
        return name is not null
            ? $"{parent.Path}.{name}"
            : string.Create(CultureInfo.InvariantCulture, $"{parent.Path}[{parent.Index}]");
    }

    private static TextPlace PlaceOf(byte[] utf8, List<int> starts, int from, int to)
    {
        var line = starts.BinarySearch(from) is var found && found >= 0 ? found : ~found - 1;
        var start = starts[line];
        var column = Encoding.UTF8.GetCharCount(utf8, start, from - start);
        var length = Encoding.UTF8.GetCharCount(utf8, from, to - from);
        return new TextPlace(line + 1, column + 1, Math.Max(1, length));
    }

    private static List<int> LineStarts(byte[] utf8)
    {
        List<int> starts = [0];
        for (var i = 0; i < utf8.Length; i++)
            if (utf8[i] == '\n')
                starts.Add(i + 1);
        return starts;
    }
}
