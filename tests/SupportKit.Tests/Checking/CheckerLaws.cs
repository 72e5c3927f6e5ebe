using FsCheck;
using FsCheck.Fluent;
using SupportKit.Checking;
using SupportKit.Rules;

namespace SupportKit.Tests.Checking;

/// <summary>The checker says exactly what trying every combination says, over generated policies.</summary>
public class CheckerLaws
{
    [Fact]
    public void It_finds_the_combinations_that_no_rule_covers_and_no_others() =>
        Agree(
            (space, rules, tried) =>
                tried.Reached.All(facts => Contains(space, rules.Reach, facts))
                && tried.Reached.All(facts =>
                    Contains(space, rules.Uncovered, facts) == tried.Uncovered.Contains(facts)
                )
        );

    [Fact]
    public void It_finds_the_rules_that_never_win_and_no_others() =>
        Agree(
            (_, rules, tried) =>
                rules.Rules.All(rule => rule.Wins != Diagram.False == tried.Winning.Contains(rule.Id))
                && rules.Rules.All(rule => rule.Meets != Diagram.False == tried.Holding.Contains(rule.Id))
        );

    [Fact]
    public void It_finds_the_rules_whose_order_decides_and_no_others() =>
        Agree(
            (space, rules, tried) =>
                tried.Overlaps.SetEquals(
                    rules.Overlaps(space.Diagram).Select(overlap => (overlap.Earlier.Id, overlap.Later.Id))
                )
        );

    [Fact]
    public void Its_findings_say_the_same_as_its_sets_and_every_example_is_one() =>
        Prop.ForAll(
                SmallPolicies.Choices,
                choices =>
                {
                    var policy = SmallPolicies.Make(choices);
                    var findings = PolicyChecker.Check(policy);
                    var tried = BruteForce.Of(policy);
                    var gaps = findings.Where(finding => finding.Code == "policy.gap").ToList();
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
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(120));

    [Fact]
    public void An_example_stands_for_gaps_only_and_no_fact_can_be_left_out_of_it() =>
        Agree(
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
            .Range(0, 500)
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
        while (set is not (Diagram.False or Diagram.True))
        {
            var dimension = space.Dimensions[space.Diagram.VariableOf(set)];
            var piece = dimension.Pieces.Single(piece => IsIn(piece, facts[dimension.Name], dimension));
            set = space.Diagram.ChildrenOf(set)[dimension.CellOf[dimension.Pieces.IndexOf(piece)]];
        }
        return set == Diagram.True;
    }

    private static bool IsIn(Piece piece, FactValue? value, Dimension dimension) =>
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

    private static void Agree(Func<FactSpace, RuleSetAnalysis, BruteForce, bool> law) =>
        Prop.ForAll(
                SmallPolicies.Choices,
                choices =>
                {
                    var policy = SmallPolicies.Make(choices);
                    var flow = new DecisionFlow(policy, new WorkBudget(WorkBudget.Usual));
                    RuleSetAnalysis[] analysed = [flow.Scope, flow.Priority, flow.Routing, .. flow.Promises];
                    return analysed.Zip(BruteForce.Of(policy)).All(pair => law(flow.Space, pair.First, pair.Second));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(120));
}
