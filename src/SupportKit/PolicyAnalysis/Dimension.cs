using System.Collections.Immutable;
using System.Globalization;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// One variable of the diagrams: a fact whose pieces are gathered into cells that no rule and no form tells apart, or a
/// condition that stands for itself. Immutable.
/// </summary>
/// <param name="Name">The fact; or the condition in words.</param>
/// <param name="Pieces">The pieces of the fact's domain.</param>
/// <param name="CellOf">For each piece the cell it lies in, numbered in the order of their first pieces.</param>
internal sealed record Dimension(string Name, ImmutableArray<ValueClass> Pieces, ImmutableArray<int> CellOf)
{
    /// <summary>A condition of a kind that the checker cannot analyze: it holds (cell 0) or does not (cell 1).</summary>
    public static Dimension Opaque(Condition condition) =>
        new(condition.ToString(), [new ValueClass(true), new ValueClass(false)], [0, 1]) { IsOpaque = true };

    public bool IsOpaque { get; private init; }

    /// <summary>Its position in lists for people: the order in which the policy declares its facts.</summary>
    public int Position { get; init; } = int.MaxValue;

    private readonly ImmutableArray<int> firstPieceOf = FirstPieces(CellOf);

    public int Width => firstPieceOf.Length;

    /// <summary>Whether a cell meets a test; all pieces of a cell give the same answer.</summary>
    public bool Holds(int cell, Func<ValueClass, bool> test) => test(Pieces[firstPieceOf[cell]]);

    /// <summary>A value for an example; null when the fact is not known in the first of the cells.</summary>
    public FactValue? Example(ImmutableArray<int> cells) => IsOpaque ? null : Pieces[firstPieceOf[cells[0]]].Value;

    /// <summary>The cells in words, e.g. <c>impact = partial or total</c>.</summary>
    public string Describe(ImmutableArray<int> cells)
    {
        if (IsOpaque)
            return cells[0] == 0 ? $"\"{Name}\"" : $"not \"{Name}\"";
        int[] pieces = [.. Enumerable.Range(0, Pieces.Length).Where(piece => cells.Contains(CellOf[piece]))];
        var known = pieces.Where(piece => Pieces[piece].Value is not null).ToList();
        List<string> parts = known switch
        {
            [] => [],
            [var first, ..] when Pieces[first].Value!.Value.Kind == FactValueKind.Number => NumberWords(known),
            _ => [$"{Name} = {EnglishList.Or(known.Select(ValueWord))}"],
        };
        if (known.Count < pieces.Length)
            parts.Add($"{Name} is not known");
        return parts.Count == 1 ? parts[0] : $"({string.Join(" or ", parts)})";
    }

    private static ImmutableArray<int> FirstPieces(ImmutableArray<int> cellOf)
    {
        var first = ImmutableArray.CreateBuilder<int>();
        for (var piece = 0; piece < cellOf.Length; piece++)
        {
            if (cellOf[piece] == first.Count)
                first.Add(piece);
        }
        return first.ToImmutable();
    }

    private string ValueWord(int piece) => Pieces[piece].Value!.Value.ToString();

    private List<string> NumberWords(List<int> known)
    {
        var words = new List<string>();
        for (var first = 0; first < known.Count; )
        {
            var last = first;
            while (last + 1 < known.Count && known[last + 1] == known[last] + 1)
                last++;
            words.Add(RangeWord(Pieces[known[first]], Pieces[known[last]]));
            first = last + 1;
        }
        return words;
    }

    private string RangeWord(ValueClass first, ValueClass last)
    {
        if (first.IsRest)
            return $"{Name} is known";
        if (first == last && first is { Above: null, Below: null })
            return Invariant($"{Name} = {first.Value}");
        var low =
            first.Above is { } above ? Invariant($"{above} < ")
            : first.Below is null ? Invariant($"{first.Value} ≤ ")
            : "";
        var high =
            last.Below is { } below ? Invariant($" < {below}")
            : last.Above is null ? Invariant($" ≤ {last.Value}")
            : "";
        return low + Name + high;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
