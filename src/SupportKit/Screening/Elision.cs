using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SupportKit.Screening;

/// <summary>
/// Takes apart what a language writes as one with an apostrophe: a word whose vowel is left out before the next one ("l'idée", "dell'anno",
/// "d'água", "'s avonds"), and a short word that follows ("Jim's"). Pure and thread-safe.
/// </summary>
internal static class Elision
{
    // By language: the words that lose their vowel, as they stand before the apostrophe, without accents.
    private static readonly FrozenDictionary<string, FrozenSet<string>> Before = new Dictionary<string, string>
    {
        ["fr"] = "l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu presqu entr",
        ["it"] =
            "l un d c m t s v n all dall dell nell sull coll quell quest bell sant nessun alcun ciascun qualcun anch com dov quand senz tutt mezz pover",
        ["ca"] = "l d m t s n",
        ["pt"] = "d n pel",
        ["oc"] = "l d m t s n qu",
        ["lb"] = "d",
        ["ga"] = "d b m",
    }.ToFrozenDictionary(words => words.Key, words => words.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal));

    // By language: what is written after the apostrophe.
    private static readonly FrozenDictionary<string, FrozenSet<string>> After = new Dictionary<string, string>
    {
        ["en"] = "s re ve ll d m",
        ["de"] = "s n ne nen ner nem",
        ["nl"] = "s n t",
    }.ToFrozenDictionary(words => words.Key, words => words.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal));

    private static readonly SearchValues<char> Marks = SearchValues.Create("'’ʼ‘´`");

    private static readonly ImmutableArray<string> Languages = [.. Before.Keys.Union(After.Keys)];

    /// <summary>The text with a space where the language joins two words; of <see cref="BlockedWords.AnyLanguage"/>, where any does.</summary>
    public static string Split(string text, string language)
    {
        if (!text.AsSpan().ContainsAny(Marks))
            return text;
        var apart = text.ToCharArray();
        for (var at = 0; at < apart.Length; at++)
            if (Marks.Contains(apart[at]) && IsJoint(text, at, language))
                apart[at] = ' ';
        return new string(apart);
    }

    private static bool IsJoint(string text, int at, string language)
    {
        var (first, last) = (at, at + 1);
        while (first > 0 && char.IsLetter(text[first - 1]))
            first--;
        while (last < text.Length && char.IsLetter(text[last]))
            last++;
        var before = NormalizedText.Of(text[first..at]);
        var after = NormalizedText.Of(text[(at + 1)..last]);
        return language == BlockedWords.AnyLanguage
            ? Languages.Any(one => Joins(one, before, after))
            : Joins(language, before, after);
    }

    private static bool Joins(string language, string before, string after) =>
        (Before.TryGetValue(language, out var elided) && elided.Contains(before))
        || (After.TryGetValue(language, out var joined) && joined.Contains(after));
}
