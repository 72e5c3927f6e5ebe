using SupportKit.PolicyAnalysis;
using SupportKit.Rules;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>The checker says exactly what trying every combination says, over generated policies.</summary>
public class PolicyCheckerLaws
{
    [Law(60, 1_000, EndSize = 120)]
    internal bool It_finds_the_combinations_that_no_rule_covers_and_no_others(SmallPolicy small) =>
        Agree(
            small,
            (space, rules, tried) =>
                tried.Reached.All(facts => Contains(space, rules.Reach, facts))
                && tried.Reached.All(facts =>
                    Contains(space, rules.Uncovered, facts) == tried.Uncovered.Contains(facts)
                )
        );

    [Law(60, 1_000, EndSize = 120)]
    internal bool It_finds_the_rules_that_never_win_and_no_others(SmallPolicy small) =>
        Agree(
            small,
            (_, rules, tried) =>
                rules.Rules.All(rule => rule.Wins != DecisionDiagram.False == tried.Winning.Contains(rule.Id))
                && rules.Rules.All(rule => rule.Meets != DecisionDiagram.False == tried.Holding.Contains(rule.Id))
        );

    [Law(60, 1_000, EndSize = 120)]
    internal bool It_finds_the_rules_whose_order_decides_and_no_others(SmallPolicy small) =>
        Agree(
            small,
            (space, rules, tried) =>
                tried.Overlaps.SetEquals(
                    rules.Overlaps(space.Diagram).Select(overlap => (overlap.Earlier.Id, overlap.Later.Id))
                )
        );

    [Law(60, 500, EndSize = 120)]
    internal bool Its_findings_say_the_same_as_its_sets_and_every_example_is_one(SmallPolicy small)
    {
        var policy = small.Make();
        var findings = PolicyChecker.Analyze(policy);
        var tried = BruteForce.Of(policy);
        var gaps = findings.Where(finding => finding.Code == "policy.rule_missing").ToList();
        return tried
                .Take(3)
                .All(rules =>
                    gaps.Exists(gap => gap.Path.StartsWith($"$.{rules.Name}", StringComparison.Ordinal))
                    == rules.Uncovered.Count > 0
                )
            && gaps.All(gap =>
                tried.Take(3).Any(rules => rules.Uncovered.Exists(facts => IsPartOf(gap.Example!, facts)))
            )
            && tried.Sum(rules => rules.Holding.Count - rules.Winning.Count)
                == findings.Count(finding => finding.Code == "policy.rule_shadowed");
    }

    [Law(60, 1_000, EndSize = 120)]
    internal bool An_example_stands_for_gaps_only_and_no_fact_can_be_left_out_of_it(SmallPolicy small) =>
        Agree(
            small,
            (space, rules, _) =>
                Examples
                    .Of(rules.Uncovered, rules.Reach, space)
                    .All(gap =>
                        AllUncovered(space, rules, gap)
                        && gap.Choices.All(choice =>
                            !AllUncovered(space, rules, new Combination(gap.Choices.Remove(choice)))
                        )
                    )
        );

    [Fact]
    public void The_generated_policies_have_something_of_everything()
    {
        var random = new Random(1);
        var tried = Enumerable
            .Range(0, 150)
            .Select(_ => SmallPolicies.Make([.. Enumerable.Range(0, 120).Select(_ => random.Next(1000))]))
            .SelectMany(BruteForce.Of)
            .ToList();

        foreach (var section in tried.GroupBy(rules => rules.Name))
        {
            Assert.Contains(section, rules => rules.Uncovered.Count > 0);
            Assert.Contains(section, rules => rules.Reached.Count > 0 && rules.Uncovered.Count == 0);
            Assert.Contains(section, rules => rules.Overlaps.Count > 0);
            Assert.Contains(section, rules => rules.Holding.Count > rules.Winning.Count);
        }
    }

    private static bool AllUncovered(FactSpace space, RuleSetAnalysis rules, Combination combination) =>
        space.Diagram.Within(space.Diagram.And(combination.In(space.Diagram), rules.Reach), rules.Uncovered);

    /// <summary>Whether a set holds a combination, by following the diagram down with the values of its facts.</summary>
    private static bool Contains(FactSpace space, int set, FactSet facts)
    {
        while (set is not (DecisionDiagram.False or DecisionDiagram.True))
        {
            var dimension = space.Dimensions[space.Diagram.VariableOf(set)];
            var piece = dimension.Pieces.Single(piece => IsIn(piece, facts[dimension.Name], dimension));
            set = space.Diagram.ChildrenOf(set)[dimension.CellOf[dimension.Pieces.IndexOf(piece)]];
        }
        return set == DecisionDiagram.True;
    }

    private static bool IsIn(ValueClass piece, FactValue? value, Dimension dimension) =>
        (piece.Value, value) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            _ when piece.IsRest => !dimension.Pieces.Any(other => !other.IsRest && other.Value == value),
            _ when piece.Above is not null || piece.Below is not null => (piece.Above ?? decimal.MinValue)
                < value.Value.Number
                && value.Value.Number < (piece.Below ?? decimal.MaxValue),
            _ => piece.Value == value,
        };

    private static bool IsPartOf(FactSet example, FactSet facts) =>
        example.All(fact => facts[fact.Key] is { } value && SmallPolicies.Tried(fact.Value) == value);

    private static bool Agree(SmallPolicy small, Func<FactSpace, RuleSetAnalysis, BruteForce, bool> law)
    {
        var policy = small.Make();
        var flow = new DecisionFlow(policy, new WorkBudget(WorkBudget.Usual));
        RuleSetAnalysis[] analysed = [flow.Scope, flow.Priority, flow.Routing, .. flow.Promises];
        return analysed.Zip(BruteForce.Of(policy)).All(pair => law(flow.Space, pair.First, pair.Second));
    }
}
