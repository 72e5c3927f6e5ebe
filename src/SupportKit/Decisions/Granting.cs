using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>The desk only reads a customer's environment unless somebody whom the policy allows lets it in; every grant ends.</summary>
internal static class Granting
{
    public static Decision Decide(TicketDraft draft, TicketCommand command)
    {
        if (command is TicketCommand.RevokeAccess revoke)
        {
            // Whoever may see the ticket may close a door.
            if (draft.Ticket.Grants.All(grant => grant.Id != revoke.Grant))
                return draft.Refuse("access.grant_unknown", $"No grant {revoke.Grant} holds. It may have ended.");
            draft.Emit(new TicketEvent.AccessRevoked(revoke.Grant));
            return draft.Accept();
        }

        var grant = (TicketCommand.GrantAccess)command;
        if (draft.Policy.Access is not { } rules)
            return draft.Refuse("access.not_offered", "This desk never enters an environment.");
        if (!rules.GrantedBy.Holds(draft.Basis.Facts))
            return draft.Refuse(
                "access.not_authorised",
                $"Only an account with {rules.GrantedBy} may grant access. Ask somebody who has it."
            );
        var until = grant.Until.InMicroseconds();
        if (until <= draft.Now || until - draft.Now > rules.Longest)
            return draft.Refuse(
                "access.span_unfit",
                $"Access lasts until an instant after now and at most {rules.Longest.TotalHours:0.##} hours from it."
            );
        draft.Emit(new TicketEvent.AccessGranted(grant.Environment, until));
        return draft.Accept();
    }
}
