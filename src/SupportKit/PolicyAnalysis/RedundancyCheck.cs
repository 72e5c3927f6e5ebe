using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Advises on rules that could be left out, because later rules would decide the same, and on neighbors that could be one rule,
/// because they differ in the values of one fact only.
/// </summary>
internal static class RedundancyCheck
{
    public static void Report(SectionAnalysis section, FactSpace space, FindingList findings)
    {
        if (section.Rules is not DiagramAnalysis { Rules: var rules })
            return;
        var later = new LaterRules(rules, space.Diagram);
        // A table names many cases that its last rule would decide alike: they are told of at once.
        var redundant =
            from at in Enumerable.Range(0, rules.Length)
            where rules[at].Wins != DecisionDiagram.False
            let takers = later.DecideTheSame(at)
            where takers.Count > 0
            group rules[at] by EnglishList.Quoted(takers.Select(taker => rules[taker].Id));
        foreach (var group in redundant)
        {
            AnalyzedRule[] same = [.. group];
            findings.Advise(
                SupportKitErrors.PolicyRuleRedundant,
                same[0].Path,
                same.Length == 1
                    ? $"Without \"{same[0].Id}\" every request would be decided as it is: all that it takes would go to {group.Key}, with the same outcome."
                    : $"Without any one of {EnglishList.Quoted(same.Select(rule => rule.Id))} every request would be decided as it is: all that each takes would go to {group.Key}, with the same outcome.",
                same.Length == 1
                    ? "Leave it out, or keep it for those who read the policy."
                    : "Leave them out one after the other, or keep them for those who read the policy."
            );
        }
    }

    public static void ReportMergeable<T>(RuleSet<T> set, string path, FindingList findings)
        where T : notnull
    {
        for (var at = 1; at < set.Rules.Length; at++)
        {
            var (first, second) = (set.Rules[at - 1], set.Rules[at]);
            if (!Equals(first.Then, second.Then) || DifferingFact(first.When, second.When) is not { } fact)
                continue;
            // All neighbors that differ in this fact are told of at once.
            List<string> same = [first.Id, second.Id];
            while (
                at + 1 < set.Rules.Length
                && Equals(first.Then, set.Rules[at + 1].Then)
                && DifferingFact(set.Rules[at].When, set.Rules[at + 1].When) == fact
            )
                same.Add(set.Rules[++at].Id);
            findings.Advise(
                SupportKitErrors.PolicyRulesMergeable,
                second.Path ?? FormattableString.Invariant($"{path}[{at}]"),
                $"{EnglishList.Quoted(same)} have the same outcome and differ only in \"{fact}\": they could be one rule.",
                $"List the values of \"{fact}\" in one rule, or keep them for those who read the policy."
            );
        }
    }

    // The one fact of whose values the two ask for different ones; null when they differ in more, or in anything else.
    private static string? DifferingFact(Condition first, Condition second)
    {
        if (first is Condition.EqualsAny one && second is Condition.EqualsAny other)
            return one.Fact == other.Fact && !SameValues(one, other) ? one.Fact : null;
        var (a, b) = (PartsOf(first), PartsOf(second));
        if (a is null || b is null || a.Count != b.Count || a.Keys.Except(b.Keys).Any())
            return null;
        var differing = a.Keys.Where(fact => !a[fact].SetEquals(b[fact])).ToList();
        return differing.Count == 1 ? differing[0] : null;
    }

    private static bool SameValues(Condition.EqualsAny first, Condition.EqualsAny second) =>
        first.Values is [var one] && second.Values is [var other]
            ? one == other
            : first.Values.ToHashSet().SetEquals(second.Values);

    private static Dictionary<string, HashSet<FactValue>>? PartsOf(Condition condition)
    {
        var parts = new Dictionary<string, HashSet<FactValue>>(StringComparer.Ordinal);
        foreach (var part in condition is Condition.AllOf all ? [.. all.Parts] : new[] { condition })
        {
            if (part is not Condition.EqualsAny test || !parts.TryAdd(test.Fact, [.. test.Values]))
                return null;
        }
        return parts;
    }
}
