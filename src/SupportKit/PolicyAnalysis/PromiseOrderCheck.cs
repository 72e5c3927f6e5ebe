using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Sla;
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
            var winning = Enumerable
                .Range(0, targets.Length)
                .Where(rule => metric.Rules[rule].Wins != DecisionDiagram.False);
            foreach (var (slow, fast) in Pairs([.. winning], targets))
            {
                if (FindInversion(metric.Rules[slow].Wins, metric.Rules[fast].Wins, others) is not { } found)
                    continue;
                findings.Warn(
                    SupportKitErrors.PolicyTargetInverted,
                    metric.Rules[fast].Path,
                    $"\"{metric.Name}\" is promised within {targets[fast].Then.Within} at {found.Lower}, by \"{targets[fast].Id}\", and only within {targets[slow].Then.Within} at {found.Higher}, by \"{targets[slow].Id}\".",
                    "Promise the higher priority at least as much, or change the order of the levels.",
                    found.Example
                );
            }
        }

        (string Higher, string Lower, FactSet Example)? FindInversion(int slow, int fast, HashSet<int> others)
        {
            var levels = policy.Priority.Levels;
            for (var high = 0; high < levels.Length; high++)
            {
                var above = diagram.And(slow, space.WhereIs(BuiltInFacts.Priority, levels[high]));
                if (above == DecisionDiagram.False)
                    continue;
                var same = diagram.Exists(above, others);
                for (var low = high + 1; low < levels.Length; low++)
                {
                    var below = diagram.And(fast, space.WhereIs(BuiltInFacts.Priority, levels[low]));
                    if (diagram.And(same, diagram.Exists(below, others)) is not DecisionDiagram.False and var both)
                        return (levels[high], levels[low], Examples.Of(both, both, space).First().Example(space));
                }
            }
            return null;
        }
    }

    private static IEnumerable<(int Slow, int Fast)> Pairs(int[] winning, IReadOnlyList<Rule<SlaTarget>> targets) =>
        from slow in winning
        from fast in winning
        where IsFaster(targets[fast].Then.Within, targets[slow].Then.Within)
        select (slow, fast);

    private static bool IsFaster(SlaDuration fast, SlaDuration slow) =>
        fast.Calendar == slow.Calendar
        && (fast.BusinessDays > 0) == (slow.BusinessDays > 0)
        && (fast.BusinessDays < slow.BusinessDays || fast.Length < slow.Length);
}
