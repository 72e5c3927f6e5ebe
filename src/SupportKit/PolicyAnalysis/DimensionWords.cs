using System.Globalization;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>Says in words which values of a fact are meant.</summary>
internal static class DimensionWords
{
    /// <summary>Some cells of a fact, e.g. <c>impact = partial or total</c>.</summary>
    public static string Describe(Dimension dimension, CellRuns cells)
    {
        var name = dimension.Name;
        if (dimension.IsOpaque)
            return cells.First == 0 ? $"\"{name}\"" : $"not \"{name}\"";
        var chosen = cells.Cells().ToHashSet();
        int[] pieces =
        [
            .. Enumerable.Range(0, dimension.Pieces.Length).Where(piece => chosen.Contains(dimension.CellOf[piece])),
        ];
        var known = pieces.Where(piece => dimension.Pieces[piece].Value is not null).ToList();
        List<string> parts = IsOrdered(dimension, known) ? RangeWords(dimension, known) : ValueWords(dimension, known);
        if (known.Count < pieces.Length)
            parts.Add($"{name} is not known");
        return parts.Count == 1 ? parts[0] : $"({string.Join(" or ", parts)})";
    }

    private static bool IsOrdered(Dimension dimension, List<int> known) =>
        known.Exists(piece =>
            dimension.Pieces[piece]
                is { Value.Kind: FactValueKind.Number }
                    or { From: not null }
                    or { Before: not null }
        );

    private static List<string> ValueWords(Dimension dimension, List<int> known)
    {
        var words = new List<string>();
        var values = known.Where(piece => dimension.Pieces[piece].Prefix is null).ToList();
        if (values.Count > 0)
            words.Add(
                $"{dimension.Name} = {EnglishList.Or(values.Select(piece => dimension.Pieces[piece].Value!.Value.ToString()))}"
            );
        var prefixes = known.Select(piece => dimension.Pieces[piece].Prefix).OfType<string>().ToList();
        if (prefixes.Count > 0)
            words.Add($"{dimension.Name} starts with {EnglishList.Or(prefixes.Select(prefix => $"\"{prefix}\""))}");
        return words;
    }

    private static List<string> RangeWords(Dimension dimension, List<int> known)
    {
        var words = new List<string>();
        for (var first = 0; first < known.Count; )
        {
            var last = first;
            while (last + 1 < known.Count && known[last + 1] == known[last] + 1)
                last++;
            words.Add(RangeWord(dimension.Name, dimension.Pieces[known[first]], dimension.Pieces[known[last]]));
            first = last + 1;
        }
        return words;
    }

    private static string RangeWord(string name, ValueClass first, ValueClass last)
    {
        if (first.IsRest)
            return $"{name} is known";
        if (first == last && first is { Above: null, Below: null, From: null, Before: null })
            return $"{name} = {first.Value}";
        var low =
            first.Above is { } above ? Invariant($"{above} < ")
            : first.From is { } from ? $"{from} ≤ "
            : first.Below is null && first.Before is null ? $"{first.Value} ≤ "
            : "";
        var high =
            last.Below is { } below ? Invariant($" < {below}")
            : last.Before is { } before ? $" < {before}"
            : last.Above is null && last.From is null ? $" ≤ {last.Value}"
            : "";
        return low.Length + high.Length == 0 ? $"{name} is known" : low + name + high;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
