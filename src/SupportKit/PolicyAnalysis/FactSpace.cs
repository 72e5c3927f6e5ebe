using System.Collections.Immutable;
using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

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
        : this(facts, (fact, piece) => Reachability.Distinction(forms, fact, piece), conditions, budget) { }

    /// <param name="facts">The facts.</param>
    /// <param name="distinction">What tells pieces of a fact apart besides the conditions.</param>
    /// <param name="conditions">The conditions of all rules.</param>
    /// <param name="budget">The work that may be done.</param>
    public FactSpace(
        FactCatalog facts,
        Func<FactDeclaration, ValueClass, object> distinction,
        IEnumerable<Condition> conditions,
        WorkBudget budget
    )
    {
        var leaves = conditions.SelectMany(ConditionLeaves.Of).ToList();
        var dimensions = ImmutableArray.CreateBuilder<Dimension>();

        var byFact = leaves.ToLookup(leaf =>
            ConditionLeaves.AboutOneFact(leaf)?.Fact ?? ConditionLeaves.AboutText(leaf) ?? ""
        );
        var used =
            from fact in facts.All
            where byFact[fact.Name].Any() || IsNeeded(fact, byFact)
            let dimension = DimensionOf(facts, distinction, fact, [.. byFact[fact.Name]], budget)
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
        Diagram = new DecisionDiagram([.. Dimensions.Select(dimension => dimension.Width)], budget);
        UncertainVariables = [.. opaque.Values, .. TimesOf(facts)];
        TextLeaves = [.. opaque.Keys.Where(leaf => variables.ContainsKey(ConditionLeaves.AboutText(leaf) ?? ""))];
    }

    public DecisionDiagram Diagram { get; }

    public ImmutableArray<Dimension> Dimensions { get; }

    /// <summary>
    /// The variables of which not every combination of values can be shown to happen: conditions the checker does not
    /// look into; and days and calendars, when rules use more than one, because they follow one clock.
    /// </summary>
    public ImmutableSortedSet<int> UncertainVariables { get; }

    /// <summary>The conditions about a text or an instant that may tell apart values that no rule names.</summary>
    public ImmutableArray<Condition> TextLeaves { get; }

    /// <summary>The variable of a fact; null when no rule uses it, and so none has to.</summary>
    public int? VariableOf(string fact) => variables.TryGetValue(fact, out var variable) ? variable : null;

    /// <summary>
    /// How informative a choice is to people. "The category is outage" says more than "the product is not known", where one
    /// follows from the other; a plan tells more than the entitlements it brings.
    /// </summary>
    public int TellingOf((int Variable, ImmutableArray<int> Cells) choice) =>
        Dimensions[choice.Variable] is var dimension
        && dimension.Name.StartsWith(DerivedFacts.Entitled(""), StringComparison.Ordinal)
            ? 0
        : dimension.Example(choice.Cells) is null ? 1
        : 2;

    /// <summary>The combinations in which the fact's piece meets a test; all of them when no rule uses the fact.</summary>
    public int Where(string fact, Func<ValueClass, bool> test) =>
        VariableOf(fact) is { } variable
            ? Diagram.Literal(variable, cell => Dimensions[variable].Holds(cell, test))
            : DecisionDiagram.True;

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
            Condition.AllOf all => all.Parts.Select(Where).Aggregate(DecisionDiagram.True, Diagram.And),
            Condition.AnyOf any => any.Parts.Select(Where).Aggregate(DecisionDiagram.False, Diagram.Or),
            Condition.Negated not => Diagram.Not(Where(not.Part)),
            _ when opaque.TryGetValue(condition, out var variable) => Diagram.Literal(variable, cell => cell == 0),
            _ => WhereHolds(condition, ConditionLeaves.AboutOneFact(condition)!.Value.Fact),
        };

    private int WhereHolds(Condition leaf, string fact) => Where(fact, piece => Holds(leaf, fact, piece));

    // Facts from which others are derived are included even when no rule uses them.
    private static bool IsNeeded(FactDeclaration fact, ILookup<string, Condition> used) =>
        fact.Name == BuiltInFacts.Category
        || fact.Name == BuiltInFacts.Plan
            && used.Any(leaves => leaves.Key.StartsWith(DerivedFacts.Entitled(""), StringComparison.Ordinal));

    private List<int> TimesOf(FactCatalog facts)
    {
        var times = facts
            .All.Where(fact => fact.Source == FactSource.Desk)
            .Select(fact => fact.Name)
            .Where(fact =>
                fact == DerivedFacts.Weekday || fact.StartsWith(DerivedFacts.During(""), StringComparison.Ordinal)
            )
            .Where(variables.ContainsKey)
            .Select(fact => variables[fact])
            .ToList();
        return times.Count > 1 ? times : [];
    }

    // The desk's own facts come first: the category decides the form, the form decides which facts can be known, and the plan decides the entitlements.
    // Facts with few cells follow, which keeps the diagrams small.
    private static int OrderOf(FactDeclaration fact, Dimension dimension) =>
        fact.Source == FactSource.Desk || fact.Name == BuiltInFacts.Plan ? 0 : dimension.Width;

    private bool IsAboutKnownFact(Condition leaf) =>
        ConditionLeaves.AboutOneFact(leaf) is { } about && variables.ContainsKey(about.Fact);

    private static Dimension DimensionOf(
        FactCatalog facts,
        Func<FactDeclaration, ValueClass, object> distinction,
        FactDeclaration fact,
        ImmutableArray<Condition> leaves,
        WorkBudget budget
    )
    {
        var turns = leaves.SelectMany(leaf => ConditionLeaves.AboutOneFact(leaf)?.Turns ?? []).ToList();
        var pieces = FactDomain.Split(fact, turns, Reachability.MayBeUnknown(fact));
        budget.Spend((long)pieces.Length * (leaves.Length + turns.Count));

        // Cells are refined leaf by leaf: two pieces stay together as long as no leaf holds on one and not on the other.
        var cells = Number(pieces.Select(piece => distinction(fact, piece)));
        foreach (var leaf in leaves)
            cells = Number(pieces.Select((piece, i) => (cells[i], Holds(leaf, fact.Name, piece))));
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

    /// <summary>Whether a leaf about one fact holds on a piece of it.</summary>
    public static bool Holds(Condition leaf, string fact, ValueClass piece) =>
        leaf.Holds(piece.Value is { } value ? FactSet.Empty.With(fact, value) : FactSet.Empty);
}
