using SupportKit.Policies;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Reports priorities at which a metric promises nothing to people to whom it promises something at another priority. A person who is
/// promised nothing at all is not entitled, which is not a fault; whether a hole like this is one depends on the contract.
/// Entitlements are what the directory states of a requester, as far as the metric's rules use it.
/// </summary>
internal static class PromiseCheck
{
    private const int MostExamples = 5;

    public static void Report(Policy policy, DecisionFlow flow, FindingList findings)
    {
        var (space, diagram) = (flow.Space, flow.Space.Diagram);
        if (space.VariableOf(BuiltInFacts.Priority) is not { } priority)
            return;
        foreach (var (_, exact, metric) in flow.Promises)
        {
            if (!exact)
                continue;
            var used = metric.Rules.SelectMany(rule => diagram.Support(rule.When)).ToHashSet();
            if (!used.Contains(priority))
                continue;
            var others = Enumerable
                .Range(0, diagram.Variables)
                .Where(variable => variable != priority && !(used.Contains(variable) && IsEntitlement(variable)))
                .ToHashSet();

            var asked = diagram.Exists(flow.Opened, others);
            var kept = Enumerable.Range(0, diagram.Variables).Except(others).ToHashSet();
            var promised = metric.DecidedAs(metric.Rules.Select(rule => rule.Outcome).ToHashSet(), kept);
            var entitled = diagram.Exists(promised, new HashSet<int> { priority });
            var missing = diagram.And(entitled, diagram.Minus(asked, promised));
            foreach (var lack in Examples.Of(missing, asked, space).Take(MostExamples))
                findings.Advise(
                    SupportKitErrors.PolicyTargetMissing,
                    metric.Rules[0].Path,
                    $"\"{metric.Name}\" is promised at other priorities, but to nobody with {lack.Describe(space)}.",
                    "Add a rule for it, unless nothing shall be promised there.",
                    lack.Example(space)
                );
        }

        bool IsEntitlement(int variable) =>
            policy.Facts.Find(space.Dimensions[variable].Name)?.Source == FactSource.Requester;
    }
}
