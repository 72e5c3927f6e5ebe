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
        for (var at = 0; at < rules.Length; at++)
        {
            if (rules[at].Wins == DecisionDiagram.False)
                continue;
            if (later.DecideTheSame(at) is { Count: > 0 } takers)
                findings.Advise(
                    SupportKitErrors.PolicyRuleRedundant,
                    rules[at].Path,
                    $"Without \"{rules[at].Id}\" every request would be decided as it is: all that it takes would go to {EnglishList.Quoted(takers.Select(taker => rules[taker].Id))}, with the same outcome.",
                    "Leave it out, or keep it for those who read the policy."
                );
        }
    }

    public static void ReportMergeable<T>(RuleSet<T> set, string path, FindingList findings)
        where T : notnull
    {
        for (var at = 1; at < set.Rules.Length; at++)
        {
            var (first, second) = (set.Rules[at - 1], set.Rules[at]);
            if (Equals(first.Then, second.Then) && DifferingFact(first.When, second.When) is { } fact)
                findings.Advise(
                    SupportKitErrors.PolicyRulesMergeable,
                    second.Path ?? FormattableString.Invariant($"{path}[{at}]"),
                    $"\"{first.Id}\" and \"{second.Id}\" have the same outcome and differ only in \"{fact}\": they could be one rule.",
                    $"List the values of \"{fact}\" in one rule, or keep both for those who read the policy."
                );
        }
    }

    // The one fact of whose values the two ask for different ones; null when they differ in more, or in anything else.
    private static string? DifferingFact(Condition first, Condition second)
    {
        var (a, b) = (PartsOf(first), PartsOf(second));
        if (a is null || b is null || a.Count != b.Count || a.Keys.Except(b.Keys).Any())
            return null;
        var differing = a.Keys.Where(fact => !a[fact].SetEquals(b[fact])).ToList();
        return differing.Count == 1 ? differing[0] : null;
    }

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
