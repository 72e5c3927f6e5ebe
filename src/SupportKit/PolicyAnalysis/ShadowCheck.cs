namespace SupportKit.PolicyAnalysis;

/// <summary>Reports rules that can never win, because earlier rules take every request they match, or because no request can match them.</summary>
internal static class ShadowCheck
{
    public static void Report(RuleSetAnalysis rules, FactSpace space, FindingList findings)
    {
        // By the set of combinations: where many rules are shadowed, most are so for the same ones, and by the same rules, since all of
        // the set was taken before the first of them.
        var told = new Dictionary<int, (string Takers, FactSet Example)>();
        for (var place = 0; place < rules.Rules.Length; place++)
        {
            var rule = rules.Rules[place];
            if (rule.Wins != DecisionDiagram.False)
                continue;
            if (rule.Meets == DecisionDiagram.False)
                findings.Warn(
                    SupportKitErrors.PolicyRuleImpossible,
                    rule.Path,
                    $"\"{rule.Id}\" never applies: no request that gets as far as \"{rules.Name}\" can have what it asks for.",
                    "Check its values, the forms that ask for its facts, and what comes before; or remove it."
                );
            else
            {
                if (!told.TryGetValue(rule.Meets, out var same))
                {
                    same = (
                        EnglishList.QuotedFirst(rules.TakersOf(place).Select(earlier => earlier.Id)),
                        Examples.Of(rule.Meets, rules.Reach, space).First().Example(space)
                    );
                    told.Add(rule.Meets, same);
                }
                findings.Warn(
                    SupportKitErrors.PolicyRuleShadowed,
                    rule.Path,
                    $"\"{rule.Id}\" can never win: all that it covers goes to {same.Takers} before it.",
                    "Move it up, narrow the rules before it, or remove it.",
                    same.Example
                );
            }
        }
    }
}
