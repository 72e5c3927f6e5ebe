using System.Collections.Immutable;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Puts facts that appear in the same rules next to each other, which keeps diagrams small: each fact moves to the middle of the
/// rules that it is in, again and again (F. Aloul, I. Markov, K. Sakallah: FORCE, 2003). The order given is kept where that does
/// not make the rules at least a third narrower.
/// </summary>
internal static class VariableOrder
{
    private const int Rounds = 50;

    public static ImmutableArray<Dimension> Improve(
        ImmutableArray<Dimension> dimensions,
        IEnumerable<IEnumerable<string>> rules,
        WorkBudget budget
    )
    {
        // The desk's own facts stay in front: what can be known depends on them.
        var fixedFirst = dimensions.Count(dimension => dimension.Position < 0);
        var places = dimensions.Select((dimension, i) => (dimension.Name, i)).ToDictionary(d => d.Name, d => d.i);
        var edges = rules
            .Select(facts =>
                facts
                    .Where(places.ContainsKey)
                    .Select(fact => places[fact])
                    .Where(i => i >= fixedFirst)
                    .Distinct()
                    .ToArray()
            )
            .Where(edge => edge.Length > 1)
            .ToList();
        if (edges.Count == 0)
            return dimensions;

        double[] position = [.. Enumerable.Range(0, dimensions.Length)];
        var (best, before) = ((double[])position.Clone(), Span(edges, position));
        var least = before;
        for (var round = 0; round < Rounds; round++)
        {
            budget.Spend(edges.Sum(edge => edge.Length));
            var (sum, count) = (new double[dimensions.Length], new int[dimensions.Length]);
            foreach (var edge in edges)
            {
                var center = edge.Average(i => position[i]);
                foreach (var i in edge)
                    (sum[i], count[i]) = (sum[i] + center, count[i] + 1);
            }
            for (var i = fixedFirst; i < position.Length; i++)
                position[i] = count[i] == 0 ? position[i] : sum[i] / count[i];
            var rank = Enumerable
                .Range(0, position.Length)
                .OrderBy(i => i < fixedFirst ? -1 : position[i])
                .ThenBy(i => i);
            var place = 0;
            foreach (var i in rank.ToList())
                position[i] = place++;
            if (Span(edges, position) is var span && span < least)
                (best, least) = ((double[])position.Clone(), span);
        }
        return least * 3 > before * 2
            ? dimensions
            : [.. dimensions.Select((dimension, i) => (dimension, i)).OrderBy(d => best[d.i]).Select(d => d.dimension)];
    }

    private static double Span(List<int[]> edges, double[] position) =>
        edges.Sum(edge => edge.Max(i => position[i]) - edge.Min(i => position[i]));
}
