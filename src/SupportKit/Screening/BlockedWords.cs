using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SupportKit.Screening;

/// <summary>
/// Words that a desk does not accept, by language. None are shipped, because each desk decides what it does not accept. Whole words
/// and phrases are compared without regard to case and accents. Immutable.
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
        var folded = $" {NormalizedText.Of(text)} ".AsSpan();
        return Has(folded, language) || Has(folded, AnyLanguage);
    }

    private bool Has(ReadOnlySpan<char> folded, string language) =>
        byLanguage.TryGetValue(language, out var words) && folded.ContainsAny(words);
}

/// <summary>What follows from words that are not accepted. Immutable.</summary>
/// <param name="Then">What follows.</param>
/// <param name="Words">The words.</param>
internal sealed record BlockedWordsRule(MessageAction Then, BlockedWords Words);
