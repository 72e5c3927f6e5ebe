using SupportKit.Localization;

namespace SupportKit.Tickets;

/// <summary>Folds the events about attachments, accesses and changes.</summary>
internal static class PrivacyHistory
{
    public static Ticket Change(Ticket ticket, RecordedEvent recorded) =>
        recorded.Event switch
        {
            TicketEvent.AttachmentAdded added => ticket with
            {
                Attachments = ticket.Attachments.Add(
                    new TicketAttachment(added.Attachment, recorded.By.Id, [], added.Sha256)
                ),
            },
            TicketEvent.AttachmentApprovalRequested asked => Change(
                ticket,
                asked.Attachment,
                file =>
                    file with
                    {
                        ApprovalRequests = file.ApprovalRequests.Add(
                            new ApprovalRequest(asked.ThirdParty, recorded.By.Id)
                        ),
                    }
            ),
            TicketEvent.AttachmentApproved approved => Change(
                ticket,
                approved.Attachment,
                file =>
                    Answered(file, approved.ThirdParty) with
                    {
                        ApprovedFor = file.ApprovedFor.Add(approved.ThirdParty),
                    }
            ),
            TicketEvent.AttachmentApprovalWithdrawn withdrawn => Change(
                ticket,
                withdrawn.Attachment,
                file =>
                    Answered(file, withdrawn.ThirdParty) with
                    {
                        ApprovedFor = file.ApprovedFor.Remove(withdrawn.ThirdParty),
                    }
            ),
            TicketEvent.AttachmentWithdrawn withdrawn => ticket with
            {
                Attachments = ticket.Attachments.RemoveAll(attachment => attachment.Id == withdrawn.Attachment),
            },
            // Of a ticket they asked, all of them.
            TicketEvent.PersonErased { Replacement: var erased } => ticket with
            {
                Attachments =
                    ticket.Requester == erased
                        ? []
                        : ticket.Attachments.RemoveAll(attachment => attachment.By == erased),
            },
            TicketEvent.AccessGranted granted => ticket with
            {
                AccessGrants = ticket.AccessGrants.Add(
                    new AccessGrant(recorded.Sequence, granted.Environment, recorded.By.Id, granted.Until)
                ),
            },
            TicketEvent.AccessRevoked revoked => Ended(ticket, revoked.Grant),
            TicketEvent.AccessExpired expired => Ended(ticket, expired.Grant),
            TicketEvent.ChangeProposed proposed => ticket with
            {
                ProposedChanges = ticket.ProposedChanges.Add(
                    new ProposedChange(recorded.Sequence, proposed.Environment, ChangeStatus.Proposed)
                ),
            },
            TicketEvent.ChangeApproved approved => Went(ticket, approved.Change, ChangeStatus.Approved),
            TicketEvent.ChangeMade made => Went(ticket, made.Change, ChangeStatus.Made),
            _ => ticket, // what stands in the history only
        };

    private static Ticket Change(Ticket ticket, string attachment, Func<TicketAttachment, TicketAttachment> change) =>
        ticket with
        {
            Attachments = [.. ticket.Attachments.Select(known => known.Id == attachment ? change(known) : known)],
        };

    private static TicketAttachment Answered(TicketAttachment file, WrittenName party) =>
        file with
        {
            ApprovalRequests = file.ApprovalRequests.RemoveAll(asked => asked.ThirdParty == party),
        };

    private static Ticket Ended(Ticket ticket, long grant) =>
        ticket with
        {
            AccessGrants = ticket.AccessGrants.RemoveAll(known => known.Id == grant),
        };

    private static Ticket Went(Ticket ticket, long change, ChangeStatus status) =>
        ticket with
        {
            ProposedChanges =
            [
                .. ticket.ProposedChanges.Select(known => known.Id == change ? known with { Status = status } : known),
            ],
        };
}
