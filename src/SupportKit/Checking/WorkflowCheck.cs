using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Checking;

/// <summary>States that no ticket gets into, and states that no ticket gets out of to be closed.</summary>
internal static class WorkflowCheck
{
    public static void Report(Workflow workflow, FindingList findings)
    {
        var destinations = workflow.States.ToDictionary(
            state => state,
            state => workflow.PermittedIn(state).Select(trigger => workflow.Next(state, trigger)!).ToHashSet(),
            StringComparer.Ordinal
        );
        var reached = Spread([workflow.Initial], state => destinations[state]);
        var closed = workflow.States.Where(state => workflow.CategoryOf(state) == StateCategory.Closed);
        var ending = Spread(closed, state => workflow.States.Where(from => destinations[from].Contains(state)));

        foreach (var state in workflow.States.Where(state => !reached.Contains(state)))
            findings.Warn(
                "policy.state_unreachable",
                $"$.workflow.states.{state}",
                $"No trigger leads from \"{workflow.Initial}\" to \"{state}\", directly or by way of others.",
                "Permit a trigger that leads there, or remove the state."
            );
        foreach (var state in workflow.States.Where(state => reached.Contains(state) && !ending.Contains(state)))
            findings.Warn(
                "policy.state_without_exit",
                $"$.workflow.states.{state}",
                $"A ticket in \"{state}\" can never be closed: no trigger leads on from there to a closed state.",
                "Permit a trigger that leads out of it."
            );
    }

    private static HashSet<string> Spread(IEnumerable<string> start, Func<string, IEnumerable<string>> next)
    {
        var found = new HashSet<string>(start, StringComparer.Ordinal);
        var open = new Queue<string>(found);
        while (open.TryDequeue(out var state))
        {
            foreach (var neighbour in next(state).Where(found.Add))
                open.Enqueue(neighbour);
        }
        return found;
    }
}
