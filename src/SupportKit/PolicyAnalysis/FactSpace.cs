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
    private const int MostBits = 4000; // bounds the depth of the recursion

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
        var rules = conditions.Select(condition => ConditionLeaves.Of(condition).ToList()).ToList();
        var leaves = rules.SelectMany(rule => rule).ToList();
        var dimensions = ImmutableArray.CreateBuilder<Dimension>();

        var byFact = leaves.ToLookup(FactOf);
        var used =
            from fact in facts.All
            where byFact[fact.Name].Any() || IsNeeded(fact, byFact)
            let dimension = Dimension.Of(facts, distinction, fact, [.. byFact[fact.Name]], budget)
            orderby OrderOf(fact, dimension)
            select dimension;
        foreach (var dimension in VariableOrder.Improve([.. used], rules.Select(rule => rule.Select(FactOf)), budget))
        {
            variables.Add(dimension.Name, dimensions.Count);
            dimensions.Add(dimension);
        }
        foreach (var leaf in leaves.Where(leaf => !IsAboutKnownFact(leaf)).Distinct())
        {
            opaque.Add(leaf, dimensions.Count);
            dimensions.Add(Dimension.Opaque(leaf));
        }
        Dimensions = dimensions.ToImmutable();
        var layout = new BitLayout(Dimensions.Select(dimension => dimension.Width));
        if (layout.Bits > MostBits)
            throw new CheckTooLargeException();

        Diagram = new DecisionDiagram(layout, budget);
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

    /// <summary>The conditions about a text that may tell apart values that no rule names.</summary>
    public ImmutableArray<Condition> TextLeaves { get; }

    /// <summary>The variable of a fact; null when no rule uses it, and so none has to.</summary>
    public int? VariableOf(string fact) => variables.TryGetValue(fact, out var variable) ? variable : null;

    /// <summary>
    /// How informative a choice is to people. "The category is outage" says more than "the product is not known", where one
    /// follows from the other; a plan tells more than the entitlements it brings.
    /// </summary>
    public int TellingOf((int Variable, CellRuns Cells) choice) =>
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

    /// <summary>The combinations in which the fact has this value; all of them when no rule uses the fact.</summary>
    public int WhereIs(string fact, FactValue value) =>
        VariableOf(fact) is null ? DecisionDiagram.True : WhereHolds(new Condition.EqualsAny(fact, [value]), fact);

    /// <summary>The combinations on which a condition holds.</summary>
    public int Where(Condition condition)
    {
        if (!compiled.TryGetValue(condition, out var node))
            compiled.Add(condition, node = Compile(condition));
        return node;
    }

    /// <summary>The variables that a condition is about.</summary>
    public IEnumerable<int> VariablesOf(Condition condition) =>
        ConditionLeaves
            .Of(condition)
            .Select(leaf => opaque.TryGetValue(leaf, out var own) ? own : variables[FactOf(leaf)])
            .Distinct();

    private int Compile(Condition condition) =>
        condition switch
        {
            Condition.AllOf all => all.Parts.Select(Where).Aggregate(DecisionDiagram.True, Diagram.And),
            Condition.AnyOf any => Diagram.Union([.. any.Parts.Select(Where)]),
            Condition.Negated not => Diagram.Not(Where(not.Part)),
            _ when opaque.TryGetValue(condition, out var variable) => Diagram.Literal(variable, cell => cell == 0),
            _ => WhereHolds(condition, ConditionLeaves.AboutOneFact(condition)!),
        };

    private int WhereHolds(Condition leaf, string fact) =>
        Diagram.Literal(variables[fact], Dimensions[variables[fact]].Where(leaf));

    private static string FactOf(Condition leaf) =>
        ConditionLeaves.AboutOneFact(leaf) ?? ConditionLeaves.AboutText(leaf) ?? "";

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
            .Where(DerivedFacts.IsTime)
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
        ConditionLeaves.AboutOneFact(leaf) is { } about && variables.ContainsKey(about);

    /// <summary>Whether a leaf about one fact holds on one value of a piece of it.</summary>
    public static bool Holds(Condition leaf, string fact, ValueClass piece) =>
        leaf.Holds(piece.Value is { } value ? FactSet.Empty.With(fact, value) : FactSet.Empty);
}
