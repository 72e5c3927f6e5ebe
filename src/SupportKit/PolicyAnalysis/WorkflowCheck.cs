using SupportKit.Workflows;

namespace SupportKit.PolicyAnalysis;

/// <summary>States that no ticket gets into, states that no ticket gets out of to be closed, and ways that no ticket can take.</summary>
internal static class WorkflowCheck
{
    public static void Report(Workflow workflow, FindingList findings)
    {
        // A guard is taken as one that some ticket passes.
        var destinations = workflow.States.ToDictionary(
            state => state,
            state => workflow.PermitsIn(state).Select(permit => permit.To).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        var reached = Spread([workflow.Initial], state => destinations[state]);
        var closed = workflow.States.Where(state => workflow.CategoryOf(state) == StateCategory.Closed);
        var ending = Spread(closed, state => workflow.States.Where(from => destinations[from].Contains(state)));

        // A ticket in a substate is in its parent too, which may so be there for its substates only.
        foreach (var state in workflow.States.Where(state => !reached.Any(other => workflow.IsIn(other, state))))
            findings.Warn(
                SupportKitErrors.PolicyStateUnreachable,
                $"$.workflow.states.{state}",
                $"No trigger leads from \"{workflow.Initial}\" to \"{state}\", directly or by way of others.",
                "Permit a trigger that leads there, or remove the state."
            );
        foreach (var state in workflow.States.Where(state => reached.Contains(state) && !ending.Contains(state)))
            findings.Warn(
                SupportKitErrors.PolicyStateWithoutExit,
                $"$.workflow.states.{state}",
                $"A ticket in \"{state}\" can never be closed: no trigger leads on from there to a closed state.",
                "Permit a trigger that leads out of it."
            );
    }

    /// <summary>Guards that hold of no ticket, whatever its facts are.</summary>
    public static void ReportGuards(Policy policy, CategoryForms forms, WorkBudget budget, FindingList findings)
    {
        foreach (var permit in policy.Workflow.Permits)
        {
            if (permit.Guard is not { } guard)
                continue;
            if (new FactSpace(policy.Facts, forms, [guard], budget).Where(guard) == DecisionDiagram.False)
                findings.Warn(
                    SupportKitErrors.PolicyGuardImpossible,
                    $"$.workflow.states.{permit.State}.permit.{permit.Trigger}",
                    $"The transition from \"{permit.State}\" to \"{permit.To}\" can never happen: no ticket meets {guard}.",
                    "Ask for less in its \"if\", or remove this way."
                );
        }
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
