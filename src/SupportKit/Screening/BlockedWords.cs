using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SupportKit.Screening;

/// <summary>
/// Words that a desk does not accept, by language. None are shipped, because each desk decides what it does not accept. Whole words
/// and phrases are compared without regard to case and accents, and apart from what their language joins to them by an apostrophe
/// (<see cref="Elision"/>). Immutable.
/// </summary>
internal sealed class BlockedWords
{
    /// <summary>The name of the list that applies to every language.</summary>
    public const string AnyLanguage = "any";

    private readonly FrozenDictionary<string, SearchValues<string>> byLanguage;

    internal BlockedWords(IEnumerable<KeyValuePair<string, ImmutableArray<string>>> byLanguage) =>
        this.byLanguage = byLanguage.ToFrozenDictionary(
            list => list.Key,
            list =>
                SearchValues.Create(
                    [
                        .. list
                            .Value.Select(NormalizedText.Of)
                            .Where(word => word.Length > 0)
                            .Select(word => $" {word} "),
                    ],
                    StringComparison.Ordinal
                ),
            StringComparer.Ordinal
        );

    /// <summary>The languages that have a list, in ordinal order; <see cref="AnyLanguage"/> may be among them.</summary>
    public IEnumerable<string> Languages => byLanguage.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether the text has a word of the language's list, or of the list for every language.</summary>
    public bool AreIn(string text, string language)
    {
        if (byLanguage.Count == 0)
            return false;
        return Has(text, language) || Has(text, AnyLanguage);
    }

    // A listed word may hold an apostrophe itself ("va t'en"), and may follow one ("l'imbécile").
    private bool Has(string text, string language) =>
        byLanguage.TryGetValue(language, out var words)
        && (Has(words, text) || Elision.Split(text, language) is var apart && apart != text && Has(words, apart));

    private static bool Has(SearchValues<string> words, string text) =>
        $" {NormalizedText.Of(text)} ".AsSpan().ContainsAny(words);
}

/// <summary>What follows from words that are not accepted. Immutable.</summary>
/// <param name="Then">What follows.</param>
/// <param name="Words">The words.</param>
internal sealed record BlockedWordsRule(MessageAction Then, BlockedWords Words);
