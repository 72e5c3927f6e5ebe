namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Rules that name requests which an earlier rule takes and decides otherwise. In a list where the first match wins this
/// is how exceptions are written, so most overlaps are meant, and these are not reported:
/// <list type="bullet">
/// <item>The later rule covers all that the earlier does: an exception before the rule it is an exception to.</item>
/// <item>The earlier rule asks for some fact that the later does not: again the special before the general; or two rules
/// about different things ("is it about the contract?", "is the person signed in?"), of which one must come first, and
/// only order can say which.</item>
/// <item>The later rule says <c>"overlaps": "meant"</c>.</item>
/// </list>
/// What is left is suspicious: the later rule asks for every fact that the earlier asks for, so whoever wrote it looked at
/// the same columns of the same table, and yet it loses some of the cells that it names. One that stands on a condition that the
/// checker cannot look into is not reported either.
/// </summary>
internal static class OverlapCheck
{
    public static void Report(RuleSetAnalysis rules, FactSpace space, FindingList findings)
    {
        var told = rules
            .SuspiciousOverlaps()
            .Where(pair => !space.Diagram.Support(pair.Overlap.Later.When).Overlaps(space.UncertainVariables))
            .GroupBy(pair => pair.Overlap.Later);
        foreach (var group in told)
        {
            var later = group.Key;
            var example = Examples.Of(group.First().Shared, rules.Reach, space).First();
            findings.Warn(
                SupportKitErrors.PolicyRulesOverlap,
                later.Path,
                $"Requests that \"{later.Id}\" also covers go to {EnglishList.Quoted(group.Select(pair => pair.Overlap.Earlier.Id))} before it,"
                    + $" with another outcome: those with {example.Describe(space)}, for example.",
                "Narrow one of them so that they no longer meet, or put the one first that shall win; write \"overlaps\": \"meant\" on this one if it is right.",
                example.Example(space)
            );
        }
    }
}
