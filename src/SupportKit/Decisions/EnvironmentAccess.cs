namespace SupportKit.Decisions;

/// <summary>The desk only reads a customer's environment unless somebody whom the policy allows lets it in; every grant ends.</summary>
internal static class EnvironmentAccess
{
    public static Decision Decide(Given given)
    {
        var (draft, command) = (given.Draft, given.Command);
        if (command is TicketCommand.RevokeAccess revoke)
        {
            // Whoever may see the ticket may close a door.
            if (draft.Ticket.AccessGrants.All(grant => grant.Id != revoke.Grant))
                return draft.Refuse(
                    SupportKitErrors.AccessGrantUnknown,
                    $"No grant {revoke.Grant} holds. It may have ended."
                );
            draft.Record(new TicketEvent.AccessRevoked(revoke.Grant));
            return draft.Complete();
        }

        var grant = (TicketCommand.GrantAccess)command;
        if (draft.Policy.Access is not { } rules)
            return draft.Refuse(SupportKitErrors.AccessFeatureDisabled, "This desk never enters an environment.");
        if (!rules.GrantedBy.Holds(draft.Basis.Facts))
            return draft.Refuse(
                SupportKitErrors.AccessAccountUnauthorized,
                $"Only an account with {rules.GrantedBy} may grant access. Ask somebody who has it."
            );
        var until = grant.Until.InMicroseconds();
        if (until <= draft.Now || until - draft.Now > rules.MaxDuration)
            return draft.Refuse(
                SupportKitErrors.AccessDurationInvalid,
                $"Access lasts until an instant after now and at most {rules.MaxDuration.TotalHours:0.##} hours from it."
            );
        draft.Record(new TicketEvent.AccessGranted(grant.Environment, until));
        return draft.Complete();
    }
}
