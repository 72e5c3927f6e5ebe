namespace SupportKit.PolicyAnalysis;

/// <summary>Follows the bits of one variable down a diagram, as far as they are asked.</summary>
internal static class CellBranches
{
    public static List<(int Then, CellRuns Cells)> Of(DecisionDiagram diagram, int node)
    {
        var variable = diagram.VariableOf(node);
        var layout = diagram.Layout;
        var (end, last) = (layout.EndOf(variable), layout.WidthOf(variable) - 1);
        var order = new List<int>();
        var runs = new Dictionary<int, List<(int From, int To)>>();
        Visit(node, layout.StartOf(variable), 0);
        return [.. order.Select(then => (then, new CellRuns([.. runs[then]])))];

        void Visit(int at, int bit, int from)
        {
            var next = at <= DecisionDiagram.True ? int.MaxValue : diagram.NodeOf(at).Bit;
            if (from > last && bit > layout.StartOf(variable))
                return; // another number of the last cell
            if (next >= end)
            {
                Add(at, from, Math.Min(last, from + (1 << (end - bit)) - 1));
                return;
            }
            var (_, low, high) = diagram.NodeOf(at);
            var (zero, one) = next == bit ? (low, high) : (at, at);
            Visit(zero, bit + 1, from);
            Visit(one, bit + 1, from + (1 << (end - bit - 1)));
        }

        void Add(int then, int from, int to)
        {
            if (!runs.TryGetValue(then, out var known))
            {
                runs.Add(then, known = []);
                order.Add(then);
            }
            if (known.Count > 0 && known[^1].To == from - 1)
                known[^1] = (known[^1].From, to);
            else
                known.Add((from, to));
        }
    }
}
