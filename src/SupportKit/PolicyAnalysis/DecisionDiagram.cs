namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Multi-valued decision diagrams: sets of combinations of facts, as a graph in which equal sets are the same node. A
/// node asks one variable and has a child for each of its values; variables are asked in ascending order, and a node
/// whose children are all equal is that child. So a set is empty exactly when its node is <see cref="False"/>, whatever
/// the size of the product. Used by one check, on one thread.
/// </summary>
/// <param name="widths">How many values each variable has.</param>
/// <param name="budget">How much work may be done before <see cref="CheckTooLargeException"/>.</param>
internal sealed class DecisionDiagram(IReadOnlyList<int> widths, WorkBudget budget)
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
    private int[] scratch = new int[256];
    private int top;

    public int Variables => widths.Count;

    public int Width(int variable) => widths[variable];

    /// <summary>The variable a node asks; <see cref="int.MaxValue"/> for <see cref="False"/> and <see cref="True"/>.</summary>
    public int VariableOf(int node) => nodes.VariableOf(node);

    public ReadOnlySpan<int> ChildrenOf(int node) => nodes.ChildrenOf(node);

    /// <summary>The combinations in which the variable has a value that <paramref name="holds"/> admits.</summary>
    public int Literal(int variable, Func<int, bool> holds, int then = True)
    {
        Span<int> children = new int[widths[variable]];
        budget.Spend(children.Length);
        for (var value = 0; value < children.Length; value++)
            children[value] = holds(value) ? then : False;
        return nodes.Get(variable, children);
    }

    public int And(int a, int b) => Apply(Operation.And, a, b);

    public int Or(int a, int b) => Apply(Operation.Or, a, b);

    /// <summary>What is in <paramref name="a"/> and not in <paramref name="b"/>.</summary>
    public int Minus(int a, int b) => Apply(Operation.Minus, a, b);

    public int Not(int a) => Minus(True, a);

    /// <summary>Whether some combination is in both; makes no node.</summary>
    public bool Meets(int a, int b) => Test(Operation.Meets, a, b);

    /// <summary>Whether every combination of <paramref name="a"/> is in <paramref name="b"/>; makes no node.</summary>
    public bool Within(int a, int b) => Test(Operation.Within, a, b);

    /// <summary>The combinations that are in the set for at least one value of each of the variables.</summary>
    public int Exists(int node, IReadOnlySet<int> variables)
    {
        if (variables.Count == 0)
            return node;
        var last = variables.Max();
        var done = new Dictionary<int, int>();
        return Visit(node);

        int Visit(int at)
        {
            var variable = VariableOf(at);
            if (variable > last)
                return at;
            if (done.TryGetValue(at, out var known))
                return known;
            int[] children = [.. ChildrenOf(at).ToArray().Select(Visit)];
            return done[at] = variables.Contains(variable) ? children.Aggregate(Or) : nodes.Get(variable, children);
        }
    }

    /// <summary>The variables on which it depends whether a combination is in the set.</summary>
    public SortedSet<int> Support(int node)
    {
        var found = new SortedSet<int>();
        var seen = new HashSet<int> { False, True };
        Visit(node);
        return found;

        void Visit(int at)
        {
            if (!seen.Add(at))
                return;
            found.Add(VariableOf(at));
            foreach (var child in ChildrenOf(at).ToArray())
                Visit(child);
        }
    }

    private int Apply(Operation operation, int a, int b)
    {
        if (Settled(operation, a, b) is { } settled)
            return settled;
        if (operation != Operation.Minus && a > b)
            (a, b) = (b, a);
        if (cache.Find((int)operation, a, b) is { } known)
            return known;
        budget.Spend(1);

        var variable = Math.Min(VariableOf(a), VariableOf(b));
        var width = widths[variable];
        var mark = Reserve(width);
        for (var value = 0; value < width; value++)
        {
            var child = Apply(operation, Child(a, variable, value), Child(b, variable, value));
            scratch[mark + value] = child;
        }
        var result = nodes.Get(variable, scratch.AsSpan(mark, width));
        top = mark;
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

        var variable = Math.Min(VariableOf(a), VariableOf(b));
        var decisive = operation == Operation.Meets;
        var result = !decisive;
        for (var value = 0; value < widths[variable] && result != decisive; value++)
            result = Test(operation, Child(a, variable, value), Child(b, variable, value));
        cache.Keep((int)operation, a, b, result ? True : False, nodes.Count);
        return result;
    }

    private int Child(int node, int variable, int value) =>
        VariableOf(node) == variable ? ChildrenOf(node)[value] : node;

    private int Reserve(int width)
    {
        var mark = top;
        top += width;
        if (top > scratch.Length)
            Array.Resize(ref scratch, Math.Max(top, scratch.Length * 2));
        return mark;
    }
}
