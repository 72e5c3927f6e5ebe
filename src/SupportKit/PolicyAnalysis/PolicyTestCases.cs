using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Generates cases that cover a policy: for each rule a request that it wins, and for each part of its condition two requests that
/// differ in one fact only, of which the rule wins one and not the other (modified condition/decision coverage, as in
/// K. Hayhurst et al., 2001).
/// </summary>
public static class PolicyTestCases
{
    /// <summary>
    /// The cases of all sections, in the order of the rules. A rule that can never win has none, and a part of a condition that has no
    /// effect by itself has none; the checker names the first. Sections whose rules are too entangled for diagrams have none at all.
    /// The same policy always gives the same cases.
    /// </summary>
    /// <param name="policy">The policy.</param>
    public static ImmutableArray<PolicyTestCase> Generate(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var cases = ImmutableArray.CreateBuilder<PolicyTestCase>();
        try
        {
            var flow = new DecisionFlow(policy, CheckEffort.Usual);
            foreach (var section in flow.Sections.Where(section => section.ReachIsExact))
            {
                var conditions = ConditionsOf(policy, section.Rules.Name);
                flow.Try(() => cases.AddRange(new SectionCases(section.Rules, conditions, flow.Space).All()));
            }
        }
        catch (CheckTooLargeException)
        {
            // Not even the facts can be laid out; the checker reports it.
        }
        return cases.ToImmutable();
    }

    private static ImmutableArray<Condition> ConditionsOf(Policy policy, string section) =>
        section switch
        {
            "scope" => Of(policy.Scope),
            "priority" => Of(policy.Priority.Rules),
            "routing" => Of(policy.Routing.Rules),
            _ => Of(policy.Sla.TargetsOf(section)!),
        };

    private static ImmutableArray<Condition> Of<T>(RuleSet<T> rules) => [.. rules.Rules.Select(rule => rule.When)];
}
