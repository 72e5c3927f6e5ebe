using System.Collections.Immutable;
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
    private readonly ImmutableArray<int> firstPieceOf = FirstPieces(CellOf);
    private readonly bool ascends = CellOf.AsSpan().SequenceEqual([.. CellOf.Order()]);

    /// <summary>A condition of a kind that the checker cannot analyze: it holds (cell 0) or does not (cell 1).</summary>
    public static Dimension Opaque(Condition condition) =>
        new(condition.ToString(), [new ValueClass(true), new ValueClass(false)], [0, 1]) { IsOpaque = true };

    /// <summary>A fact, split as far as these leaves of the rules' conditions and a distinction, such as that of the forms, tell its values apart.</summary>
    public static Dimension Of(
        FactCatalog facts,
        Func<FactDeclaration, ValueClass, object> distinction,
        FactDeclaration fact,
        ImmutableArray<Condition> leaves,
        WorkBudget budget
    )
    {
        var domain = FactDomain.Split(
            fact,
            [.. leaves.Where(leaf => ConditionLeaves.AboutOneFact(leaf) is not null)],
            Reachability.MayBeUnknown(fact)
        );
        budget.Spend(domain.Pieces.Length + leaves.Length);
        return new Dimension(fact.Name, domain.Pieces, CellsOf(domain, distinction, fact, leaves))
        {
            Position = fact.Source == FactSource.Desk ? -1 : facts.All.IndexOf(fact),
            Domain = domain,
        };
    }

    public bool IsOpaque { get; private init; }

    /// <summary>Its position in lists for people: the order in which the policy declares its facts.</summary>
    public int Position { get; init; } = int.MaxValue;

    public int Width => firstPieceOf.Length;

    private FactDomain? Domain { get; init; }

    /// <summary>Whether a cell meets a test; all pieces of a cell give the same answer.</summary>
    public bool Holds(int cell, Func<ValueClass, bool> test) => test(Pieces[firstPieceOf[cell]]);

    /// <summary>The cells on which a condition about this fact alone holds.</summary>
    public CellRuns Where(Condition leaf)
    {
        var pieces = Domain!.Where(leaf);
        return ascends
            ? CellRuns.Join(pieces.Runs.Select(run => (CellOf[run.From], CellOf[run.To])))
            : CellRuns.Of(pieces.Cells().Select(piece => CellOf[piece]).Distinct().Order());
    }

    /// <summary>A value for an example; null when the fact is not known in the first of the cells.</summary>
    public FactValue? Example(CellRuns cells) => IsOpaque ? null : Pieces[firstPieceOf[cells.First]].Value;

    /// <summary>The cells in words, e.g. <c>impact = partial or total</c>.</summary>
    public string Describe(CellRuns cells) => DimensionWords.Describe(this, cells);

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

    // Two pieces stay together as long as no leaf holds on one and not on the other. Ranges cut the order of the pieces at their
    // ends; lists of values take the pieces that they name out of their cells.
    private static ImmutableArray<int> CellsOf(
        FactDomain domain,
        Func<FactDeclaration, ValueClass, object> distinction,
        FactDeclaration fact,
        ImmutableArray<Condition> leaves
    )
    {
        var pieces = domain.Pieces;
        var cuts = new int[pieces.Length + 1];
        var lists = new List<CellRuns>();
        foreach (var leaf in leaves)
        {
            if (ConditionLeaves.AboutOneFact(leaf) is null)
                continue;
            var where = domain.Where(leaf);
            if (leaf is Condition.EqualsAny)
                lists.Add(where);
            else
                foreach (var (from, to) in where.Runs)
                    cuts[from] = cuts[to + 1] = 1;
        }
        for (var piece = 1; piece < cuts.Length; piece++)
            cuts[piece] += cuts[piece - 1];
        // The named texts are told apart by conditions that ask more of a text than to be one.
        var textLeaves = leaves.Where(leaf => ConditionLeaves.AboutText(leaf) is not null).ToList();
        var cells = Number(
            pieces.Select(
                (piece, i) =>
                    (
                        distinction(fact, piece),
                        cuts[i],
                        string.Concat(textLeaves.Select(leaf => FactSpace.Holds(leaf, fact.Name, piece) ? '1' : '0'))
                    )
            )
        );
        var next = cells.Length;
        foreach (var list in lists)
        {
            var taken = new Dictionary<int, int>();
            foreach (var piece in list.Cells())
            {
                if (!taken.TryGetValue(cells[piece], out var cell))
                    taken.Add(cells[piece], cell = next++);
                cells[piece] = cell;
            }
        }
        return [.. Number(cells)];
    }

    private static int[] Number<T>(IEnumerable<T> kinds)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        return
        [
            .. kinds.Select(kind => numbers.TryGetValue(kind, out var number) ? number : numbers[kind] = numbers.Count),
        ];
    }
}
