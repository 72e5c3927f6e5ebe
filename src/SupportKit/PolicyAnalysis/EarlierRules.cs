using System.Collections.Immutable;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Finds the earlier rules that take something from a later one, without asking each of them: the rules are leaves of a tree in
/// which every node knows the union of what its rules win, and a branch that wins nothing of what is sought is left out whole.
/// Rules that ask for the same facts stand in one tree, so that whole trees are left out where only some facts count.
/// </summary>
internal sealed class EarlierRules
{
    private readonly ImmutableArray<AnalyzedRule> rules;
    private readonly DecisionDiagram diagram;
    private readonly List<(SortedSet<int> Facts, Node Root)> trees = [];
    private readonly Dictionary<int, SortedSet<int>> support = [];

    public EarlierRules(ImmutableArray<AnalyzedRule> rules, DecisionDiagram diagram)
    {
        (this.rules, this.diagram) = (rules, diagram);
        var byFacts = Enumerable
            .Range(0, rules.Length)
            .Where(rule => rules[rule].Wins != DecisionDiagram.False)
            .GroupBy(rule => string.Join(' ', SupportOf(rules[rule].When)), StringComparer.Ordinal);
        foreach (var group in byFacts)
        {
            int[] places = [.. group];
            trees.Add((SupportOf(rules[places[0]].When), Make(places)));
        }
    }

    /// <summary>
    /// The rules before a place that win some of a set, in order. With an outcome: only those of another outcome that ask for no
    /// other facts than the set, and of whose combinations not all are in the set.
    /// </summary>
    public IEnumerable<int> ThatTakeFrom(int set, int before, int? otherThan)
    {
        var found = new List<int>();
        diagram.Spend(trees.Count);
        foreach (var (facts, root) in trees)
        {
            if (otherThan is null || facts.IsSubsetOf(SupportOf(set)))
                Visit(root);
        }
        found.Sort();
        return found;

        void Visit(Node node)
        {
            if (
                node.First >= before
                || (otherThan is not null && node.Outcome == otherThan)
                || !diagram.Meets(node.Wins, set)
                || (otherThan is not null && diagram.Within(node.Meets, set))
            )
                return;
            if (node.Left is null)
                found.Add(node.First);
            else
            {
                Visit(node.Left);
                Visit(node.Right!);
            }
        }
    }

    private SortedSet<int> SupportOf(int set)
    {
        if (!support.TryGetValue(set, out var found))
            support.Add(set, found = diagram.Support(set));
        return found;
    }

    private Node Make(ReadOnlySpan<int> places)
    {
        if (places.Length == 1)
        {
            var rule = rules[places[0]];
            return new(places[0], rule.Outcome, rule.Wins, rule.Meets, null, null);
        }
        var (left, right) = (Make(places[..(places.Length / 2)]), Make(places[(places.Length / 2)..]));
        return new(
            left.First,
            left.Outcome == right.Outcome ? left.Outcome : null,
            diagram.Or(left.Wins, right.Wins),
            diagram.Or(left.Meets, right.Meets),
            left,
            right
        );
    }

    /// <param name="First">The first of its rules.</param>
    /// <param name="Outcome">The outcome of all its rules; null when they differ.</param>
    /// <param name="Wins">What its rules win.</param>
    /// <param name="Meets">What its rules meet.</param>
    /// <param name="Left">The first half; null for a leaf.</param>
    /// <param name="Right">The other half.</param>
    private sealed record Node(int First, int? Outcome, int Wins, int Meets, Node? Left, Node? Right);
}
