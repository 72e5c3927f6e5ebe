namespace SupportKit.Decisions;

/// <summary>A request is private. Its requester may share it, with people the host knows.</summary>
internal static class Participants
{
    public static Decision Decide(Given given)
    {
        var (draft, command, role) = (given.Draft, given.Command, given.Role);
        var ticket = draft.Ticket;
        switch (command)
        {
            case TicketCommand.Share when !draft.Policy.Privacy.Sharing:
                return draft.Refuse(SupportKitErrors.SharingFeatureDisabled, "Requests are not shared at this desk.");
            case TicketCommand.Share { HasAccount: false } share:
                return draft.Refuse(
                    SupportKitErrors.SharingAccountUnknown,
                    $"No account exists for \"{share.With}\". Ask the person to create one first."
                );
            case TicketCommand.Share { With: var with }:
                if (with != ticket.Requester && !ticket.Participants.Contains(with))
                    draft.Record(new TicketEvent.Shared(with));
                return draft.Complete();
            case TicketCommand.Unshare unshare when role == Role.Participant && unshare.With != unshare.By.Id:
                return draft.Refuse(SupportKitErrors.TicketActorNotPermitted, "A participant may only leave.");
            default:
                var gone = ((TicketCommand.Unshare)command).With;
                if (ticket.Participants.Contains(gone))
                    draft.Record(new TicketEvent.Unshared(gone));
                return draft.Complete();
        }
    }
}
