using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>A ticket goes over to another version of the policy: only when told to, and never with another verdict.</summary>
internal static class MovingPolicy
{
    public static Decision Decide(TicketDraft draft, TicketCommand.MovePolicy move, SlaRules before)
    {
        var ticket = draft.Ticket;
        if (ticket.Policy == move.To.Version)
            return draft.Accept();
        if (!move.To.Workflow.States.Contains(ticket.State))
            return draft.Refuse(
                "policy.state_missing",
                $"The ticket is in state \"{ticket.State}\", which version {move.To.Version} of the policy does not have. Move the ticket to a state that both have."
            );
        draft.Emit(new TicketEvent.PolicyMoved(ticket.Policy, move.To.Version, move.Mode));
        var category = move.To.Workflow.CategoryOf(ticket.State);
        var dropsClosing = ticket.Closing is not null && move.To.Workflow.AutoCloseOf(ticket.State) is null;
        if (category != ticket.StateCategory || dropsClosing)
            draft.Emit(new TicketEvent.StateChanged(ticket.State, ticket.State, category, "move-policy"));
        if (move.Mode == PolicyMove.Keep)
            return draft.Accept();
        OnChange? how = move.Mode == PolicyMove.Recompute ? OnChange.Recompute : null;
        return Reclassifying.Anew(draft, FactSet.Empty, new Reconsideration(how, before)) ?? draft.Accept();
    }
}
