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

    // A path of the diagram mentions the variables it asks; values that lead on to the same node are taken together.
    private static Combination ShortestPath(int set, DecisionDiagram diagram)
    {
        var lengths = new Dictionary<int, int>
        {
            [DecisionDiagram.True] = 0,
            [DecisionDiagram.False] = int.MaxValue / 2,
        };
        var choices = ImmutableArray.CreateBuilder<(int, ImmutableArray<int>)>();
        for (var node = set; node != DecisionDiagram.True; )
        {
            var children = diagram.ChildrenOf(node).ToArray();
            var next = children.MinBy(Length);
            choices.Add(
                (diagram.VariableOf(node), [.. Enumerable.Range(0, children.Length).Where(v => children[v] == next)])
            );
            node = next;
        }
        return new Combination(choices.ToImmutable());

        int Length(int node)
        {
            if (lengths.TryGetValue(node, out var known))
                return known;
            var shortest = int.MaxValue / 2;
            foreach (var child in diagram.ChildrenOf(node))
                shortest = Math.Min(shortest, Length(child));
            return lengths[node] = shortest + 1;
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
