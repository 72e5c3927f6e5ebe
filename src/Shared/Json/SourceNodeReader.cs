using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SupportKit.Shared;

/// <summary>Makes nodes of one parsed text, from its start to its end. System.Text.Json keeps no lines, so they are counted here.</summary>
/// <param name="utf8">The text that was parsed; empty when it is not known.</param>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="mostEntries">The most members of one object, and items of one list.</param>
/// <param name="mostValues">The most values of the whole text.</param>
internal sealed class SourceNodeReader(
    byte[] utf8,
    JsonProblems problems,
    int mostEntries = int.MaxValue,
    int mostValues = int.MaxValue
)
{
    // So many are compared faster than they are hashed.
    private const int FewMembers = 8;

    private int values;
    private int countedTo;
    private int line = 1;

    /// <summary>The node of the root value.</summary>
    public SourceNode Read(JsonElement root) => ReadValue(root, SourcePath.Root, depth: 0);

    // One object for each value and nothing besides: the largest text that is allowed has a hundred thousand of them.
    private SourceNode ReadValue(JsonElement element, SourcePath path, int depth)
    {
        var at = LineOf(element);
        if (depth > SourceText.MaxDepth)
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
            var value = ReadValue(property.Value, path.Member(name), depth + 1);
            if (!(seen?.Add(name) ?? !Holds(members, name)))
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
