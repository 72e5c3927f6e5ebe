using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SupportKit.Shared;

/// <summary>Makes nodes of one parsed text, from its start to its end. System.Text.Json keeps no lines, so they are counted here.</summary>
/// <param name="utf8">The text that was parsed; empty when it is not known.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class SourceNodeReader(byte[] utf8, JsonProblems problems)
{
    private int countedTo;
    private int line = 1;

    /// <summary>The node of the root value.</summary>
    public SourceNode Read(JsonElement root) => ReadValue(root, "$", depth: 0);

    private SourceNode ReadValue(JsonElement element, string path, int depth)
    {
        var node = new SourceNode(element.ValueKind, path, LineOf(element)) { Element = element };
        if (depth > SourceText.MaxDepth)
        {
            problems.Add(problems.Codes.TooLarge, node, "This is nested too deep to be read.", "Write it flatter.");
            return node;
        }
        return element.ValueKind switch
        {
            JsonValueKind.Object => node with { Members = ReadMembers(element, node, depth) },
            JsonValueKind.Array => node with { Items = ReadItems(element, path, depth) },
            JsonValueKind.String => node with { Text = ReadText(element.GetString, node) },
            JsonValueKind.Number => node with { Text = element.GetRawText() },
            _ => node,
        };
    }

    private ImmutableArray<KeyValuePair<string, SourceNode>> ReadMembers(JsonElement element, SourceNode at, int depth)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, SourceNode>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var name = ReadText(() => property.Name, at);
            var value = ReadValue(property.Value, $"{at.Path}.{name}", depth + 1);
            if (!seen.Add(name))
                problems.Add(
                    problems.Codes.PropertyDuplicated,
                    value.Path,
                    value.Line,
                    name,
                    $"The property \"{name}\" is given twice.",
                    "Keep one of the two."
                );
            members.Add(KeyValuePair.Create(name, value));
        }
        return members.ToImmutable();
    }

    private ImmutableArray<SourceNode> ReadItems(JsonElement element, string path, int depth)
    {
        var items = ImmutableArray.CreateBuilder<SourceNode>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
            items.Add(
                ReadValue(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), depth + 1)
            );
        return items.MoveToImmutable();
    }

    // An escape such as \ud800 alone is JSON, but no text.
    private string ReadText(Func<string?> read, SourceNode at)
    {
        try
        {
            return read() ?? "";
        }
        catch (InvalidOperationException)
        {
            problems.Add(
                problems.Codes.Unreadable,
                at.Path,
                at.Line,
                null,
                "A string holds an invalid escape.",
                "Write the character itself, as UTF-8."
            );
            return "";
        }
    }

    // The value lies in the text that was parsed, and the values are gone through in its order.
    private int? LineOf(JsonElement element)
    {
        if (utf8.Length == 0 || !utf8.AsSpan().Overlaps(JsonMarshal.GetRawUtf8Value(element), out var start))
            return null;
        line += utf8.AsSpan(countedTo..start).Count((byte)'\n');
        countedTo = start;
        return line;
    }
}
