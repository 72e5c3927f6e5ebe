using SupportKit.Policies;
using SupportKit.Tickets;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Reports people who are promised a faster answer at a lower priority, all else being equal. Only times that are counted alike are
/// compared.
/// </summary>
internal static class PromiseOrderCheck
{
    public static void Report(Policy policy, DecisionFlow flow, FindingList findings)
    {
        var (space, diagram) = (flow.Space, flow.Space.Diagram);
        if (space.VariableOf(BuiltInFacts.Priority) is not { } priority)
            return;
        int[] decided = [priority, space.VariableOf(BuiltInFacts.Queue) ?? priority];
        foreach (var (_, exact, metric) in flow.Promises)
        {
            if (!exact || metric is not DiagramAnalysis)
                continue;
            // All else is what the rules of the metric ask for; what only led to the priority may differ.
            var others = Enumerable
                .Range(0, diagram.Variables)
                .Except(metric.Rules.SelectMany(rule => diagram.Support(rule.When)).Except(decided))
                .ToHashSet();
            var targets = policy.Sla.TargetsOf(metric.Name)!.Rules;
            var times = Enumerable
                .Range(0, targets.Length)
                .Where(rule => metric.Rules[rule].Wins != DecisionDiagram.False && targets[rule].Then.ChosenBy is null)
                .GroupBy(rule => targets[rule].Then.Within)
                .Select(rules =>
                    (
                        Within: rules.Key,
                        Rules: rules,
                        Wins: diagram.Union([.. rules.Select(rule => metric.Rules[rule].Wins)])
                    )
                )
                .ToList();
            diagram.Spend((long)times.Count * times.Count);
            foreach (var slow in times)
            {
                foreach (var fast in times.Where(fast => IsFaster(fast.Within, slow.Within)))
                {
                    if (FindInversion(slow.Wins, fast.Wins, others) is not { } found)
                        continue;
                    var (higher, lower, both) = found;
                    var path = fast.Rules.First(rule => Gives(metric.Rules[rule], lower, both, others));
                    findings.Warn(
                        SupportKitErrors.PolicyTargetInverted,
                        metric.Rules[path].Path,
                        $"\"{metric.Name}\" is promised within {fast.Within} at {lower}, by \"{metric.Rules[path].Id}\", and only within {slow.Within} at {higher}.",
                        "Promise the higher priority at least as much, or change the order of the levels.",
                        Examples.Of(both, both, space).First().Example(space)
                    );
                }
            }
        }

        bool Gives(AnalyzedRule rule, string level, int both, HashSet<int> others) =>
            diagram.Meets(diagram.Exists(At(rule.Wins, level), others), both);

        int At(int set, string level) => diagram.And(set, space.WhereIs(BuiltInFacts.Priority, level));

        (string Higher, string Lower, int Both)? FindInversion(int slow, int fast, HashSet<int> others)
        {
            var levels = policy.Priority.Levels;
            for (var high = 0; high < levels.Length; high++)
            {
                var same = diagram.Exists(At(slow, levels[high]), others);
                for (var low = high + 1; low < levels.Length && same != DecisionDiagram.False; low++)
                {
                    var both = diagram.And(same, diagram.Exists(At(fast, levels[low]), others));
                    if (both != DecisionDiagram.False)
                        return (levels[high], levels[low], both);
                }
            }
            return null;
        }
    }

    private static bool IsFaster(SlaDuration fast, SlaDuration slow) =>
        fast.Calendar == slow.Calendar
        && (fast.BusinessDays > 0) == (slow.BusinessDays > 0)
        && (fast.BusinessDays < slow.BusinessDays || fast.Length < slow.Length);
}
