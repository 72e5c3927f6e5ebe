using System.Runtime.CompilerServices;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Binary decision diagrams (R. Bryant, 1986): sets of combinations of facts, as a graph in which equal sets are the same node.
/// Each variable is written as the bits of its cell's number, so a variable of thousands of cells costs a dozen nodes and not
/// thousands of children. Bits are asked in ascending order, and a node whose two children are equal is that child. So a set is
/// empty exactly when its node is <see cref="False"/>, whatever the size of the product. Used by one check, on one thread.
/// </summary>
/// <param name="layout">How many cells each variable has, and the bits that they are written in.</param>
/// <param name="budget">How much work may be done before <see cref="CheckTooLargeException"/>.</param>
internal sealed class DecisionDiagram(BitLayout layout, WorkBudget budget)
{
    /// <summary>The set that contains no combination of facts.</summary>
    public const int False = 0;

    /// <summary>The set that contains every combination of facts.</summary>
    public const int True = 1;

    private enum Operation
    {
        And,
        Or,
        Minus,
        Meets,
        Within,
    }

    private readonly DecisionDiagramNodes nodes = new(budget);
    private readonly OperationCache cache = new();

    public BitLayout Layout => layout;

    public int Variables => layout.Variables;

    /// <summary>How many nodes there are; none is ever removed.</summary>
    public int Count => nodes.Count;

    /// <summary>Counts work that is done beside the diagram.</summary>
    /// <exception cref="CheckTooLargeException">The budget is used up.</exception>
    public void Spend(long steps) => budget.Spend(steps);

    /// <summary>The variable a node asks; <see cref="int.MaxValue"/> for <see cref="False"/> and <see cref="True"/>.</summary>
    public int VariableOf(int node) => node <= True ? int.MaxValue : layout.VariableOf(nodes.BitOf(node));

    /// <summary>The bit that a node asks, and its children where the bit is 0 and 1.</summary>
    public (int Bit, int Low, int High) NodeOf(int node) => (nodes.BitOf(node), nodes.LowOf(node), nodes.HighOf(node));

    /// <summary>The combinations in which the variable has a cell that <paramref name="holds"/> admits.</summary>
    public int Literal(int variable, Func<int, bool> holds, int then = True)
    {
        var width = layout.WidthOf(variable);
        budget.Spend(width);
        return Literal(variable, CellRuns.Where(width, holds), then);
    }

    /// <summary>The combinations in which the variable has one of these cells.</summary>
    public int Literal(int variable, CellRuns cells, int then = True) =>
        new LiteralBuilder(nodes, layout, variable, then).Build(cells);

    public int And(int a, int b) => Apply(Operation.And, a, b);

    public int Or(int a, int b) => Apply(Operation.Or, a, b);

    /// <summary>What is in <paramref name="a"/> and not in <paramref name="b"/>.</summary>
    public int Minus(int a, int b) => Apply(Operation.Minus, a, b);

    public int Not(int a) => Minus(True, a);

    /// <summary>The union. Sets are united pairwise in halves, so that large sets are traversed less often.</summary>
    public int Union(ReadOnlySpan<int> sets) =>
        sets.Length switch
        {
            0 => False,
            1 => sets[0],
            _ => Or(Union(sets[..(sets.Length / 2)]), Union(sets[(sets.Length / 2)..])),
        };

    /// <summary>Whether some combination is in both; makes no node.</summary>
    public bool Meets(int a, int b) => Test(Operation.Meets, a, b);

    /// <summary>Whether every combination of <paramref name="a"/> is in <paramref name="b"/>; makes no node.</summary>
    public bool Within(int a, int b) => Test(Operation.Within, a, b);

    /// <summary>Whether the set contains the combination in which each variable has the cell that <paramref name="cellOf"/> gives.</summary>
    public bool Contains(int set, Func<int, int> cellOf)
    {
        while (set > True)
        {
            var bit = nodes.BitOf(set);
            set = layout.IsSet(bit, cellOf(layout.VariableOf(bit))) ? nodes.HighOf(set) : nodes.LowOf(set);
        }
        return set == True;
    }

