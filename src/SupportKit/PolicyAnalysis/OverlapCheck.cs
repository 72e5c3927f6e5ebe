namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Rules that name requests which an earlier rule takes and decides otherwise. In a list where the first match wins this
/// is how exceptions are written, so most overlaps are meant:
/// <list type="bullet">
/// <item>The later rule covers all that the earlier does: an exception before the rule it is an exception to.</item>
/// <item>The earlier rule asks for some fact that the later does not: again the special before the general; or two rules
/// about different things ("is it about the contract?", "is the person signed in?"), of which one must come first, and
/// only order can say which.</item>
/// </list>
/// What is left is suspicious: the later rule asks for every fact that the earlier asks for, so whoever wrote it looked at
/// the same columns of the same table, and yet it loses some of the cells that it names.
/// </summary>
internal static class OverlapCheck
{
    public static void Report(RuleSetAnalysis rules, FactSpace space, FindingList findings)
    {
        var diagram = space.Diagram;
        // A rule without a condition is there to be overlapped; a rule that never wins is reported as such.
        var told = rules
            .Overlaps(diagram, later => later.When != DecisionDiagram.True && later.Wins != DecisionDiagram.False)
            .GroupBy(overlap => (overlap.Later, Suspicious: IsSuspicious(overlap, space)));
        foreach (var group in told)
        {
            var (later, earlier) = (group.Key.Later, group.Select(overlap => overlap.Earlier).ToList());
            var shared = diagram.And(earlier[0].Wins, later.When);
            var example = Examples.Of(shared, rules.Reach, space).First();
            var message =
                $"Requests that \"{later.Id}\" also covers go to {EnglishList.Quoted(earlier.Select(rule => rule.Id))} before it,"
                + $" with another outcome: those with {example.Describe(space)}, for example.";
            if (group.Key.Suspicious)
                findings.Warn(
                    SupportKitErrors.PolicyRulesOverlap,
                    later.Path,
                    message,
                    "Narrow one of them so that they no longer meet, or put the one first that shall win.",
                    example.Example(space)
                );
            else
                findings.Advise(
                    SupportKitErrors.PolicyRulesOverlap,
                    later.Path,
                    message,
                    "Nothing, if the order is meant.",
                    example.Example(space)
                );
        }
    }

    /// <summary>Whether the overlap is a warning; one that stands on a condition the checker cannot look into never is.</summary>
    public static bool IsSuspicious(Overlap overlap, FactSpace space)
    {
        var earlier = space.Diagram.Support(overlap.Earlier.When);
        var later = space.Diagram.Support(overlap.Later.When);
        return earlier.IsSubsetOf(later)
            && !later.Overlaps(space.UncertainVariables)
            && !space.Diagram.Within(overlap.Earlier.Meets, overlap.Later.When);
    }
}
