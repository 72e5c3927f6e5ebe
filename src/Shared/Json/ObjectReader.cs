using System.Text.Json;

namespace SupportKit.Shared;

/// <summary>
/// Reads the members of one JSON object. What is missing, of the wrong kind or not asked for is reported; where the problems
/// are collected, reading goes on with a harmless value, because what has a problem is never used.
/// </summary>
internal sealed class ObjectReader(SourceNode node, JsonProblems problems)
{
    // Only where there is a member that may be unknown: the largest text that is allowed has a hundred thousand empty objects.
    private List<string>? asked;

    public SourceNode Node => node;

    public JsonProblems Problems => problems;

    /// <summary>A reader of the value, which is reported when it is not an object.</summary>
    public static ObjectReader Of(SourceNode node, JsonProblems problems)
    {
        if (!node.IsObject)
            problems.AddWrongKind(node, "an object");
        return new ObjectReader(node, problems);
    }

    /// <summary>Where a problem with a member is told: its value, or the object where it is absent.</summary>
    public SourceNode At(string name) => Find(name) ?? node;

    /// <summary>Where a problem with one of several texts is told: the item of that text, or the member when it is the text itself.</summary>
    public SourceNode At(string name, string text) =>
        At(name) is var all && all.Items.FirstOrDefault(item => item.IsText && item.Text == text) is { } item
            ? item
            : all;

    /// <summary>Whether the object has the member; asking does not make it known to <see cref="RejectUnknownProperties"/>.</summary>
    public bool Has(string name) => Find(name) is not null;

    public SourceNode? Optional(string name)
    {
        if (!node.Members.IsEmpty)
            (asked ??= new(8)).Add(name);
        return Find(name);
    }

    // When a name is given twice, which is reported elsewhere, the last value is used.
    private SourceNode? Find(string name)
    {
        for (var i = node.Members.Length - 1; i >= 0; i--)
            if (node.Members[i].Key == name)
                return node.Members[i].Value;
        return null;
    }

    public SourceNode? Required(string name)
    {
        var value = Optional(name);
        if (value is null && node.IsObject)
            problems.Add(
                problems.Codes.PropertyMissing,
                node.Path,
                node.Line,
                name,
                $"\"{name}\" is missing.",
                $"Add \"{name}\" to this object."
            );
        return value;
    }

    public string RequiredText(string name) => TextOf(Required(name)) ?? "";

    public string? OptionalText(string name) => TextOf(Optional(name));

    /// <summary>The meaning of a member that is one of several texts.</summary>
    /// <param name="name">The member.</param>
    /// <param name="meanings">The texts that are allowed.</param>
    /// <param name="otherwise">The answer when it is absent, or after it was reported.</param>
    public T OptionalChoice<T>(string name, IReadOnlyDictionary<string, T> meanings, T otherwise) =>
        ChoiceOf(name, Optional(name), meanings, otherwise);

    /// <inheritdoc cref="OptionalChoice"/>
    public T RequiredChoice<T>(string name, IReadOnlyDictionary<string, T> meanings, T otherwise) =>
        ChoiceOf(name, Required(name), meanings, otherwise);

    /// <summary>The named members of an object, e.g. one per category; none when it is absent.</summary>
    public IEnumerable<KeyValuePair<string, SourceNode>> MembersOf(string name)
    {
        if (Optional(name) is not { } value)
            return [];
        if (!value.IsObject)
            problems.AddWrongKind(value, "an object");
        return value.Members;
    }

    /// <summary>The items of a list; none when it is absent.</summary>
    public IEnumerable<SourceNode> ItemsOf(string name)
    {
        if (Optional(name) is not { } value)
            return [];
        if (!value.IsArray)
            problems.AddWrongKind(value, "a list");
        return value.Items;
    }

    /// <summary>The texts of a list; none when it is absent.</summary>
    public IEnumerable<string> TextsOf(string name) =>
        ItemsOf(name).Select(item => TextOf(item)).OfType<string>().ToList();

    /// <summary>Yes or no; null when it is absent.</summary>
    public bool? OptionalFlag(string name)
    {
        if (Optional(name) is not { } value)
            return null;
        if (!value.IsFlag)
            problems.AddWrongKind(value, "true or false");
        return value.Kind == JsonValueKind.True;
    }

    /// <summary>One text, or the texts of a list; none when it is absent.</summary>
    public IEnumerable<string> TextOrTextsOf(string name) =>
        Optional(name) is { IsText: true } value ? [TextOf(value) ?? ""] : TextsOf(name);

    /// <summary>Reports every member that no call before this one asked for.</summary>
    public void RejectUnknownProperties()
    {
        string? known = null;
        foreach (var (name, value) in node.Members)
        {
            if (asked is not null && asked.Contains(name))
                continue;
            known ??= string.Join(", ", (asked ?? []).Distinct().Order(StringComparer.Ordinal));
            problems.AddName(
                problems.Codes.PropertyUnknown,
                name,
                value,
                $"Unknown property \"{name}\".",
                $"{problems.DidYouMean(name, asked ?? [])}Use one of: {known}."
            );
        }
    }

    /// <summary>Reports every other member, before any is read.</summary>
    public void RefuseOthersThan(params ReadOnlySpan<string> names)
    {
        (asked ??= []).AddRange(names);
        RejectUnknownProperties();
    }

    private T ChoiceOf<T>(string name, SourceNode? value, IReadOnlyDictionary<string, T> meanings, T otherwise)
    {
        if (TextOf(value) is not { } text)
            return otherwise;
        if (meanings.TryGetValue(text, out var meaning))
            return meaning;
        var known = string.Join(", ", meanings.Keys.Order(StringComparer.Ordinal));
        problems.Add(
            problems.Codes.ValueUnknown,
            value!,
            $"\"{text}\" is not a valid value for \"{name}\".",
            $"Use one of: {known}."
        );
        return otherwise;
    }

    private string? TextOf(SourceNode? value)
    {
        if (value is null)
            return null;
        if (value.IsText && value.Text.Length > 0)
            return value.Text;
        problems.AddWrongKind(value, "a text that is not empty");
        return null;
    }
}
