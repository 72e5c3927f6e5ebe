using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Texts in the order of their upper-case letters: each that a rule names; for each beginning that a rule asks for, the other texts
/// with that beginning and no longer one; and last all other texts. Beginnings are compared as
/// <see cref="Condition.TextMatch"/> does, by ordinal comparison that ignores case.
/// </summary>
internal sealed class TextPieces : IPieceOrder
{
    private static readonly string[] Endings =
    [
        "",
        .. "x0-zq1y2w3v4 ".Select(letter => letter.ToString()),
        "@example.com",
        "x@example.com",
        "0@example.com",
        "z@example.com",
        "example.com/",
        "x.example.com/",
        "://example.com/",
        "//example.com/",
        "/example.com/",
        "s://example.com/",
        "p://example.com/",
        "tp://example.com/",
        "ttp://example.com/",
    ];

    private readonly string[] ordered;

    private TextPieces(IEnumerable<string> ordered) => this.ordered = [.. ordered];

    public static (IEnumerable<ValueClass>, IPieceOrder?) Split(
        FactDeclaration fact,
        IEnumerable<FactValue> names,
        IEnumerable<Condition.TextMatch> beginnings
    )
    {
        var named = names.Select(value => value.Text).ToHashSet(StringComparer.Ordinal);
        var prefixes = beginnings
            .DistinctBy(leaf => Upper(leaf.Part), StringComparer.Ordinal)
            .ToDictionary(leaf => Upper(leaf.Part), leaf => leaf.Part, StringComparer.Ordinal);
        var lengths = prefixes.Keys.Select(prefix => prefix.Length).Distinct().OrderDescending().ToArray();

        // Without beginnings the texts stay in the order in which the rules name them.
        var pieces = named.Select(text => new ValueClass(text)).ToList();
        foreach (var (prefix, written) in prefixes)
        {
            var other = Endings
                .Select(ending => written + ending)
                .Concat(
                    Enumerable
                        .Range(0, named.Count + prefixes.Count + 1)
                        .Select(i => FormattableString.Invariant($"{written}{i}x"))
                )
                .FirstOrDefault(text => IsOther(text, prefix) && fact.Admits(text));
            if (other is not null)
                pieces.Add(new ValueClass(other) { Prefix = written });
        }
        if (prefixes.Count > 0)
            pieces.Sort((a, b) => string.CompareOrdinal(Key(a), Key(b)));
        if (Rest(fact, named, text => LongestOf(text) is null) is { } rest)
            return ([.. pieces, new ValueClass(rest) { IsRest = true }], new TextPieces(pieces.Select(Key)));
        return (pieces, new TextPieces(pieces.Select(Key)));

        bool IsOther(string text, string prefix) =>
            !named.Contains(text) && !string.IsNullOrWhiteSpace(text) && LongestOf(text) == prefix;

        string? LongestOf(string text)
        {
            var upper = Upper(text);
            foreach (var length in lengths)
            {
                if (length <= upper.Length && prefixes.ContainsKey(upper[..length]))
                    return upper[..length];
            }
            return null;
        }
    }

    public (int From, int Until) Where(Condition leaf)
    {
        var prefix = Upper(((Condition.TextMatch)leaf).Part);
        var from = Count(text => string.CompareOrdinal(text, prefix) < 0);
        return (
            from,
            Count(text => string.CompareOrdinal(text, prefix) < 0 || text.StartsWith(prefix, StringComparison.Ordinal))
        );
    }

    private int Count(Func<string, bool> isBefore)
    {
        var (low, high) = (0, ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isBefore(ordered[middle]))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static string? Rest(FactDeclaration fact, HashSet<string> named, Func<string, bool> isRest)
    {
        string[] usual = fact.Type switch
        {
            FactType.Email => ["someone@example.com", "a@example.com", "z@example.org", "0@example.net"],
            FactType.Url => ["https://example.com/", "http://example.com/", "https://a.example/", "http://a.example/"],
            _ when named.Count == 0 => ["some text"],
            _ => ["some other text"],
        };
        var longer = Enumerable.Range(0, named.Count + 1).Select(i => usual[0] + new string('0', i));
        var letters = Enumerable.Range(0x21, 0x5e).Select(letter => $"{(char)letter} other text");
        return longer
            .Concat(usual)
            .Concat(fact.Type == FactType.Email ? letters.Select(text => $"{text[0]}x@example.com") : letters)
            .FirstOrDefault(text => !named.Contains(text) && isRest(text) && fact.Admits(text));
    }

    private static string Key(ValueClass piece) => Upper(piece.Prefix ?? piece.Value!.Value.Text);

    private static string Upper(string text) => text.ToUpperInvariant();
}
