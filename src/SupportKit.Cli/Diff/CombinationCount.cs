using System.Numerics;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary>Counts the combinations of a set, over what requests state: what a policy works out is not counted.</summary>
internal sealed class CombinationCount
{
    private readonly DecisionDiagram diagram;
    private readonly BigInteger[] below;
    private readonly Dictionary<int, BigInteger> known = [];

    public CombinationCount(FactSpace space)
    {
        diagram = space.Diagram;
        // How many combinations the variables from one on have.
        below = new BigInteger[diagram.Variables + 1];
        below[^1] = BigInteger.One;
        for (var variable = diagram.Variables - 1; variable >= 0; variable--)
            below[variable] =
                below[variable + 1] * (IsWorkedOut(space.Dimensions[variable]) ? 1 : diagram.Layout.WidthOf(variable));
    }

    /// <summary>How many combinations are in a set that does not depend on what a policy works out.</summary>
    public BigInteger Of(int set) => Count(set) * below[0] / below[VariableOf(set)];

    private BigInteger Count(int node)
    {
        if (node is DecisionDiagram.False or DecisionDiagram.True)
            return node == DecisionDiagram.True ? 1 : 0;
        if (known.TryGetValue(node, out var found))
            return found;
        var variable = VariableOf(node);
        var sum = BigInteger.Zero;
        foreach (var (then, cells) in diagram.Branches(node))
            sum += cells.Cells().Count() * Count(then) * below[variable + 1] / below[VariableOf(then)];
        return known[node] = sum;
    }

    private int VariableOf(int node) => Math.Min(diagram.VariableOf(node), diagram.Variables);

    private static bool IsWorkedOut(Dimension dimension) =>
        !dimension.IsOpaque && ComparedSide.IsWorkedOut(dimension.Name);
}
