using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// The domain of a fact, split into pieces that cover it, so that a finite check is an exact one. The pieces of numbers, instants,
/// dates and texts are in order, so that a range, a span of time and the texts with one beginning are neighbors. Immutable.
/// </summary>
internal sealed class FactDomain
{
    private readonly int known; // pieces in which the fact is known; one more may follow in which it is not
    private readonly Dictionary<FactValue, int> places = [];
    private readonly IPieceOrder? order;

    private FactDomain(ImmutableArray<ValueClass> pieces, IPieceOrder? order)
    {
        (Pieces, this.order) = (pieces, order);
        known = pieces is [.., { Value: null }] ? pieces.Length - 1 : pieces.Length;
        for (var piece = 0; piece < known; piece++)
        {
            if (IsOneValue(pieces[piece]))
                places.TryAdd(pieces[piece].Value!.Value, piece);
        }
    }

    public ImmutableArray<ValueClass> Pieces { get; }

    /// <param name="fact">The fact.</param>
    /// <param name="leaves">The conditions that the rules put to it.</param>
    /// <param name="mayBeUnknown">Whether some requests do not state it.</param>
    public static FactDomain Split(FactDeclaration fact, IReadOnlyList<Condition> leaves, bool mayBeUnknown)
    {
        var named = leaves.OfType<Condition.EqualsAny>().SelectMany(leaf => leaf.Values);
        var (pieces, order) = fact.Type switch
        {
            FactType.Choice => (
                fact.Values.Distinct(StringComparer.Ordinal).Select(value => new ValueClass(value)),
                null
            ),
            FactType.Boolean => ([new ValueClass(true), new ValueClass(false)], null),
            FactType.Number => NumberPieces.Split(fact, named, leaves.OfType<Condition.InRange>()),
            FactType.Instant => InstantPieces.Split(named, leaves.OfType<Condition.InInterval>()),
            FactType.Date => DatePieces.Split(named, leaves.OfType<Condition.InDates>()),
            FactType.Text or FactType.Email or FactType.Url => TextPieces.Split(
                fact,
                named,
                leaves.OfType<Condition.TextMatch>().Where(leaf => leaf.AtStart)
            ),
        };
        return new([.. pieces, .. mayBeUnknown ? [new ValueClass(null)] : Array.Empty<ValueClass>()], order);
    }

    /// <summary>The pieces on which a condition about this one fact holds.</summary>
    public CellRuns Where(Condition leaf) =>
        leaf switch
        {
            Condition.EqualsAny test => CellRuns.Of(Places(test).Order().Distinct()),
            Condition.Exists { Known: true } => Run(0, known - 1),
            Condition.Exists => Run(known, Pieces.Length - 1),
            _ => Run(order!.Where(leaf)),
        };

    private static bool IsOneValue(ValueClass piece) =>
        piece is { IsRest: false, Above: null, Below: null, Prefix: null, From: null, Before: null };

    private IEnumerable<int> Places(Condition.EqualsAny test)
    {
        foreach (var value in test.Values)
        {
            if (places.TryGetValue(value, out var place))
                yield return place;
        }
    }

    private static CellRuns Run((int From, int Until) span) => Run(span.From, span.Until - 1);

    private static CellRuns Run(int from, int to) => new(from <= to ? [(from, to)] : []);
}

/// <summary>The order of a fact's known pieces.</summary>
internal interface IPieceOrder
{
    /// <summary>The first piece on which a condition holds, and the one after the last.</summary>
    (int From, int Until) Where(Condition leaf);
}
