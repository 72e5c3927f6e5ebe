using System.Collections.Immutable;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.Checking;

/// <summary>
/// Every combination of facts that the rules of one policy can tell apart, as the variables of a diagram; and the
/// conditions of those rules as sets of combinations.
/// </summary>
internal sealed class FactSpace
{
    private const int MostVariables = 1000; // bounds the depth of the recursion

    private readonly Dictionary<string, int> variables = new(StringComparer.Ordinal);
    private readonly Dictionary<Condition, int> opaque = [];
    private readonly Dictionary<Condition, int> compiled = new(ReferenceEqualityComparer.Instance);

    public FactSpace(FactCatalog facts, CategoryForms forms, IEnumerable<Condition> conditions, WorkBudget budget)
    {
        var leaves = conditions.SelectMany(ConditionLeaves.Of).ToList();
        var dimensions = ImmutableArray.CreateBuilder<Dimension>();

        var byFact = leaves.ToLookup(leaf => ConditionLeaves.AboutOneFact(leaf)?.Fact ?? "");
        var used =
            from fact in facts.All
            where byFact[fact.Name].Any() || fact.Name == DeskFacts.Category
            let dimension = DimensionOf(facts, forms, fact, [.. byFact[fact.Name]], budget)
            orderby OrderOf(fact, dimension)
            select dimension;
        foreach (var dimension in used)
        {
            variables.Add(dimension.Name, dimensions.Count);
            dimensions.Add(dimension);
        }
        foreach (var leaf in leaves.Where(leaf => !IsAboutKnownFact(leaf)).Distinct())
        {
            opaque.Add(leaf, dimensions.Count);
            dimensions.Add(Dimension.Opaque(leaf));
        }
        if (dimensions.Count > MostVariables)
            throw new CheckTooLargeException();

        Dimensions = dimensions.ToImmutable();
        Diagram = new Diagram([.. Dimensions.Select(dimension => dimension.Width)], budget);
        OpaqueVariables = opaque.Values.ToImmutableSortedSet();
    }

    public Diagram Diagram { get; }

    public ImmutableArray<Dimension> Dimensions { get; }

    /// <summary>The conditions the checker does not look into.</summary>
    public ImmutableSortedSet<int> OpaqueVariables { get; }

    /// <summary>The variable of a fact; null when no rule uses it, and so none has to.</summary>
    public int? VariableOf(string fact) => variables.TryGetValue(fact, out var variable) ? variable : null;

    /// <summary>Whether it says that a fact is known, and what it may be.</summary>
    public bool IsKnown((int Variable, ImmutableArray<int> Cells) choice) =>
        Dimensions[choice.Variable].Example(choice.Cells) is not null;

    /// <summary>The combinations in which the fact's piece meets a test; all of them when no rule uses the fact.</summary>
    public int Where(string fact, Func<Piece, bool> test) =>
        VariableOf(fact) is { } variable
            ? Diagram.Literal(variable, cell => Dimensions[variable].Holds(cell, test))
            : Diagram.True;

    /// <summary>The combinations on which a condition holds.</summary>
    public int Where(Condition condition)
    {
        if (!compiled.TryGetValue(condition, out var node))
            compiled.Add(condition, node = Compile(condition));
        return node;
    }

    private int Compile(Condition condition) =>
        condition switch
        {
            Condition.AllOf all => all.Parts.Select(Where).Aggregate(Diagram.True, Diagram.And),
            Condition.AnyOf any => any.Parts.Select(Where).Aggregate(Diagram.False, Diagram.Or),
            Condition.Not not => Diagram.Not(Where(not.Part)),
            _ when opaque.TryGetValue(condition, out var variable) => Diagram.Literal(variable, cell => cell == 0),
            _ => Where(ConditionLeaves.AboutOneFact(condition)!.Value.Fact, piece => Holds(condition, piece)),
        };

    // The desk's first: a category says which form, and the form which facts can be known. Then the facts with few
    // cells, which keeps the diagrams small.
    private static int OrderOf(FactDeclaration fact, Dimension dimension) =>
        fact.Source == FactSource.Desk ? 0 : dimension.Width;

    private bool IsAboutKnownFact(Condition leaf) =>
        ConditionLeaves.AboutOneFact(leaf) is { } about && variables.ContainsKey(about.Fact);

    private static Dimension DimensionOf(
        FactCatalog facts,
        CategoryForms forms,
        FactDeclaration fact,
        ImmutableArray<Condition> leaves,
        WorkBudget budget
    )
    {
        var turns = leaves.SelectMany(leaf => ConditionLeaves.AboutOneFact(leaf)!.Value.Turns).ToList();
        var pieces = FactDomain.Split(fact, turns, Reachability.MayBeUnknown(fact));
        budget.Spend((long)pieces.Length * (leaves.Length + turns.Count));

        // Cells are refined leaf by leaf: two pieces stay together as long as no leaf holds on one and not on the other.
        var cells = Number(pieces.Select(piece => Reachability.Distinction(forms, fact, piece)));
        foreach (var leaf in leaves)
            cells = Number(pieces.Select((piece, i) => (cells[i], Holds(leaf, piece))));
        return new Dimension(fact.Name, pieces, cells)
        {
            Position = fact.Source == FactSource.Desk ? -1 : facts.All.IndexOf(fact),
        };

        static ImmutableArray<int> Number<T>(IEnumerable<T> kinds)
            where T : notnull
        {
            var numbers = new Dictionary<T, int>();
            return
            [
                .. kinds.Select(kind =>
                    numbers.TryGetValue(kind, out var number) ? number : numbers[kind] = numbers.Count
                ),
            ];
        }
    }

    private static bool Holds(Condition leaf, Piece piece)
    {
        var fact = ConditionLeaves.AboutOneFact(leaf)!.Value.Fact;
        return leaf.Holds(piece.Value is { } value ? FactSet.Empty.With(fact, value) : FactSet.Empty);
    }
}
