namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Asks whether some combination is in one set and not in another, when the diagram of both together would be too large: each set
/// is a small diagram, whose nodes become variables of a <see cref="SatSolver"/>.
/// </summary>
internal sealed class SetQuestions
{
    private const int MostWidened = 16; // cells of a variable that are tried one by one

    private readonly DecisionDiagram diagram;
    private readonly SatSolver solver;
    private readonly Dictionary<int, int> literals = [];

    public SetQuestions(DecisionDiagram diagram, WorkBudget budget)
    {
        (this.diagram, solver) = (diagram, new SatSolver(budget));
        for (var bit = 0; bit < diagram.Layout.Bits; bit++)
            solver.NewVariable(decided: true);
        var always = 2 * solver.NewVariable(decided: false);
        solver.Add(always);
        literals[DecisionDiagram.True] = always;
        literals[DecisionDiagram.False] = always ^ 1;
    }

    /// <summary>The literal that is true for the combinations in a set; negated, for the others.</summary>
    public int In(int set)
    {
        if (literals.TryGetValue(set, out var known))
            return known;
        var (bit, lowSet, highSet) = diagram.NodeOf(set);
        var (low, high) = (In(lowSet), In(highSet));
        var (at, one) = (2 * solver.NewVariable(decided: false), 2 * bit);
        solver.Add(at ^ 1, one ^ 1, high);
        solver.Add(at ^ 1, one, low);
        solver.Add(at, one ^ 1, high ^ 1);
        solver.Add(at, one, low ^ 1);
        solver.Add(at ^ 1, low, high);
        solver.Add(at, low ^ 1, high ^ 1);
        literals.Add(set, at);
        return at;
    }

    /// <summary>A literal which, when it is true, makes at least one of others true.</summary>
    public int AnyOf(params ReadOnlySpan<int> others)
    {
        var any = 2 * solver.NewVariable(decided: false);
        solver.Add([any ^ 1, .. others]);
        return any;
    }

    /// <summary>A literal which, when it is true, makes all of others true.</summary>
    public int AllOf(params ReadOnlySpan<int> others)
    {
        var all = 2 * solver.NewVariable(decided: false);
        foreach (var other in others)
            solver.Add(all ^ 1, other);
        return all;
    }

    /// <summary>No combination has all of these.</summary>
    public void Exclude(params ReadOnlySpan<int> all)
    {
        var clause = new int[all.Length];
        for (var i = 0; i < clause.Length; i++)
            clause[i] = all[i] ^ 1;
        solver.Add(clause);
    }

    public bool IsPossible(List<int> all) => solver.TrySolve(all);

    /// <summary>The combination that was found last, as far as some variables go.</summary>
    public Combination Found(IEnumerable<int> variables) =>
        new([
            .. variables.Select(variable =>
                (variable, CellRuns.Of([diagram.Layout.CellOf(variable, bit => solver.IsTrue(2 * bit))]))
            ),
        ]);

    /// <summary>
    /// A combination with as few variables as can be, and as many cells of each, all of which keep out of what is excluded.
    /// </summary>
    /// <param name="found">A combination that keeps out of it.</param>
    /// <param name="excluded">Literals that are true of all that is excluded.</param>
    /// <param name="order">Which variables are left out first.</param>
    public Combination Widen(Combination found, List<int> excluded, Func<(int Variable, CellRuns Cells), int> order)
    {
        foreach (var choice in found.Choices.OrderBy(order).ToList())
        {
            var shorter = new Combination(found.Choices.Remove(choice));
            if (KeepsOut(shorter))
                found = shorter;
        }
        for (var at = 0; at < found.Choices.Length; at++)
        {
            var (variable, cells) = found.Choices[at];
            var width = diagram.Layout.WidthOf(variable);
            if (width > MostWidened)
                continue;
            var more = Enumerable
                .Range(0, width)
                .Where(cell => cells.Contains(cell) || KeepsOut(With(at, CellRuns.Of([cell]))));
            found = With(at, CellRuns.Of(more));
        }
        return found;

        Combination With(int at, CellRuns cells) => new(found.Choices.SetItem(at, (found.Choices[at].Variable, cells)));

        bool KeepsOut(Combination combination) =>
            !IsPossible([
                .. excluded,
                .. combination.Choices.Select(choice => In(diagram.Literal(choice.Variable, choice.Cells))),
            ]);
    }
}
