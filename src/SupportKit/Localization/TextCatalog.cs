using System.Collections.Immutable;
using System.Text.Json;
using SupportKit.Shared;

namespace SupportKit.Localization;

/// <summary>
/// Everything that SupportKit says to people, by language and key: refusals, explanations, findings on a message, mails, and
/// the names of states, metrics and priorities. English, French, Portuguese, German and Spanish are complete; a host adds
/// languages and replaces texts. A text that a language lacks is said in English. Immutable and thread-safe.
/// </summary>
public sealed class TextCatalog
{
    private const string Fallback = "en";

    private readonly ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> byLanguage;

    private TextCatalog(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> byLanguage) =>
        this.byLanguage = byLanguage;

    /// <summary>What SupportKit brings along.</summary>
    public static TextCatalog Shipped { get; } =
        new(
            new[] { "de", "en", "es", "fr", "pt" }.ToImmutableSortedDictionary(
                language => language,
                language => Read(EmbeddedText.Read(typeof(TextCatalog).Assembly, $"texts/{language}.json")),
                StringComparer.Ordinal
            )
        );

    /// <summary>The two-letter codes of the languages that have texts, in ordinal order.</summary>
    public IEnumerable<string> Languages => byLanguage.Keys;

    /// <summary>Every key there is, in ordinal order; each language that SupportKit brings has all of them.</summary>
    public static IEnumerable<string> Keys => Shipped.byLanguage[Fallback].Keys;

    /// <summary>The text of a key, its places unfilled; in English when the language lacks it.</summary>
    /// <param name="language">A two-letter code, or a culture name such as <c>pt-BR</c> of which the first part counts.</param>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <exception cref="SupportKitException"><c>texts.key_unknown</c>: there is no such key.</exception>
    public string Get(string language, string key) => Find(language, key) ?? throw UnknownKey(key);

    /// <summary>The keys that a language lacks, in ordinal order; all of them for a language without texts.</summary>
    public IEnumerable<string> MissingIn(string language) =>
        byLanguage.TryGetValue(Code(language), out var texts) ? Keys.Where(key => !texts.ContainsKey(key)) : Keys;

    /// <summary>The catalog with another text for one key.</summary>
    /// <param name="language">A two-letter code.</param>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="text">The text; its places are among those of the key.</param>
    /// <exception cref="SupportKitException">
    /// <c>texts.key_unknown</c>: there is no such key; <c>texts.place_unknown</c>: the text has a place that is never filled.
    /// </exception>
    public TextCatalog With(string language, string key, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Find(Fallback, key) is null)
            throw UnknownKey(key);
        if (TextTemplate.PlacesOf(text).Except(PlacesOf(key)).FirstOrDefault() is { } place)
            throw new SupportKitException(
                SupportKitErrors.TextsPlaceUnknown,
                $"Nothing fills the place \"{{{place}}}\" of the text \"{key}\".",
                $"Use: {string.Join(", ", PlacesOf(key).Select(known => $"{{{known}}}"))}."
            );
        var code = Code(language);
        var texts =
            byLanguage.GetValueOrDefault(code)
            ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        return new(byLanguage.SetItem(code, texts.SetItem(key, text)));
    }

    /// <summary>The catalog with the texts of one more language, or with other texts for one it has.</summary>
    /// <param name="language">A two-letter code.</param>
    /// <param name="json">One JSON object: a text for each key. Keys that it leaves out stay as they are.</param>
    /// <exception cref="SupportKitException">
    /// As <see cref="With(string, string, string)"/>; and <c>texts.document_invalid</c>: the document is not such an object.
    /// </exception>
    public TextCatalog With(string language, string json)
    {
        ImmutableSortedDictionary<string, string> texts;
        try
        {
            texts = Read(json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new SupportKitException(
                SupportKitErrors.TextsDocumentInvalid,
                $"The texts of \"{language}\" are not one JSON object of strings. {error.Message}",
                "Give an object with a text for each key, each key once."
            );
        }
        return texts.Aggregate(this, (catalog, text) => catalog.With(language, text.Key, text.Value));
    }

    /// <summary>The places that a text of this key may have: those of the English one, and those that every mail has.</summary>
    internal static IEnumerable<string> PlacesOf(string key) =>
        MailPlaces.TemplateOf(key) is { } template
            ? MailPlaces.Of(template)
            : TextTemplate.PlacesOf(Shipped.byLanguage[Fallback][key]);

    /// <summary>The text of a key, or null when neither the language nor English has it.</summary>
    internal string? Find(string language, string key) =>
        byLanguage.TryGetValue(Code(language), out var texts) && texts.TryGetValue(key, out var text) ? text
        : byLanguage[Fallback].TryGetValue(key, out var english) ? english
        : null;

    /// <summary>Whether a language has any text.</summary>
    internal bool Speaks(string language) => byLanguage.ContainsKey(Code(language));

    private static string Code(string language) => language.Split('-')[0];

    private static ImmutableSortedDictionary<string, string> Read(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document
            .RootElement.EnumerateObject()
            .ToImmutableSortedDictionary(
                text => text.Name,
                text => text.Value.GetString() ?? throw new JsonException($"\"{text.Name}\" is null."),
                StringComparer.Ordinal
            );
    }

    private static SupportKitException UnknownKey(string key) =>
        new(SupportKitErrors.TextsKeyUnknown, $"There is no text \"{key}\".", "Use one of TextCatalog.Keys.");
}
