using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SupportKit.Shared;

/// <summary>Makes nodes of one parsed text, from its start to its end. System.Text.Json keeps no lines, so they are counted here.</summary>
/// <param name="utf8">The text that was parsed; empty when it is not known.</param>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="mostEntries">The most members of one object, and items of one list.</param>
/// <param name="mostValues">The most values of the whole text.</param>
/// <param name="later">A list of the root whose items are not read; null for none.</param>
internal sealed class SourceNodeReader(
    byte[] utf8,
    JsonProblems problems,
    int mostEntries = int.MaxValue,
    int mostValues = int.MaxValue,
    string? later = null
)
{
    // So many are compared faster than they are hashed.
    private const int FewMembers = 8;

    private int values;
    private int countedTo;
    private int line = 1;

    /// <summary>The node of the root value.</summary>
    public SourceNode Read(JsonElement root) => ReadValue(root, SourcePath.Root, depth: 0);

    /// <summary>Where each value begins; they are given in the order of the text.</summary>
    public IEnumerable<SourceStart> StartsOf(IEnumerable<JsonElement> values)
    {
        foreach (var value in values)
        {
            var at = LineOf(value) ?? 1;
            yield return new SourceStart(value, countedTo, at);
        }
    }

    /// <summary>Some items of a list of the root, each read when it is asked for.</summary>
    /// <param name="items">The items.</param>
    /// <param name="list">The path of the list.</param>
    /// <param name="first">The position in the list of the first of them.</param>
    public IEnumerable<SourceNode> ReadItems(ReadOnlyMemory<SourceStart> items, SourcePath list, int first)
    {
        if (items.Length > 0)
            (countedTo, line) = (items.Span[0].Offset, items.Span[0].Line);
        for (var i = 0; i < items.Length; i++)
            yield return ReadValue(items.Span[i].Element, list.Item(first + i), depth: 2);
    }

    // One object for each value and nothing besides: the largest text that is allowed has a hundred thousand of them.
    private SourceNode ReadValue(JsonElement element, SourcePath path, int depth)
    {
        var at = LineOf(element);
        if (depth >= SourceText.MaxDepth && element.ValueKind is (JsonValueKind.Object or JsonValueKind.Array))
        {
            SourceNode tooDeep = new(element.ValueKind, path, at) { Element = element };
            problems.Add(
                problems.Codes.SizeExceeded,
                tooDeep,
                "This is nested too deep to be read.",
                "Write it flatter."
            );
            return tooDeep;
        }
        if (++values > mostValues)
        {
            if (values == mostValues + 1)
                Oversized(path, at, "The text", values, mostValues);
            return new(element.ValueKind, path, at) { Element = element };
        }
        return element.ValueKind switch
        {
            JsonValueKind.Object => new(element.ValueKind, path, at)
            {
                Element = element,
                Members = ReadMembers(element, path, at, depth),
            },
            JsonValueKind.Array => new(element.ValueKind, path, at)
            {
                Element = element,
                Items = ReadItems(element, path, at, depth),
            },
            JsonValueKind.String => new(element.ValueKind, path, at)
            {
                Element = element,
                Text = ReadText(element, path, at),
            },
            JsonValueKind.Number => new(element.ValueKind, path, at) { Element = element, Text = element.GetRawText() },
            _ => new(element.ValueKind, path, at) { Element = element },
        };
    }

    private ImmutableArray<KeyValuePair<string, SourceNode>> ReadMembers(
        JsonElement element,
        SourcePath path,
        int? at,
        int depth
    )
    {
        var count = element.GetPropertyCount();
        if (count == 0 || IsOversized(count, path, at))
            return [];
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, SourceNode>>(count);
        var seen = count > FewMembers ? new HashSet<string>(count, StringComparer.Ordinal) : null;
        foreach (var property in element.EnumerateObject())
        {
            var name = ReadName(property, path, at);
            var value =
                depth == 0 && name == later && property.Value.ValueKind == JsonValueKind.Array
                    ? new(JsonValueKind.Array, path.Member(name), LineOf(property.Value)) { Element = property.Value }
                    : ReadValue(property.Value, path.Member(name), depth + 1);
            if (!(seen?.Add(name) ?? !Holds(members, name)))
                problems.AddName(
                    problems.Codes.PropertyDuplicated,
                    name,
                    value,
                    $"The property \"{name}\" is given twice.",
                    "Keep one of the two."
                );
            members.Add(KeyValuePair.Create(name, value));
        }
        return members.MoveToImmutable();
    }

    private static bool Holds(ImmutableArray<KeyValuePair<string, SourceNode>>.Builder members, string name)
    {
        foreach (var member in members)
            if (member.Key == name)
                return true;
        return false;
    }

    private ImmutableArray<SourceNode> ReadItems(JsonElement element, SourcePath path, int? at, int depth)
    {
        var count = element.GetArrayLength();
        if (IsOversized(count, path, at))
            return [];
        var items = ImmutableArray.CreateBuilder<SourceNode>(count);
        foreach (var item in element.EnumerateArray())
            items.Add(ReadValue(item, path.Item(items.Count), depth + 1));
        return items.MoveToImmutable();
    }

    private bool IsOversized(int count, SourcePath path, int? at)
    {
        if (count <= mostEntries)
            return false;
        Oversized(path, at, "This", count, mostEntries);
        return true;
    }

    private void Oversized(SourcePath path, int? at, string what, int count, int most) =>
        problems.Add(
            problems.Codes.SizeExceeded,
            path.ToString(),
            at,
            null,
            FormattableString.Invariant($"{what} has {count} values or more; {most} are allowed."),
            "Split it, or shorten it."
        );

    private string ReadText(JsonElement element, SourcePath path, int? at)
    {
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return NotUnicode(path, at);
        }
    }

    private string ReadName(JsonProperty property, SourcePath path, int? at)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return NotUnicode(path, at);
        }
    }

    // An escape such as \ud800 alone is JSON, but no text.
    private string NotUnicode(SourcePath path, int? at)
    {
        problems.Add(
            problems.Codes.Unreadable,
            path.ToString(),
            at,
            null,
            "A string holds an invalid escape.",
            "Write the character itself, as UTF-8."
        );
        return "";
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

/// <summary>A value that was parsed, and where it begins. Immutable.</summary>
/// <param name="Element">The value.</param>
/// <param name="Offset">The first byte of the text that belongs to it.</param>
/// <param name="Line">The line that it begins in, counted from 1.</param>
internal readonly record struct SourceStart(JsonElement Element, int Offset, int Line);
