using SupportKit.PolicyAnalysis;
using SupportKit.Rules;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>The checker says exactly what trying every combination says, over generated policies.</summary>
public class PolicyCheckerLaws
{
    [Law(20, 1_000, EndSize = 120)]
    internal bool It_finds_the_combinations_that_no_rule_covers_and_no_others(SmallPolicy small) =>
        Agree(
            small,
            (space, rules, tried) =>
                tried.Reached.All(facts => Contains(space, rules.Reach, facts))
                && tried.Reached.All(facts =>
                    Contains(space, rules.Uncovered, facts) == tried.Uncovered.Contains(facts)
                )
        );

    [Law(20, 1_000, EndSize = 120)]
    internal bool It_finds_the_rules_that_never_win_and_no_others(SmallPolicy small) =>
        Agree(
            small,
            (_, rules, tried) =>
                rules.Rules.All(rule => rule.Wins != DecisionDiagram.False == tried.Winning.Contains(rule.Id))
                && rules.Rules.All(rule => rule.Meets != DecisionDiagram.False == tried.Holding.Contains(rule.Id))
        );

    [Law(20, 1_000, EndSize = 120)]
    internal bool It_finds_the_rules_that_lose_what_they_name_and_no_others(SmallPolicy small) =>
        Agree(small, FindsTheSuspicious) && AgreeBySearch(small, FindsTheSuspicious);

    [Law(20, 1_000, EndSize = 120)]
    internal bool A_search_finds_gaps_and_rules_that_never_win_as_diagrams_do(SmallPolicy small) =>
        AgreeBySearch(
            small,
            (space, rules, tried) =>
                rules.Uncovered != DecisionDiagram.False == tried.Uncovered.Count > 0
                && tried.Reached.All(facts =>
                    !Contains(space, rules.Uncovered, facts) || tried.Uncovered.Contains(facts)
                )
                && rules.CertainlyUncovered == rules.Uncovered
                && rules.Rules.All(rule => rule.Wins != DecisionDiagram.False == tried.Winning.Contains(rule.Id))
                && rules.Rules.All(rule => rule.Meets != DecisionDiagram.False == tried.Holding.Contains(rule.Id))
        );

    [Law(20, 500, EndSize = 120)]
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

    [Law(20, 1_000, EndSize = 120)]
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

    /// <summary>Whether a set holds a combination, by the cells of its facts' values.</summary>
    private static bool Contains(FactSpace space, int set, FactSet facts) =>
        space.Diagram.Contains(
            set,
            variable =>
            {
                var dimension = space.Dimensions[variable];
                var piece = dimension.Pieces.Single(piece => IsIn(piece, facts[dimension.Name], dimension));
                return dimension.CellOf[dimension.Pieces.IndexOf(piece)];
            }
        );

    private static bool IsIn(ValueClass piece, FactValue? value, Dimension dimension)
    {
        return (piece.Value, value) switch
        {
            (null, null) => true,
            (null, _) or (_, null) => false,
            _ when IsNamed(piece) => piece.Value == value,
            _ when dimension.Pieces.Any(other => IsNamed(other) && other.Value == value) => false,
            _ when piece.Prefix is { } prefix => Begins(prefix)
                && !dimension.Pieces.Any(other => other.Prefix?.Length > prefix.Length && Begins(other.Prefix)),
            _ when value.Value.Kind == FactValueKind.Number => (piece.Above ?? decimal.MinValue) < value.Value.Number
                && value.Value.Number < (piece.Below ?? decimal.MaxValue),
            _ => !dimension.Pieces.Any(other => other.Prefix is { } prefix && Begins(prefix))
                && (piece.From is null || string.CompareOrdinal(piece.From, value.Value.Text) <= 0)
                && (piece.Before is null || string.CompareOrdinal(piece.Before, value.Value.Text) > 0),
        };

        bool Begins(string prefix) => value!.Value.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsNamed(ValueClass piece) =>
        piece is { IsRest: false, Above: null, Below: null, Prefix: null, From: null, Before: null };

    private static bool IsPartOf(FactSet example, FactSet facts) =>
        example.All(fact => facts[fact.Key] is { } value && SmallPolicies.Tried(fact.Key, fact.Value) == value);

    // The later asks for all facts that the earlier asks for, does not cover all of it, and is not one that never wins.
    private static bool FindsTheSuspicious(FactSpace space, RuleSetAnalysis rules, BruteForce tried) =>
        (
            from later in rules.Rules
            where later.When != DecisionDiagram.True && tried.Winning.Contains(later.Id)
            from earlier in rules.Rules
            where tried.Overlaps.Contains((earlier.Id, later.Id))
            where space.Diagram.Support(earlier.When).IsSubsetOf(space.Diagram.Support(later.When))
            where !tried.HeldOn[earlier.Id].IsSubsetOf(tried.HeldOn[later.Id])
            select (earlier.Id, later.Id)
        )
            .ToHashSet()
            .SetEquals(rules.SuspiciousOverlaps().Select(pair => (pair.Overlap.Earlier.Id, pair.Overlap.Later.Id)));

    private static bool Agree(SmallPolicy small, Func<FactSpace, RuleSetAnalysis, BruteForce, bool> law) =>
        Agree(small, CheckEffort.Usual, law);

    // Without a step for diagrams, every section is searched.
    private static bool AgreeBySearch(SmallPolicy small, Func<FactSpace, RuleSetAnalysis, BruteForce, bool> law) =>
        Agree(small, CheckEffort.Usual with { DiagramSteps = -1 }, law);

    private static bool Agree(
        SmallPolicy small,
        CheckEffort effort,
        Func<FactSpace, RuleSetAnalysis, BruteForce, bool> law
    )
    {
        var policy = small.Make();
        var flow = new DecisionFlow(policy, effort);
        var tried = BruteForce.Of(policy);
        var sections = flow.Sections.ToList();
        flow.Budget.Renew(effort.SearchSteps, effort.Nodes);
        return sections.Count == tried.Count
            && sections
                .Zip(tried)
                .All(pair => pair.First.ReachIsExact && law(flow.Space, pair.First.Rules, pair.Second));
    }
}
