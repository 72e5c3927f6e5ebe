namespace SupportKit.PolicyAnalysis;

/// <summary>Reports rules that can never win, because earlier rules take every request they match, or because no request can match them.</summary>
internal static class ShadowCheck
{
    public static void Report(RuleSetAnalysis rules, FactSpace space, FindingList findings)
    {
        // By the set of combinations: where many rules are shadowed, most are so for the same ones.
        var examples = new Dictionary<int, FactSet>();
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
                var takers = rules.TakersOf(place).Select(earlier => earlier.Id);
                if (!examples.TryGetValue(rule.Meets, out var example))
                {
                    example = Examples.Of(rule.Meets, rules.Reach, space).First().Example(space);
                    examples.Add(rule.Meets, example);
                }
                findings.Warn(
                    SupportKitErrors.PolicyRuleShadowed,
                    rule.Path,
                    $"\"{rule.Id}\" can never win: all that it covers goes to {EnglishList.Quoted(takers)} before it.",
                    "Move it up, narrow the rules before it, or remove it.",
                    example
                );
            }
        }
    }
}
