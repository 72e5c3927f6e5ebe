using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>
/// What people write to a closed ticket, and its escalation, go by the policy's <c>closedTickets</c>. Without the section the
/// workflow alone decides, as in every other state.
/// </summary>
internal static class ClosedTicketReplies
{
    /// <summary>Why the reply is not taken on this ticket; null when it is.</summary>
    public static Decision.Refused? Refuse(TicketDraft draft, Role role)
    {
        if (RulesFor(draft) is not { } rules)
            return null;
        return rules.ReplyAt(ClosedAt(draft), draft.Now) switch
        {
            ClosedTicketReply.Reopen when !draft.Ticket.IsSpam => null,
            // What is opened belongs to its requester, so nobody else opens it by writing here.
            ClosedTicketReply.Linked when !draft.Ticket.IsSpam && role == Role.Requester => draft.Refuse(
                SupportKitErrors.TicketReplyLinked
            ),
            _ => draft.Refuse(SupportKitErrors.TicketReplyLate),
        };
    }

    /// <summary>Why a closed ticket cannot be escalated; null when it can, and for one that is not closed.</summary>
    public static Decision.Refused? RefuseEscalation(TicketDraft draft)
    {
        if (draft.Ticket.StateCategory != StateCategory.Closed)
            return null;
        return
            RulesFor(draft) is { CanBeEscalated: true } rules
            && !draft.Ticket.IsSpam
            && rules.IsSoon(ClosedAt(draft), draft.Now)
            ? null
            : draft.Refuse(SupportKitErrors.TicketStateClosed);
    }

    /// <summary>
    /// Moves the ticket as a reply does; one that is reopened by the policy comes back by <c>reopen</c> where a reply leads nowhere.
    /// </summary>
    public static Decision.Refused? Move(TicketDraft draft)
    {
        var isReopened = RulesFor(draft) is not null;
        return draft.MoveOrRefuse(isReopened ? TriggerOf(draft) : Triggers.RequesterReply);
    }

    private static string TriggerOf(TicketDraft draft)
    {
        var (workflow, ticket) = (draft.Policy.Workflow, draft.Ticket);
        return
            workflow.StateAfter(ticket.State, Triggers.RequesterReply, ticket.Facts) is { } next
            && workflow.CategoryOf(next) != StateCategory.Closed
            ? Triggers.RequesterReply
            : Triggers.Reopen;
    }

    // A ticket that another one carries on is that one's business.
    private static ClosedTickets? RulesFor(TicketDraft draft) =>
        draft.Ticket is { StateCategory: StateCategory.Closed, MergedInto: null } ? draft.Policy.ClosedTickets : null;

    private static NodaTime.Instant? ClosedAt(TicketDraft draft) =>
        draft.Ticket.LastOf(Tickets.SlaSignals.NameOf(StateCategory.Closed));
}
