using System.Globalization;

namespace SupportKit.Decisions;

/// <summary>Shares a request, which is otherwise private, with people whom the host knows.</summary>
internal static class Participants
{
    /// <summary>The most people a request is shared with: each answer of the desk, and each news of a linked issue, is a mail to all of them.</summary>
    internal const int Most = 50;

    public static Decision Decide(Given given)
    {
        var (draft, command, role) = (given.Draft, given.Command, given.Role);
        var ticket = draft.Ticket;
        switch (command)
        {
            case TicketCommand.Share when !draft.Policy.Privacy.Sharing:
                return draft.Refuse(SupportKitErrors.SharingFeatureDisabled);
            case TicketCommand.Share { HasAccount: false } unknown:
                return draft.Refuse(SupportKitErrors.SharingAccountUnknown, ("person", unknown.With));
            case TicketCommand.Share { With: var one }
                when one != ticket.Requester
                    && !ticket.Participants.Contains(one)
                    && ticket.Participants.Length >= Most:
                return draft.Refuse(
                    SupportKitErrors.SharingParticipantsExceeded,
                    ("max", Most.ToString(CultureInfo.InvariantCulture))
                );
            case TicketCommand.Share { With: var with } share:
                if (with != ticket.Requester && !ticket.Participants.Contains(with))
                    draft.Record(new TicketEvent.Shared(with, share.Language, share.TimeZone));
                return draft.Complete();
            case TicketCommand.Unshare unshare when role == Role.Participant && unshare.With != unshare.By.Id:
                return draft.Refuse(Refusal.CommandRefused.Of(SupportKitErrors.TicketActorNotPermitted, "leave"));
            case TicketCommand.Unshare { With: var gone }:
                if (ticket.Participants.Contains(gone))
                    draft.Record(new TicketEvent.Unshared(gone));
                return draft.Complete();
            default:
                throw given.Unhandled();
        }
    }
}
