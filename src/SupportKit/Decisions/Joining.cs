using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>
/// Tickets that belong together, or were none. Whatever another ticket carries on keeps no clock running, and the ticket
/// that carries it on keeps its own as they are.
/// </summary>
internal static class Joining
{
    public static Decision Decide(TicketDraft draft, TicketCommand command)
    {
        var ticket = draft.Ticket;
        switch (command)
        {
            case TicketCommand.MergeInto { Ticket: var other } when other == ticket.Id:
            case TicketCommand.Absorb { Ticket: var same } when same == ticket.Id:
                return draft.Refuse("merge.itself", "A ticket cannot be merged into itself.");
            case TicketCommand.MergeInto { Requester: var requester } when requester != ticket.Requester:
            case TicketCommand.Absorb { Requester: var asker } when asker != ticket.Requester:
                return draft.Refuse(
                    "merge.requester_differs",
                    "The tickets are of different people, and one must not see what the other wrote. Link them to the same bug instead."
                );
            case TicketCommand.MergeInto merge when ticket.MergedInto is { } into:
                return into == merge.Ticket
                    ? draft.Accept()
                    : draft.Refuse("merge.done_already", $"The ticket was merged into {into} already.");
            case TicketCommand.MergeInto merge:
                draft.Emit(new TicketEvent.MergedInto(merge.Ticket));
                return Close(draft, ClosingReason.Merged);
            case TicketCommand.Absorb absorb:
                if (!ticket.Absorbed.Contains(absorb.Ticket))
                    draft.Emit(new TicketEvent.Absorbed(absorb.Ticket));
                return draft.Accept();
            case TicketCommand.SplitOff split:
                if (!ticket.SplitOff.Contains(split.Ticket))
                    draft.Emit(new TicketEvent.SplitOff(split.Ticket));
                return draft.Accept();
            default:
                draft.Emit(new TicketEvent.SpamMarked());
                return Close(draft, ClosingReason.Spam);
        }
    }

    private static Decision Close(TicketDraft draft, ClosingReason reason) =>
        draft.Ticket.StateCategory == StateCategory.Closed
            ? draft.Accept()
            : draft.TryMove(Triggers.Close, reason) ?? draft.Accept();
}
