using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Checking;

/// <summary>Splits the domain of a fact into pieces that cover it, so that a finite check is an exact one.</summary>
internal static class FactDomain
{
    /// <param name="fact">The fact.</param>
    /// <param name="turns">The values at which some rule may change its mind.</param>
    /// <param name="mayBeUnknown">Whether there are requests of which it is not known.</param>
    public static ImmutableArray<Piece> Split(FactDeclaration fact, IEnumerable<FactValue> turns, bool mayBeUnknown)
    {
        IEnumerable<Piece> known = fact.Type switch
        {
            FactType.Choice => fact.Values.Select(value => new Piece(value)),
            FactType.Boolean => [new Piece(true), new Piece(false)],
            FactType.Number => Numbers([.. turns.Select(turn => turn.Number).Distinct().Order()]),
            _ => Texts([.. turns.Select(turn => turn.Text).Distinct(StringComparer.Ordinal)], fact.Type),
        };
        return [.. known, .. mayBeUnknown ? [new Piece(null)] : Array.Empty<Piece>()];
    }

    private static IEnumerable<Piece> Texts(ImmutableArray<string> named, FactType type)
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
        return [.. named.Select(text => new Piece(text)), new Piece(other) { IsRest = true }];
    }

    // Below the first, each, between each two, above the last; what holds no decimal number at all is left out.
    private static List<Piece> Numbers(ImmutableArray<decimal> turns)
    {
        if (turns.IsEmpty)
            return [new Piece(0) { IsRest = true }];
        var pieces = new List<Piece>();
        if (turns[0] > decimal.MinValue)
            pieces.Add(new Piece(Lower(turns[0])) { Below = turns[0] });
        for (var i = 0; i < turns.Length; i++)
        {
            pieces.Add(new Piece(turns[i]));
            if (i + 1 < turns.Length && Between(turns[i], turns[i + 1]) is { } between)
                pieces.Add(new Piece(between) { Above = turns[i], Below = turns[i + 1] });
        }
        if (turns[^1] < decimal.MaxValue)
            pieces.Add(new Piece(Higher(turns[^1])) { Above = turns[^1] });
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
