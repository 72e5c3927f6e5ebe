using System.Collections.Immutable;

namespace SupportKit.PolicyAnalysis;

/// <summary>A rule set whose sets of combinations have small diagrams.</summary>
internal sealed record DiagramAnalysis(
    string Name,
    int Reach,
    ImmutableArray<AnalyzedRule> Rules,
    FactSpace Space,
    int Left
) : RuleSetAnalysis(Name, Reach, Rules)
{
    private readonly Lazy<EarlierRules> earlier = new(() => new EarlierRules(Rules, Space.Diagram));

    public static DiagramAnalysis Of(RuleList rules, int reach, FactSpace space)
    {
        var diagram = space.Diagram;
        var analyzed = ImmutableArray.CreateBuilder<AnalyzedRule>();
        var left = reach;
        foreach (var (id, path, condition, outcome, meant) in rules.Rules)
        {
            var when = space.Where(condition);
            analyzed.Add(
                new(id, path, when, diagram.And(reach, when), diagram.And(left, when), outcome)
                {
                    OverlapsAreMeant = meant,
                }
            );
            left = diagram.Minus(left, when);
        }
        return new DiagramAnalysis(rules.Name, reach, analyzed.ToImmutable(), space, left);
    }

    public override int Uncovered => Left;

    public override int CertainlyUncovered
    {
        get
        {
            // A gap is certain when no rule covers it, whatever the answers of the conditions that cannot be analyzed.
            var (diagram, uncertain) = (Space.Diagram, Space.UncertainVariables);
            if (uncertain.IsEmpty || Left == DecisionDiagram.False)
                return Left;
            var covered = diagram.Exists(diagram.Minus(Reach, Left), uncertain);
            return diagram.Minus(diagram.Exists(Left, uncertain), covered);
        }
    }

    public override IEnumerable<Combination> Gaps(bool certain) =>
        Examples.Of(certain ? CertainlyUncovered : Space.Diagram.Minus(Uncovered, CertainlyUncovered), Reach, Space);

    public override int DecidedAs(IReadOnlySet<int> outcomes, IReadOnlySet<int> later)
    {
        var won = Space.Diagram.Union([
            .. Rules.Where(rule => outcomes.Contains(rule.Outcome)).Select(rule => rule.Wins),
        ]);
        var others = Enumerable.Range(0, Space.Diagram.Variables).Where(variable => !later.Contains(variable));
        return Space.Diagram.Exists(won, others.ToHashSet());
    }

    public override IEnumerable<AnalyzedRule> TakersOf(int rule) =>
        earlier.Value.ThatTakeFrom(Rules[rule].When, rule, null).Select(taker => Rules[taker]);

    public override IEnumerable<(Overlap Overlap, int Shared)> SuspiciousOverlaps()
    {
        for (var later = 0; later < Rules.Length; later++)
        {
            var rule = Rules[later];
            // A rule without a condition is there to be overlapped; a rule that never wins is reported as such.
            if (rule.When == DecisionDiagram.True || rule.Wins == DecisionDiagram.False || rule.OverlapsAreMeant)
                continue;
            foreach (var taker in earlier.Value.ThatTakeFrom(rule.When, later, rule.Outcome))
                yield return (new Overlap(Rules[taker], rule), Space.Diagram.And(Rules[taker].Wins, rule.When));
        }
    }
}
