using System.Globalization;
using SupportKit.Privacy;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// Shares a request, which is otherwise private, with people whom the host knows. Unless the policy asks nobody, those people are
/// invited with one message, and told of nothing else until they accept.
/// </summary>
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
            case TicketCommand.Share when draft.Policy.Privacy.Sharing is null:
                return draft.Refuse(SupportKitErrors.SharingFeatureDisabled);
            case TicketCommand.Share { HasAccount: false } unknown:
                return draft.Refuse(SupportKitErrors.SharingAccountUnknown, ("person", unknown.With));
            case TicketCommand.Share { With: var one }
                when one == ticket.Requester || ticket.Participants.Contains(one):
                return draft.Complete();
            case TicketCommand.Share { With: var one }
                when ticket.InvitationOf(one) is { Status: InvitationStatus.Declined }:
                return draft.Refuse(SupportKitErrors.SharingInvitationDeclined, ("person", one));
            case TicketCommand.Share when ticket.Participants.Length >= Most:
                return draft.Refuse(
                    SupportKitErrors.SharingParticipantsExceeded,
                    ("max", Most.ToString(CultureInfo.InvariantCulture))
                );
            case TicketCommand.Share share:
                draft.Record(BroughtIn(ticket, draft.Policy.Privacy.Sharing, share));
                return draft.Complete();
            case TicketCommand.AcceptInvitation
            or TicketCommand.DeclineInvitation when !ticket.IsInvitationPending(command.By.Id):
                return draft.Refuse(SupportKitErrors.SharingInvitationMissing);
            case TicketCommand.AcceptInvitation accept:
                draft.Record(new TicketEvent.InvitationAccepted(accept.By.Id));
                return draft.Complete();
            case TicketCommand.DeclineInvitation decline:
                draft.Record(new TicketEvent.InvitationDeclined(decline.By.Id));
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

    /// <summary>Notes that whoever was invited accepts, by doing something on the ticket.</summary>
    public static void AcceptByActing(TicketDraft draft, TicketCommand command)
    {
        if (
            command is not (TicketCommand.AcceptInvitation or TicketCommand.DeclineInvitation or TicketCommand.Unshare)
            && command.By is { Kind: ActorKind.Requester, Id: var person }
            && draft.Ticket.IsInvitationPending(person)
        )
            draft.Record(new TicketEvent.InvitationAccepted(person));
    }

    /// <summary>Whether somebody was brought in for the first time, who is told of it.</summary>
    public static bool Invites(Decision.Accepted decided) =>
        decided.Events.Any(recorded =>
            decided.Ticket.Invitations.Any(invitation => invitation.Id == recorded.Sequence)
        );

    // Whoever took part before has been asked.
    private static TicketEvent BroughtIn(Ticket ticket, SharingRules sharing, TicketCommand.Share share) =>
        sharing.AsksConsent && ticket.InvitationOf(share.With) is not { Status: InvitationStatus.Accepted }
            ? new TicketEvent.Invited(share.With, share.Language, share.TimeZone)
            : new TicketEvent.Shared(share.With, share.Language, share.TimeZone);
}
