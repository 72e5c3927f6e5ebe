using System.Collections.Immutable;

namespace SupportKit.PolicyAnalysis;

/// <summary>Finds what would become of a rule's requests without it: a tree over the rules, whose nodes know what any of theirs covers.</summary>
internal sealed class LaterRules
{
    private readonly ImmutableArray<AnalyzedRule> rules;
    private readonly DecisionDiagram diagram;
    private readonly int[] covered; // the tree, as a heap of 2 * leaves nodes
    private readonly int leaves;

    public LaterRules(ImmutableArray<AnalyzedRule> rules, DecisionDiagram diagram)
    {
        (this.rules, this.diagram) = (rules, diagram);
        for (leaves = 1; leaves < rules.Length; )
            leaves *= 2;
        covered = new int[2 * leaves];
        for (var at = 0; at < rules.Length; at++)
            covered[leaves + at] = rules[at].When;
        for (var at = leaves - 1; at > 0; at--)
            covered[at] = diagram.Or(covered[2 * at], covered[2 * at + 1]);
    }

    /// <summary>The later rules that would take all that the rule takes, each with the same outcome; empty when they would not.</summary>
    public List<int> DecideTheSame(int rule)
    {
        var takers = new List<int>();
        var next = rule;
        for (var left = rules[rule].Wins; left != DecisionDiagram.False; )
        {
            next = FirstAfter(next, left);
            if (next < 0 || rules[next].Outcome != rules[rule].Outcome)
                return [];
            takers.Add(next);
            left = diagram.Minus(left, rules[next].When);
        }
        return takers;
    }

    // Up until a node lies to the right that meets the set, then down to its first leaf that does.
    private int FirstAfter(int rule, int set)
    {
        var at = leaves + rule;
        while (at > 1 && ((at & 1) == 1 || !diagram.Meets(covered[at + 1], set)))
            at /= 2;
        if (at <= 1)
            return -1;
        for (at++; at < leaves; )
            at = diagram.Meets(covered[2 * at], set) ? 2 * at : 2 * at + 1;
        return at - leaves;
    }
}
