using SupportKit.Workflows;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports states that no ticket can enter, states from which no ticket can be closed, and transitions that no ticket can take.</summary>
internal static class WorkflowCheck
{
    /// <summary>The states that a ticket can be in, when each guard holds for some ticket.</summary>
    public static IReadOnlySet<string> Reached(Workflow workflow)
    {
        var destinations = Destinations(workflow);
        return Spread([workflow.Initial], state => destinations[state]);
    }

    public static void Report(Workflow workflow, FindingList findings)
    {
        var destinations = Destinations(workflow);
        var reached = Reached(workflow);
        var closed = workflow.States.Where(state => workflow.CategoryOf(state) == StateCategory.Closed);
        var ending = Spread(closed, state => workflow.States.Where(from => destinations[from].Contains(state)));

        // A ticket in a substate is also in its parent, so a parent may exist for its substates only.
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

    /// <summary>
    /// Open states in which a requester cannot write, and a workflow in which nobody of the desk can answer. A trigger is taken where
    /// it leads somewhere, if only under a guard, or is ignored.
    /// </summary>
    public static void ReportReplies(Workflow workflow, FindingList findings)
    {
        var destinations = Destinations(workflow);
        var reached = Spread([workflow.Initial], state => destinations[state]);
        var open = workflow
            .States.Where(state => reached.Contains(state) && workflow.CategoryOf(state) != StateCategory.Closed)
            .ToList();
        foreach (var state in open.Where(state => !Takes(state, Triggers.RequesterReply)))
            findings.Error(
                SupportKitErrors.PolicyReplyRefused,
                $"$.workflow.states.{state}",
                $"A requester cannot write while a ticket is in \"{state}\": \"{Triggers.RequesterReply}\" is refused there.",
                $"Permit \"{Triggers.RequesterReply}\", or list it under \"ignore\" if a reply is to leave the state as it is."
            );
        if (!open.Exists(state => Takes(state, Triggers.Answer)))
            findings.Error(
                SupportKitErrors.PolicyAnswerRefused,
                "$.workflow.states",
                $"Nobody of the desk can answer: \"{Triggers.Answer}\" is refused in every state that is not closed.",
                $"Permit \"{Triggers.Answer}\" in at least one of them, or list it under \"ignore\" there."
            );

        bool Takes(string state, string trigger) =>
            workflow.PermitsIn(state).Any(permit => permit.Trigger == trigger)
            || workflow.Fire(state, trigger, FactSet.Empty) is not Transition.NotPermitted;
    }

    /// <summary>Guards that never hold, whatever a ticket's facts are.</summary>
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

    // A guard is assumed to hold for some ticket.
    private static Dictionary<string, HashSet<string>> Destinations(Workflow workflow) =>
        workflow.States.ToDictionary(
            state => state,
            state => workflow.PermitsIn(state).Select(permit => permit.To).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal
        );

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
