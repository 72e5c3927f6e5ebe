using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SupportKit.Localization;

namespace SupportKit;

/// <summary>
/// A text in one or more languages, keyed by a two-letter ISO 639-1 code; in JSON an object of them, or a plain string for a text that is
/// the same in every language. Immutable.
/// </summary>
[JsonConverter(typeof(LocalizedTextJsonConverter))]
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    private readonly ImmutableSortedDictionary<string, string> byLanguage;

    // Alone where there is one text for every language, since a policy may have a hundred thousand of them.
    private readonly string? forAll;

    /// <summary>Makes a text from its translations.</summary>
    /// <param name="byLanguage">At least one language code (<c>en</c>, <c>fr</c>, <c>pt</c>…) with its text.</param>
    /// <exception cref="ArgumentException">There is no translation at all.</exception>
    public LocalizedText(IEnumerable<KeyValuePair<string, string>> byLanguage)
    {
        this.byLanguage = byLanguage.ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (this.byLanguage.IsEmpty)
            throw new ArgumentException("A text needs at least one language.", nameof(byLanguage));
    }

    internal ImmutableSortedDictionary<string, string> ByLanguage => byLanguage;

    private LocalizedText(string forAll)
    {
        this.forAll = forAll;
        byLanguage = ImmutableSortedDictionary<string, string>.Empty;
    }

    /// <summary>The languages this text exists in, in ordinal order.</summary>
    public IEnumerable<string> Languages => IsForEveryLanguage ? ["en"] : byLanguage.Keys;

    /// <summary>Whether it is one text for all languages, and so needs no translation.</summary>
    public bool IsForEveryLanguage => forAll is not null;

    /// <summary>The text in one language; when it has none there, English, then the first language it has.</summary>
    /// <param name="language">A two-letter code, or a culture name such as <c>pt-BR</c> of which the first part counts.</param>
    /// <returns>Never null; the choice is by language only, never by the machine's culture.</returns>
    public string Get(string language)
    {
        if (forAll is not null)
            return forAll;
        var dash = language.IndexOf('-', StringComparison.Ordinal);
        var code = dash < 0 ? language : language[..dash];
        return byLanguage.TryGetValue(code, out var exact) ? exact
            : byLanguage.TryGetValue("en", out var english) ? english
            : byLanguage.First().Value;
    }

    /// <summary>The same text for every language: what a policy means by a plain string.</summary>
    public static LocalizedText Invariant(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new LocalizedText(text);
    }

    /// <summary>Whether both say the same in the same languages.</summary>
    public bool Equals(LocalizedText? other) =>
        other is not null && forAll == other.forAll && byLanguage.SequenceEqual(other.byLanguage);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Get("en"));

    /// <inheritdoc/>
    public override string ToString() => Get("en");
}