    /// <summary>The combinations that are in the set for at least one cell of each of the variables.</summary>
    public int Exists(int node, IReadOnlySet<int> variables)
    {
        if (variables.Count == 0)
            return node;
        var last = layout.EndOf(variables.Max());
        var done = new Dictionary<int, int>();
        return Visit(node);

        int Visit(int at)
        {
            var bit = nodes.BitOf(at);
            if (bit >= last)
                return at;
            if (done.TryGetValue(at, out var known))
                return known;
            var (low, high) = (Visit(nodes.LowOf(at)), Visit(nodes.HighOf(at)));
            return done[at] = variables.Contains(layout.VariableOf(bit)) ? Or(low, high) : nodes.Get(bit, low, high);
        }
    }

    /// <summary>The variables on which it depends whether a combination is in the set.</summary>
    public SortedSet<int> Support(int node)
    {
        var found = new SortedSet<int>();
        var seen = new HashSet<int> { False, True };
        var left = new Stack<int>([node]);
        while (left.TryPop(out var at))
        {
            if (!seen.Add(at))
                continue;
            found.Add(VariableOf(at));
            left.Push(nodes.LowOf(at));
            left.Push(nodes.HighOf(at));
        }
        return found;
    }

    /// <summary>What a set is where its first variable has each of its cells: the cells of each different rest, by their first cell.</summary>
    public List<(int Then, CellRuns Cells)> Branches(int node) => CellBranches.Of(this, node);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Apply(Operation operation, int a, int b)
    {
        if (Settled(operation, a, b) is { } settled)
            return settled;
        if (operation != Operation.Minus && a > b)
            (a, b) = (b, a);
        if (cache.Find((int)operation, a, b) is { } known)
            return known;
        budget.Spend(1);

        var (first, second) = (nodes.BitOf(a), nodes.BitOf(b));
        var bit = Math.Min(first, second);
        var (lowA, highA) = first == bit ? (nodes.LowOf(a), nodes.HighOf(a)) : (a, a);
        var (lowB, highB) = second == bit ? (nodes.LowOf(b), nodes.HighOf(b)) : (b, b);
        var result = nodes.Get(bit, Apply(operation, lowA, lowB), Apply(operation, highA, highB));
        cache.Keep((int)operation, a, b, result, nodes.Count);
        return result;
    }

    private static int? Settled(Operation operation, int a, int b) =>
        operation switch
        {
            Operation.And => a == False || b == False ? False
            : a == True || a == b ? b
            : b == True ? a
            : null,
            Operation.Or => a == True || b == True ? True
            : a == False || a == b ? b
            : b == False ? a
            : null,
            _ => a == False || b == True || a == b ? False
            : b == False ? a
            : null,
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Test(Operation operation, int a, int b)
    {
        // Equal sets are equal nodes, so a node that is not False is not empty, and one that is not True lacks something.
        if (operation == Operation.Meets)
        {
            if (a == False || b == False)
                return false;
            if (a == True || b == True || a == b)
                return true;
        }
        else
        {
            if (a == False || b == True || a == b)
                return true;
            if (a == True || b == False)
                return false;
        }
        if (cache.Find((int)operation, a, b) is { } known)
            return known == True;
        budget.Spend(1);

        var (first, second) = (nodes.BitOf(a), nodes.BitOf(b));
        var bit = Math.Min(first, second);
        var (lowA, highA) = first == bit ? (nodes.LowOf(a), nodes.HighOf(a)) : (a, a);
        var (lowB, highB) = second == bit ? (nodes.LowOf(b), nodes.HighOf(b)) : (b, b);
        var decisive = operation == Operation.Meets;
        var result = Test(operation, lowA, lowB);
        if (result != decisive)
            result = Test(operation, highA, highB);
        cache.Keep((int)operation, a, b, result ? True : False, nodes.Count);
        return result;
    }
}
