using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Numbers in ascending order: below the first that a rule names, each of those, between two, above the last. Pieces that hold no
/// number of the fact's domain are left out.
/// </summary>
internal sealed class NumberPieces : IPieceOrder
{
    private readonly decimal[] values;

    private NumberPieces(IEnumerable<ValueClass> pieces) =>
        values = [.. pieces.Select(piece => piece.Value!.Value.Number)];

    public static (IEnumerable<ValueClass>, IPieceOrder) Split(
        FactDeclaration fact,
        IEnumerable<FactValue> named,
        IEnumerable<Condition.InRange> ranges
    )
    {
        var bounds = ranges.SelectMany(range => new[] { range.AtLeast, range.AtMost }).OfType<decimal>();
        var pieces = Split(fact, [.. named.Select(value => value.Number).Concat(bounds).Distinct().Order()]);
        return (pieces, new NumberPieces(pieces));
    }

    public (int From, int Until) Where(Condition leaf)
    {
        var range = (Condition.InRange)leaf;
        return (
            range.AtLeast is { } low ? CountBelow(value => range.IsAbove ? value <= low : value < low) : 0,
            range.AtMost is { } high ? CountBelow(value => range.IsBelow ? value < high : value <= high) : values.Length
        );
    }

    private int CountBelow(Func<decimal, bool> isBelow)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isBelow(values[middle]))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static List<ValueClass> Split(FactDeclaration fact, ImmutableArray<decimal> turns)
    {
        if (turns.IsEmpty)
            return [new ValueClass(fact.Min ?? fact.Max ?? 0) { IsRest = true }];
        var pieces = new List<ValueClass>();
        if (fact.NumberBetween(null, turns[0]) is { } lowest)
            pieces.Add(new ValueClass(lowest) { Below = turns[0] });
        for (var i = 0; i < turns.Length; i++)
        {
            if (fact.Admits(turns[i]))
                pieces.Add(new ValueClass(turns[i]));
            if (i + 1 < turns.Length && fact.NumberBetween(turns[i], turns[i + 1]) is { } between)
                pieces.Add(new ValueClass(between) { Above = turns[i], Below = turns[i + 1] });
        }
        if (fact.NumberBetween(turns[^1], null) is { } highest)
            pieces.Add(new ValueClass(highest) { Above = turns[^1] });
        return pieces;
    }
}
