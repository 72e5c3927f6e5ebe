using SupportKit.PolicyAnalysis;
using SupportKit.Rules;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>A condition of a kind that the checker does not look into never makes it call something wrong an error.</summary>
public class UnknownConditionTests
{
    private static readonly Policy Policy = Samples.Digibee;

    [Fact]
    public void What_may_not_be_covered_is_a_warning() =>
        Assert.Equal(
            [("policy.rule_missing_possibly", FindingSeverity.Warning)],
            Gaps(("full-moon", new Moon("full"), "P1"), ("new-moon", new Moon("new"), "P2"))
        );

    [Fact]
    public void What_is_not_covered_whatever_it_says_is_an_error() =>
        Assert.Equal(
            [("policy.rule_missing", FindingSeverity.Error), ("policy.rule_missing_possibly", FindingSeverity.Warning)],
            Gaps(("full-moon", new Condition.AllOf([new Moon("full"), Contract]), "P1"))
        );

    [Fact]
    public void A_condition_and_its_negation_cover_everything() =>
        Assert.Empty(
            Gaps(("full", new Moon("full"), "P1"), ("not-full", new Condition.Negated(new Moon("full"), "moon"), "P2"))
        );

    [Fact]
    public void Two_of_them_overlap_and_nothing_is_said()
    {
        var (rules, space) = Analyse(("full", new Moon("full"), "P1"), ("new", new Moon("new"), "P2"));

        var findings = new FindingList(Policy);

        OverlapCheck.Report(rules, space, findings);

        Assert.Empty(findings.ToImmutable());
    }

    [Fact]
    public void One_that_stands_after_its_equal_never_wins()
    {
        var (rules, _) = Analyse(("a", new Moon("full"), "P1"), ("b", new Moon("full"), "P2"));

        Assert.Equal(DecisionDiagram.False, rules.Rules[1].Wins);
    }

    private static Condition Contract => new Condition.EqualsAny("contract", [true]);

    private static (string, FindingSeverity)[] Gaps(params (string, Condition, string)[] rules)
    {
        var (analysis, space) = Analyse(rules);
        var findings = new FindingList(Policy);
        GapCheck.Report(analysis, "$.priority.rules", space, reachIsExact: true, findings);
        return [.. findings.ToImmutable().Select(finding => (finding.Code, finding.Severity))];
    }

    private static (RuleSetAnalysis, FactSpace) Analyse(params (string Id, Condition When, string Then)[] rules)
    {
        var budget = new WorkBudget(10_000_000);
        var space = new FactSpace(
            Policy.Facts,
            new CategoryForms(Policy.Intake, budget),
            rules.Select(rule => rule.When),
            budget
        );
        var set = new RuleSet<string>(
            "priority",
            [.. rules.Select(rule => new Rule<string>(rule.Id, rule.When, rule.Then, null))]
        );
        return (
            RuleSetAnalysis.Of(set, "$.priority.rules", DecisionDiagram.True, space, budget, CheckEffort.Usual),
            space
        );
    }

    private sealed record Moon(string Phase) : Condition
    {
        public override bool Holds(FactSet facts) => throw new NotSupportedException("The checker does not ask.");

        private protected override ConditionFailure Failure(FactSet facts) => throw new NotSupportedException();
    }
}
