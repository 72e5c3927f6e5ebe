using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>
/// Merges and splits tickets, and marks spam. A ticket that another one carries on has no running clock, and the ticket
/// that carries it on keeps its own; what nobody has answered there is owed an answer here, as if it had been written here.
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
                return into == merge.Ticket ? draft.Complete() : RefuseMerged(draft, into);
            case TicketCommand.MergeInto merge:
                draft.Record(new TicketEvent.MergedInto(merge.Ticket, merge.Number));
                return Close(draft, ClosingReason.Merged);
            case TicketCommand.ReceiveMerge when ticket.MergedInto is { } into:
                return RefuseMerged(draft, into);
            case TicketCommand.ReceiveMerge received:
                return Receive(draft, received);
            case TicketCommand.SplitOff split:
                if (!ticket.SplitOff.Contains(split.Ticket))
                    draft.Record(new TicketEvent.SplitOff(split.Ticket, split.Number));
                return draft.Complete();
            case TicketCommand.ContinueIn next:
                draft.Record(new TicketEvent.ContinuedIn(next.Ticket, next.Number));
                return draft.Complete();
            case TicketCommand.MarkSpam:
                draft.Record(new TicketEvent.SpamMarked());
                return Close(draft, ClosingReason.Spam);
            default:
                throw given.Unhandled();
        }
    }

    // Whoever was on the other ticket stays, and what they wrote there unanswered moves this one as a reply would.
    private static Decision Receive(TicketDraft draft, TicketCommand.ReceiveMerge received)
    {
        draft.Record(new TicketEvent.MergeReceived(received.Ticket, received.IsUnanswered, received.Number));
        foreach (var person in received.Participants)
        {
            if (
                person != draft.Ticket.Requester
                && !draft.Ticket.Participants.Contains(person)
                && draft.Ticket.InvitationOf(person) is not { Status: InvitationStatus.Declined }
            )
                draft.Record(
                    received.Invited.Contains(person) ? new TicketEvent.Invited(person) : new TicketEvent.Shared(person)
                );
        }
        return received.IsUnanswered && draft.MoveOrRefuse(Triggers.RequesterReply) is { } refused
            ? refused
            : draft.Complete();
    }

    private static Decision.Refused RefuseMerged(TicketDraft draft, TicketId into) =>
        draft.Refuse(SupportKitErrors.MergeTicketMerged, ("ticket", into.ToString()));

    private static Decision Close(TicketDraft draft, ClosingReason reason)
    {
        if (draft.Ticket.StateCategory == StateCategory.Closed)
            return draft.Complete();
        if (draft.MoveOrRefuse(Triggers.Close, reason) is { } refused)
            return refused;
        return draft.Ticket.StateCategory == StateCategory.Closed
            ? draft.Complete()
            : draft.Refuse(
                SupportKitErrors.TicketTransitionNotPermitted,
                ("trigger", Triggers.Close),
                ("state", draft.Ticket.State),
                ("permitted", "–")
            );
    }
}
