using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Reports people to whom a metric is promised whatever the value of some fact is, as long as it is known, and to whom it is not
/// promised when it is not known. In routing such a hole is an error; in promises nobody would hear of it.
/// </summary>
internal static class PromiseHoleCheck
{
    public static void Report(Policy policy, DecisionFlow flow, FindingList findings)
    {
        var (space, diagram) = (flow.Space, flow.Space.Diagram);
        foreach (var (_, exact, metric) in flow.Promises)
        {
            if (!exact)
                continue;
            var used = metric.Rules.SelectMany(rule => diagram.Support(rule.When)).ToHashSet();
            var others = Enumerable.Range(0, diagram.Variables).Where(variable => !used.Contains(variable)).ToHashSet();
            var asked = diagram.Exists(flow.Opened, others);
            var promised = metric.DecidedAs(metric.Rules.Select(rule => rule.Outcome).ToHashSet(), used);
            var nothing = diagram.Minus(asked, promised);
            foreach (
                var variable in used.Where(variable => MayBeUnknown(policy.Facts.Find(space.Dimensions[variable].Name)))
                    .Order()
            )
            {
                var only = new HashSet<int> { variable };
                var known = space.Where(space.Dimensions[variable].Name, piece => piece.Value is not null);
                var always = diagram.Minus(
                    diagram.Exists(diagram.And(promised, known), only),
                    diagram.Exists(diagram.And(nothing, known), only)
                );
                var missing = diagram.Minus(diagram.And(nothing, always), known);
                if (missing == DecisionDiagram.False)
                    continue;
                var lack = Examples.Of(missing, asked, space).First();
                findings.Warn(
                    SupportKitErrors.PolicyTargetMissing,
                    metric.Rules[0].Path,
                    $"\"{metric.Name}\" is promised whatever \"{space.Dimensions[variable].Name}\" is, and to nobody of whom it is not known: requests with {lack.Describe(space)}, for example.",
                    "Promise them something too, by a rule that does not ask for it.",
                    lack.Example(space)
                );
            }
        }
    }

    private static bool MayBeUnknown(FactDeclaration? fact) =>
        fact is { Source: not FactSource.Desk } && Reachability.MayBeUnknown(fact);
}
