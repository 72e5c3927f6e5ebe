using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>
/// Tickets that belong together, or were none. Whatever another ticket carries on keeps no clock running, and the ticket
/// that carries it on keeps its own as they are.
/// </summary>
internal static class MergeAndSplit
{
    public static Decision Decide(Given given)
    {
        var (draft, command) = (given.Draft, given.Command);
        var ticket = draft.Ticket;
        switch (command)
        {
            case TicketCommand.MergeInto { Ticket: var other } when other == ticket.Id:
            case TicketCommand.ReceiveMerge { Ticket: var same } when same == ticket.Id:
                return draft.Refuse(SupportKitErrors.MergeTicketSame);
            case TicketCommand.MergeInto { Requester: var requester } when requester != ticket.Requester:
            case TicketCommand.ReceiveMerge { Requester: var asker } when asker != ticket.Requester:
                return draft.Refuse(SupportKitErrors.MergeRequesterDiffers);
            case TicketCommand.MergeInto merge when ticket.MergedInto is { } into:
                return into == merge.Ticket
                    ? draft.Complete()
                    : draft.Refuse(SupportKitErrors.MergeTicketMerged, ("ticket", into.ToString()));
            case TicketCommand.MergeInto merge:
                draft.Record(new TicketEvent.MergedInto(merge.Ticket));
                return Close(draft, ClosingReason.Merged);
            case TicketCommand.ReceiveMerge absorb:
                if (!ticket.MergedTickets.Contains(absorb.Ticket))
                    draft.Record(new TicketEvent.MergeReceived(absorb.Ticket));
                return draft.Complete();
            case TicketCommand.SplitOff split:
                if (!ticket.SplitOff.Contains(split.Ticket))
                    draft.Record(new TicketEvent.SplitOff(split.Ticket));
                return draft.Complete();
            case TicketCommand.MarkSpam:
                draft.Record(new TicketEvent.SpamMarked());
                return Close(draft, ClosingReason.Spam);
            default:
                throw given.Unhandled();
        }
    }

    private static Decision Close(TicketDraft draft, ClosingReason reason) =>
        draft.Ticket.StateCategory == StateCategory.Closed
            ? draft.Complete()
            : draft.MoveOrRefuse(Triggers.Close, reason) ?? draft.Complete();
}
