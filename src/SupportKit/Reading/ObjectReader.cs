using System.Text.Json;
using SupportKit.Texts;

namespace SupportKit.Reading;

/// <summary>
/// Reads the members of one JSON object. What is missing, of the wrong kind or not asked for becomes a problem;
/// reading goes on with a harmless value, because a policy with a problem is never used.
/// </summary>
internal sealed class ObjectReader(SourceNode node, ProblemList problems)
{
    private readonly List<string> asked = [];

    public SourceNode Node => node;

    /// <summary>A reader of the value, which is reported when it is not an object.</summary>
    public static ObjectReader Of(SourceNode node, ProblemList problems)
    {
        if (!node.IsObject)
            WrongKind(node, problems, "an object");
        return new ObjectReader(node, problems);
    }

    public SourceNode? Optional(string name)
    {
        asked.Add(name);
        return node.Members.LastOrDefault(member => member.Key == name).Value;
    }

    public SourceNode? Required(string name)
    {
        var value = Optional(name);
        if (value is null && node.IsObject)
            problems.Add("policy.property_missing", node, $"\"{name}\" is missing.", $"Add \"{name}\" to this object.");
        return value;
    }

    public string RequiredText(string name) => TextOf(Required(name)) ?? "";

    public string? OptionalText(string name) => TextOf(Optional(name));

    public LocalizedText? OptionalLocalized(string name) =>
        Optional(name) is { } value ? Localized(value, problems) : null;

    /// <summary>The named members of an object, e.g. one per category; none when it is absent.</summary>
    public IEnumerable<KeyValuePair<string, SourceNode>> MembersOf(string name)
    {
        if (Optional(name) is not { } value)
            return [];
        if (!value.IsObject)
            WrongKind(value, problems, "an object");
        return value.Members;
    }

    /// <summary>The items of a list; none when it is absent.</summary>
    public IEnumerable<SourceNode> ItemsOf(string name)
    {
        if (Optional(name) is not { } value)
            return [];
        if (!value.IsArray)
            WrongKind(value, problems, "a list");
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
        if (value.Kind is not (JsonTokenType.True or JsonTokenType.False))
            WrongKind(value, problems, "true or false");
        return value.Kind == JsonTokenType.True;
    }

    /// <summary>One text, or the texts of a list; none when it is absent.</summary>
    public IEnumerable<string> TextOrTextsOf(string name) =>
        Optional(name) is { IsText: true } value ? [TextOf(value) ?? ""] : TextsOf(name);

    /// <summary>Reports every member that no call before this one asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var (name, value) in node.Members)
        {
            if (asked.Contains(name))
                continue;
            var known = string.Join(", ", asked.Order(StringComparer.Ordinal));
            problems.Add("policy.property_unknown", value, $"\"{name}\" means nothing here.", $"Use one of: {known}.");
        }
    }

    /// <summary>A string for all languages, or an object with a text per language.</summary>
    public static LocalizedText Localized(SourceNode value, ProblemList problems)
    {
        if (value.IsText)
            return LocalizedText.Of(value.Text);
        if (!value.IsObject || value.Members.IsEmpty || value.Members.Any(member => !member.Value.IsText))
        {
            WrongKind(value, problems, "a text, or an object such as { \"en\": \"…\", \"pt\": \"…\" }");
            return LocalizedText.Of("");
        }
        return new LocalizedText(
            value.Members.DistinctBy(m => m.Key).Select(m => KeyValuePair.Create(m.Key, m.Value.Text))
        );
    }

    public static void WrongKind(SourceNode value, ProblemList problems, string wanted) =>
        problems.Add("policy.value_of_wrong_kind", value, $"This is {value.Describe()}.", $"Write {wanted}.");

    private string? TextOf(SourceNode? value)
    {
        if (value is null)
            return null;
        if (value.IsText && value.Text.Length > 0)
            return value.Text;
        WrongKind(value, problems, "a text that is not empty");
        return null;
    }
}
