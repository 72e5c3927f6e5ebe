using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Small adjustments: proposed by the desk, approved by the customer, and made only while access is granted.</summary>
internal static class Adjusting
{
    public static Decision Decide(TicketDraft draft, TicketCommand command)
    {
        switch (command)
        {
            case TicketCommand.ProposeChange { What: var what } when string.IsNullOrWhiteSpace(what):
                return draft.Refuse("ticket.reply_empty", "The change has no text. Say what it is.");
            case TicketCommand.ProposeChange propose:
                draft.Emit(new TicketEvent.ChangeProposed(propose.Environment, propose.What));
                ConductStep.NoteMasked(draft);
                return draft.Accept();
            case TicketCommand.ApproveChange { Change: var id }:
                return Find(draft.Ticket, id) switch
                {
                    null => Unknown(draft, id),
                    { Status: ChangeStatus.Proposed } => Emit(draft, new TicketEvent.ChangeApproved(id)),
                    _ => draft.Accept(),
                };
            default:
                var made = ((TicketCommand.MakeChange)command).Change;
                return Find(draft.Ticket, made) switch
                {
                    null => Unknown(draft, made),
                    { Status: ChangeStatus.Proposed } => draft.Refuse(
                        "change.not_approved",
                        "The customer has not agreed to this change. Ask them to approve it."
                    ),
                    { Status: ChangeStatus.Made } => draft.Accept(),
                    var change => Make(draft, change),
                };
        }
    }

    private static Decision Make(TicketDraft draft, ProposedChange change) =>
        draft.Ticket.Grants.FirstOrDefault(grant => grant.Environment == change.Environment) is { } grant
            ? Emit(draft, new TicketEvent.ChangeMade(change.Id, grant.Id))
            : draft.Refuse(
                "access.missing",
                $"Nobody has granted access to \"{change.Environment}\", or the grant has ended. Ask the customer for it."
            );

    private static ProposedChange? Find(Ticket ticket, long id) =>
        ticket.Changes.FirstOrDefault(change => change.Id == id);

    private static Decision.Refused Unknown(TicketDraft draft, long id) =>
        draft.Refuse("change.unknown", $"The ticket has no change {id}.");

    private static Decision Emit(TicketDraft draft, TicketEvent happened)
    {
        draft.Emit(happened);
        return draft.Accept();
    }
}
