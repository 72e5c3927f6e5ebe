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
        // Where more is taken to reach the rules than may do, no gap is certain.
        foreach (var gap in reachIsExact ? rules.Gaps(certain: true).Take(MostExamples) : [])
            findings.Error(
                SupportKitErrors.PolicyRuleMissing,
                path,
                $"No rule of \"{rules.Name}\" covers {Requests(gap, space)}.",
                $"Add a rule for them; one without \"when\" at the end covers all that is left.",
                gap.Example(space)
            );

        var possible = rules.Gaps(certain: false);
        foreach (var gap in (reachIsExact ? possible : rules.Gaps(certain: true).Concat(possible)).Take(MostExamples))
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
