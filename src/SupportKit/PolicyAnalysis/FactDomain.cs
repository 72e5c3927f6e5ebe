using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>Splits the domain of a fact into pieces that cover it, so that a finite check is an exact one.</summary>
internal static class FactDomain
{
    /// <param name="fact">The fact.</param>
    /// <param name="turns">The values at which the answer of some rule may change.</param>
    /// <param name="mayBeUnknown">Whether some requests do not state it.</param>
    public static ImmutableArray<ValueClass> Split(
        FactDeclaration fact,
        IEnumerable<FactValue> turns,
        bool mayBeUnknown
    )
    {
        IEnumerable<ValueClass> known = fact.Type switch
        {
            FactType.Choice => fact.Values.Select(value => new ValueClass(value)),
            FactType.Boolean => [new ValueClass(true), new ValueClass(false)],
            FactType.Number => Numbers([.. turns.Select(turn => turn.Number).Distinct().Order()]),
            FactType.Text or FactType.Email or FactType.Url or FactType.Instant => Texts(
                [.. turns.Select(turn => turn.Text).Distinct(StringComparer.Ordinal)],
                fact.Type
            ),
        };
        return [.. known, .. mayBeUnknown ? [new ValueClass(null)] : Array.Empty<ValueClass>()];
    }

    private static IEnumerable<ValueClass> Texts(ImmutableArray<string> named, FactType type)
    {
        var other = type switch
        {
            FactType.Email => "someone@example.com",
            FactType.Url => "https://example.com/",
            FactType.Instant => "2026-01-01T00:00:00Z",
            _ when named.IsEmpty => "some text",
            _ => "some other text",
        };
        while (named.Contains(other))
            other += "0";
        return [.. named.Select(text => new ValueClass(text)), new ValueClass(other) { IsRest = true }];
    }

    // The pieces are: below the first value, each value, between two values, above the last. Pieces that contain no decimal number are left out.
    private static List<ValueClass> Numbers(ImmutableArray<decimal> turns)
    {
        if (turns.IsEmpty)
            return [new ValueClass(0) { IsRest = true }];
        var pieces = new List<ValueClass>();
        if (turns[0] > decimal.MinValue)
            pieces.Add(new ValueClass(Lower(turns[0])) { Below = turns[0] });
        for (var i = 0; i < turns.Length; i++)
        {
            pieces.Add(new ValueClass(turns[i]));
            if (i + 1 < turns.Length && Between(turns[i], turns[i + 1]) is { } between)
                pieces.Add(new ValueClass(between) { Above = turns[i], Below = turns[i + 1] });
        }
        if (turns[^1] < decimal.MaxValue)
            pieces.Add(new ValueClass(Higher(turns[^1])) { Above = turns[^1] });
        return pieces;
    }

    private static decimal Lower(decimal number) => number - 1 < number ? number - 1 : decimal.MinValue;

    private static decimal Higher(decimal number) => number + 1 > number ? number + 1 : decimal.MaxValue;

    private static decimal? Between(decimal low, decimal high)
    {
        var next = decimal.Floor(low) + 1; // a round number reads better in an example
        var between = next < high ? next : low / 2 + high / 2;
        return low < between && between < high ? between : null;
    }
}
