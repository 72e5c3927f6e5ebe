using SupportKit.Rules;
using SupportKit.Timers;
using SupportKit.Workflows;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports timers that no ticket can start, whose trigger is not permitted where they run, and that chase each other in a circle.</summary>
internal static class TimerCheck
{
    public static void Report(Policy policy, FindingList findings)
    {
        var reached = WorkflowCheck.Reached(policy.Workflow);
        var rules = policy.Timers.All;
        foreach (var rule in rules)
        {
            var states = StatesOf(rule, policy.Workflow).Where(reached.Contains).ToList();
            if (states.Count == 0)
                findings.Warn(
                    SupportKitErrors.PolicyTimerUnstarted,
                    rule.Path,
                    $"The timer \"{rule.Name}\" never starts: no ticket that is still open gets into {EnglishList.Or(rule.States)}.",
                    "Name states that tickets get into before they are closed."
                );
            else if (rule.Trigger is { } trigger)
                ReportNotPermitted(rule, trigger, states, policy.Workflow, findings);
        }
        ReportCircle(rules, policy.Workflow, reached, findings);
    }

    /// <summary>Conditions that no ticket meets.</summary>
    public static void ReportConditions(Policy policy, CategoryForms forms, WorkBudget budget, FindingList findings)
    {
        foreach (var rule in policy.Timers.All)
        {
            if (
                !ReferenceEquals(rule.When, Condition.Always)
                && new FactSpace(policy.Facts, forms, [rule.When], budget).Where(rule.When) == DecisionDiagram.False
            )
                findings.Warn(
                    SupportKitErrors.PolicyTimerUnstarted,
                    rule.Path,
                    $"The timer \"{rule.Name}\" never starts: no ticket meets {rule.When}.",
                    "Ask for less in its \"when\", or remove the timer."
                );
        }
    }

    // A timer that names its states fires in each of them; one that only waits for something, in those in which it can.
    private static void ReportNotPermitted(
        TimerRule rule,
        string trigger,
        List<string> states,
        Workflow workflow,
        FindingList findings
    )
    {
        var stuck = states.Where(state => DestinationsOf(workflow, state, trigger).Count == 0).ToList();
        if (rule.States.IsEmpty ? stuck.Count == states.Count : stuck.Count > 0)
            findings.Error(
                SupportKitErrors.PolicyTimerNotPermitted,
                rule.Path,
                $"The timer \"{rule.Name}\" fires \"{trigger}\" in {EnglishList.Or(stuck)}, where that leads nowhere.",
                $"Permit \"{trigger}\" there, or name other \"states\"."
            );
    }

    private static void ReportCircle(
        IReadOnlyCollection<TimerRule> rules,
        Workflow workflow,
        IReadOnlySet<string> reached,
        FindingList findings
    )
    {
        var moving = rules.Where(rule => rule.Trigger is not null && !rule.States.IsEmpty).ToList();
        foreach (var rule in moving)
        {
            foreach (var start in rule.States.Where(reached.Contains))
            {
                if (Circle(start, rule) is not { } circle)
                    continue;
                findings.Warn(
                    SupportKitErrors.PolicyTimersCircular,
                    rule.Path,
                    $"A ticket that nobody touches goes round for ever: {string.Join(" → ", circle)}.",
                    "Let one of the timers lead to a state in which none of the others runs, or remove one."
                );
                return; // one is enough to see the fault
            }
        }

        // The shortest way of a ticket by timers alone from a state back to it.
        List<string>? Circle(string start, TimerRule first)
        {
            var open = new Queue<List<string>>();
            foreach (var next in DestinationsOf(workflow, start, first.Trigger!))
                open.Enqueue([start, next]);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (open.TryDequeue(out var way))
            {
                if (way[^1] == start)
                    return way;
                if (!seen.Add(way[^1]))
                    continue;
                foreach (var rule in moving.Where(rule => rule.States.Contains(way[^1])))
                foreach (var next in DestinationsOf(workflow, way[^1], rule.Trigger!))
                    open.Enqueue([.. way, next]);
            }
            return null;
        }
    }

    private static IEnumerable<string> StatesOf(TimerRule rule, Workflow workflow) =>
        (rule.States.IsEmpty ? workflow.States : rule.States).Where(state =>
            workflow.CategoryOf(state) != StateCategory.Closed
        );

    // A guard is assumed to hold for some ticket.
    private static List<string> DestinationsOf(Workflow workflow, string state, string trigger) =>
        [
            .. workflow
                .PermitsIn(state)
                .Where(permit => permit.Trigger == trigger && permit.To != state)
                .Select(permit => permit.To),
        ];
}
