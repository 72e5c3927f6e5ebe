using System.Globalization;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Small changes to a customer's environment: proposed by the desk, approved by the customer, and made only while access is granted.</summary>
internal static class ChangeApprovals
{
    public static Decision Decide(Given given)
    {
        var (draft, command) = (given.Draft, given.Command);
        switch (command)
        {
            case TicketCommand.ProposeChange { What: var what } when what.IsBlank:
                return draft.Refuse(SupportKitErrors.TicketReplyEmpty);
            case TicketCommand.ProposeChange propose:
                draft.Record(new TicketEvent.ChangeProposed(propose.Environment, propose.What));
                return draft.Complete();
            case TicketCommand.ApproveChange { Change: var id }:
                return Find(draft.Ticket, id) switch
                {
                    null => Unknown(draft, id),
                    { Status: ChangeStatus.Proposed } => Emit(draft, new TicketEvent.ChangeApproved(id)),
                    { Status: ChangeStatus.Approved or ChangeStatus.Made } => draft.Complete(),
                };
            case TicketCommand.MakeChange { Change: var made }:
                return Find(draft.Ticket, made) switch
                {
                    null => Unknown(draft, made),
                    { Status: ChangeStatus.Proposed } => draft.Refuse(SupportKitErrors.ChangeApprovalMissing),
                    { Status: ChangeStatus.Made } => draft.Complete(),
                    { Status: ChangeStatus.Approved } change => Make(draft, change),
                };
            default:
                throw given.Unhandled();
        }
    }

    private static Decision Make(TicketDraft draft, ProposedChange change) =>
        draft.Ticket.AccessGrants.FirstOrDefault(grant => grant.Environment == change.Environment) is { } grant
            ? Emit(draft, new TicketEvent.ChangeMade(change.Id, grant.Id))
            : draft.Refuse(SupportKitErrors.AccessGrantMissing, ("environment", change.Environment.Text));

    private static ProposedChange? Find(Ticket ticket, long id) =>
        ticket.ProposedChanges.FirstOrDefault(change => change.Id == id);

    private static Decision.Refused Unknown(TicketDraft draft, long id) =>
        draft.Refuse(SupportKitErrors.ChangeIdUnknown, ("change", id.ToString(CultureInfo.InvariantCulture)));

    private static Decision Emit(TicketDraft draft, TicketEvent happened)
    {
        draft.Record(happened);
        return draft.Complete();
    }
}
