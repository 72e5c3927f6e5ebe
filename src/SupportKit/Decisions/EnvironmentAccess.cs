using System.Globalization;

namespace SupportKit.Decisions;

/// <summary>The desk only reads a customer's environment unless somebody whom the policy allows lets it in; every grant ends.</summary>
internal static class EnvironmentAccess
{
    public static Decision Decide(Given given)
    {
        var (draft, command) = (given.Draft, given.Command);
        if (command is TicketCommand.RevokeAccess revoke)
        {
            // Everybody who sees the ticket may revoke access.
            if (draft.Ticket.AccessGrants.All(grant => grant.Id != revoke.Grant))
                return draft.Refuse(
                    SupportKitErrors.AccessGrantUnknown,
                    ("grant", revoke.Grant.ToString(CultureInfo.InvariantCulture))
                );
            draft.Record(new TicketEvent.AccessRevoked(revoke.Grant));
            return draft.Complete();
        }

        var grant = (TicketCommand.GrantAccess)command;
        if (draft.Policy.Access is not { } rules)
            return draft.Refuse(SupportKitErrors.AccessFeatureDisabled);
        if (!rules.GrantedBy.Holds(draft.Basis.Facts))
            return draft.Refuse(SupportKitErrors.AccessAccountUnauthorized, ("condition", rules.GrantedBy.ToString()));
        var until = grant.Until.InMicroseconds();
        if (until <= draft.Now || until - draft.Now > rules.MaxDuration)
            return draft.Refuse(
                SupportKitErrors.AccessDurationInvalid,
                ("hours", rules.MaxDuration.TotalHours.ToString("0.##", CultureInfo.InvariantCulture))
            );
        draft.Record(new TicketEvent.AccessGranted(grant.Environment, until));
        return draft.Complete();
    }
}
