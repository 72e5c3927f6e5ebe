using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Files are as private as the request; a third party gets one only with the requester's recorded approval.</summary>
internal static class Attachments
{
    public static Decision Decide(Given given)
    {
        var (draft, command, role) = (given.Draft, given.Command, given.Role);
        return command switch
        {
            TicketCommand.Attach file => Attach(draft, file),
            TicketCommand.WithdrawAttachment { Attachment: var id, By: var by } => On(
                draft,
                id,
                file =>
                    role == Role.Participant && file.By != by.Id
                        ? draft.Refuse(Refusal.CommandRefused.Of(SupportKitErrors.TicketActorNotPermitted, "files"))
                        : Emit(draft, new TicketEvent.AttachmentWithdrawn(id))
            ),
            TicketCommand.RequestApproval { Attachment: var id, ThirdParty: var party } => On(
                draft,
                id,
                file =>
                    file.ApprovedFor.Contains(party) || IsAsked(file, party)
                        ? draft.Complete()
                        : Emit(draft, new TicketEvent.AttachmentApprovalRequested(id, party))
            ),
            TicketCommand.ApproveAttachment { Attachment: var id, ThirdParty: var party } => On(
                draft,
                id,
                file =>
                    file.ApprovedFor.Contains(party)
                        ? draft.Complete()
                        : Emit(draft, new TicketEvent.AttachmentApproved(id, party))
            ),
            TicketCommand.WithdrawApproval { Attachment: var id, ThirdParty: var party } => On(
                draft,
                id,
                file =>
                    file.ApprovedFor.Contains(party) || IsAsked(file, party)
                        ? Emit(draft, new TicketEvent.AttachmentApprovalWithdrawn(id, party))
                        : draft.Complete()
            ),
            TicketCommand.Disclose { Attachment: var id, ThirdParty: var party } => On(
                draft,
                id,
                file =>
                    file.ApprovedFor.Contains(party)
                        ? Emit(draft, new TicketEvent.AttachmentDisclosed(id, party))
                        : draft.Refuse(SupportKitErrors.AttachmentApprovalMissing, ("party", party.Text))
            ),
            _ => throw given.Unhandled(),
        };
    }

    private static bool IsAsked(TicketAttachment file, WrittenName party) =>
        file.ApprovalRequests.Any(asked => asked.ThirdParty == party);

    private static Decision Attach(TicketDraft draft, TicketCommand.Attach file)
    {
        draft.Record(
            new TicketEvent.AttachmentAdded(file.Attachment, file.Name, file.ContentType, file.Length, file.Sha256)
        );
        return draft.Complete();
    }

    private static Decision On(TicketDraft draft, string id, Func<TicketAttachment, Decision> then) =>
        draft.Ticket.Attachments.FirstOrDefault(file => file.Id == id) is { } file
            ? then(file)
            : draft.Refuse(SupportKitErrors.AttachmentIdUnknown, ("file", id));

    private static Decision Emit(TicketDraft draft, TicketEvent happened)
    {
        draft.Record(happened);
        return draft.Complete();
    }
}
