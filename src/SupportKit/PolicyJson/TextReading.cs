using SupportKit.Shared;

namespace SupportKit.PolicyJson;

/// <summary>What policies hold besides plain JSON: texts in several languages.</summary>
internal static class TextReading
{
    /// <summary>A text in one or more languages; null when it is absent.</summary>
    public static LocalizedText? OptionalLocalized(this ObjectReader reader, string name) =>
        reader.Optional(name) is { } value ? Localized(value, reader.Problems) : null;

    /// <summary>A string for all languages, or an object with a text per language.</summary>
    public static LocalizedText Localized(SourceNode value, JsonProblems problems)
    {
        if (value.IsText)
            return LocalizedText.Invariant(value.Text);
        if (!value.IsObject || value.Members.IsEmpty || value.Members.Any(member => !member.Value.IsText))
        {
            problems.AddWrongKind(value, "a text, or an object such as { \"en\": \"…\", \"pt\": \"…\" }");
            return LocalizedText.Invariant("");
        }
        return new LocalizedText(
            value.Members.DistinctBy(m => m.Key).Select(m => KeyValuePair.Create(m.Key, m.Value.Text))
        );
    }

    /// <summary>Whether it is a language code: two lower-case letters.</summary>
    public static bool IsLanguage(string code) => code.Length == 2 && code.All(char.IsAsciiLetterLower);
}
