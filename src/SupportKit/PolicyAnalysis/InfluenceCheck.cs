namespace SupportKit.PolicyAnalysis;

/// <summary>Advises on facts that the rules of a section ask for and that no outcome depends on.</summary>
internal static class InfluenceCheck
{
    private const int MostOutcomes = 50; // beyond, the section is a table, and each of its facts is asked for a reason

    public static void Report(SectionAnalysis section, FactSpace space, FindingList findings)
    {
        if (section.Rules is not DiagramAnalysis rules)
            return;
        var diagram = space.Diagram;
        var outcomes = rules
            .Rules.GroupBy(rule => rule.Outcome)
            .Select(group => diagram.Union([.. group.Select(rule => rule.Wins)]))
            .ToList();
        if (outcomes.Count > MostOutcomes)
            return;
        var asked = rules.Rules.Where(rule => rule.Wins != DecisionDiagram.False).ToList();
        foreach (var variable in asked.SelectMany(rule => diagram.Support(rule.When)).Distinct().Order())
        {
            var only = new HashSet<int> { variable };
            if (
                space.UncertainVariables.Contains(variable)
                || !IsFree(variable, rules.Reach, diagram)
                || outcomes.Exists(won =>
                    diagram.Meets(diagram.Exists(won, only), diagram.Exists(diagram.Minus(rules.Reach, won), only))
                )
            )
                continue;
            var first = asked.Find(rule => diagram.Support(rule.When).Contains(variable))!;
            findings.Advise(
                SupportKitErrors.PolicyFactIneffective,
                first.Path,
                $"No outcome of \"{rules.Name}\" depends on \"{space.Dimensions[variable].Name}\", which \"{first.Id}\" asks for: with any other value, all else being equal, every request would be decided as it is.",
                "Leave it out of these rules, or give requests that differ in it different outcomes."
            );
        }
    }

    // Whether some request may have any of the fact's values, all else being equal. A category that goes with the answers of its form
    // may not, and so nothing is said of it.
    private static bool IsFree(int variable, int reach, DecisionDiagram diagram)
    {
        var only = new HashSet<int> { variable };
        var others = Enumerable.Range(0, diagram.Variables).Where(other => other != variable).ToHashSet();
        var rest = diagram.Exists(reach, only);
        var lacking = diagram.Minus(diagram.And(rest, diagram.Exists(reach, others)), reach);
        return diagram.Minus(rest, diagram.Exists(lacking, only)) != DecisionDiagram.False;
    }
}
