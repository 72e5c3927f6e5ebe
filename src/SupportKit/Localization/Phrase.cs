namespace SupportKit.Localization;

/// <summary>
/// A text as data, which becomes words only when its reader is known: a text of the catalog with its values, a
/// text of the policy, or what somebody wrote. Immutable. Two phrases are equal when their English texts are.
/// </summary>
internal abstract class Phrase : IEquatable<Phrase>
{
    /// <summary>The words, in the reader's language.</summary>
    public abstract string In(TextCatalog texts, string language);

    /// <summary>A text of the catalog, with the values of its places.</summary>
    public static Phrase Of(string key, params (string Place, Phrase Value)[] values) => new Entry(key, values);

    /// <summary>Joins several phrases to one.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="separator">What stands between them; null for the language's comma.</param>
    public static Phrase List(IEnumerable<Phrase> parts, string? separator = null) => new Many([.. parts], separator);

    /// <summary>The same text for every reader.</summary>
    public static implicit operator Phrase(string text) => new Verbatim(text);

    /// <summary>A text of the policy.</summary>
    public static implicit operator Phrase(LocalizedText text) => new Own(text);

    public bool Equals(Phrase? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as Phrase);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The words in English, as SupportKit brings them.</summary>
    public override string ToString() => In(TextCatalog.Shipped, "en");

    private sealed class Entry(string key, (string Place, Phrase Value)[] values) : Phrase
    {
        public override string In(TextCatalog texts, string language) =>
            TextTemplate.Fill(
                texts.Get(language, key),
                place => values.FirstOrDefault(value => value.Place == place).Value?.In(texts, language) ?? ""
            );
    }

    private sealed class Many(Phrase[] parts, string? separator) : Phrase
    {
        public override string In(TextCatalog texts, string language) =>
            string.Join(
                separator ?? texts.Get(language, "list.separator"),
                parts.Select(part => part.In(texts, language))
            );
    }

    private sealed class Verbatim(string text) : Phrase
    {
        public override string In(TextCatalog texts, string language) => text;
    }

    private sealed class Own(LocalizedText text) : Phrase
    {
        public override string In(TextCatalog texts, string language) => text.Get(language);
    }
}
