using System.Collections.Immutable;

namespace SupportKit.PolicyAnalysis;

/// <summary>Finds small combinations that illustrate a set.</summary>
internal static class Examples
{
    /// <summary>
    /// At most so many combinations that together make up the set, those with the fewest facts first. From each,
    /// a fact is left out when it does not distinguish the combination from others in <paramref name="among"/>.
    /// </summary>
    public static IEnumerable<Combination> Of(int set, int among, FactSpace space)
    {
        var diagram = space.Diagram;
        for (var left = set; left != DecisionDiagram.False; )
        {
            var found = Shorten(ShortestPath(left, diagram), set, among, space);
            yield return found;
            left = diagram.Minus(left, found.In(diagram));
        }
    }

    // A path of the diagram mentions the variables it asks; cells that lead on to the same node are taken together.
    private static Combination ShortestPath(int set, DecisionDiagram diagram)
    {
        var shortest = new Dictionary<int, (int Length, int Then, CellRuns Cells)>
        {
            [DecisionDiagram.True] = (0, 0, default),
            [DecisionDiagram.False] = (int.MaxValue / 2, 0, default),
        };
        var choices = ImmutableArray.CreateBuilder<(int, CellRuns)>();
        for (var node = set; node != DecisionDiagram.True; )
        {
            Length(node);
            var (_, then, cells) = shortest[node];
            choices.Add((diagram.VariableOf(node), cells));
            node = then;
        }
        return new Combination(choices.ToImmutable());

        int Length(int node)
        {
            if (shortest.TryGetValue(node, out var known))
                return known.Length;
            var (best, cells) = diagram.Branches(node).MinBy(branch => Length(branch.Then));
            var length = Length(best) + 1;
            shortest.Add(node, (length, best, cells));
            return length;
        }
    }

    private static Combination Shorten(Combination found, int set, int among, FactSpace space)
    {
        var diagram = space.Diagram;
        foreach (var choice in found.Choices.OrderBy(space.TellingOf))
        {
            var shorter = new Combination(found.Choices.Remove(choice));
            if (diagram.Within(diagram.And(shorter.In(diagram), among), set))
                found = shorter;
        }
        return found;
    }
}
