using SupportKit.Workflows;

namespace SupportKit.PolicyAnalysis;

/// <summary>What <c>closedTickets</c> promises and the workflow cannot keep, and what the workflow permits and no reply ever takes.</summary>
internal static class ClosedTicketsCheck
{
    private static readonly string[] Ways = [Triggers.RequesterReply, Triggers.Reopen];

    public static void Report(Policy policy, FindingList findings)
    {
        if (policy.ClosedTickets is not { } rules)
            return;
        var workflow = policy.Workflow;
        foreach (var state in workflow.States.Where(IsClosed))
        {
            var isStuck = !Array.Exists(Ways, trigger => LeadsOut(state, trigger));
            if (rules.Reopens && isStuck)
                findings.Error(
                    SupportKitErrors.PolicyReopeningImpossible,
                    "$.closedTickets",
                    $"Tickets are to be reopened, and in \"{state}\" neither \"{Triggers.RequesterReply}\" nor \"{Triggers.Reopen}\" leads to a state that is not closed.",
                    $"Permit \"{Triggers.Reopen}\" in that state, or open a linked ticket (\"reply\": \"linked\")."
                );
            if (!rules.Reopens && LeadsOut(state, Triggers.RequesterReply))
                findings.Warn(
                    SupportKitErrors.PolicyReopeningUnused,
                    $"$.workflow.states.{state}.permit.{Triggers.RequesterReply}",
                    $"A reply leads out of \"{state}\" here, but by \"closedTickets\" no reply reopens a ticket.",
                    "Remove this way, or write \"reply\": \"reopen\"."
                );
        }

        bool IsClosed(string state) => workflow.CategoryOf(state) == StateCategory.Closed;

        // A guard is assumed to hold for some ticket.
        bool LeadsOut(string state, string trigger) =>
            workflow.PermitsIn(state).Any(permit => permit.Trigger == trigger && !IsClosed(permit.To));
    }
}
