namespace SupportKit.PolicyAnalysis;

/// <summary>Requests that reach a rule set and that none of its rules covers: the desk would refuse them with <c>policy.rule_missing</c>.</summary>
internal static class GapCheck
{
    private const int MostExamples = 20;

    public static void Report(
        RuleSetAnalysis rules,
        string path,
        FactSpace space,
        bool reachIsExact,
        FindingList findings
    )
    {
        var certain = reachIsExact ? rules.CertainlyUncovered : DecisionDiagram.False;
        foreach (var gap in Examples.Of(certain, rules.Reach, space).Take(MostExamples))
            findings.Error(
                SupportKitErrors.PolicyRuleMissing,
                path,
                $"No rule of \"{rules.Name}\" covers {Requests(gap, space)}.",
                $"Add a rule for them; one without \"when\" at the end covers all that is left.",
                gap.Example(space)
            );

        var possible = space.Diagram.Minus(rules.Uncovered, certain);
        foreach (var gap in Examples.Of(possible, rules.Reach, space).Take(MostExamples))
            findings.Warn(
                SupportKitErrors.PolicyRuleMissingPossibly,
                path,
                $"It cannot be shown that a rule of \"{rules.Name}\" covers {Requests(gap, space)}.",
                $"Add a rule without \"when\" at the end.",
                gap.Example(space)
            );
    }

    private static string Requests(Combination gap, FactSpace space) =>
        gap.Choices.IsEmpty ? "any request" : $"requests with {gap.Describe(space)}";
}
