using SupportKit.Screening;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>Screens a requester's message and applies what the policy says about the findings.</summary>
internal static class MessageScreening
{
    /// <summary>The last step on a requester's message: takes it, takes it and says something, holds the ticket, or refuses.</summary>
    public static Decision Evaluate(TicketDraft draft, string title, string body, bool hasUnreadableAnswer = false)
    {
        var facts = new MessageContext(title, body, draft.Ticket.Language, draft.Now, draft.RequesterHistory)
        {
            HasUnreadableAnswer = hasUnreadableAnswer,
        };
        var findings = draft.Basis.Policy.Screening.Check(facts);
        if (findings.IsEmpty)
            return draft.Complete();
        var gravest = findings.Max(finding => finding.Then);
        if (gravest is MessageAction.Rewrite or MessageAction.Refuse)
            return draft.Refuse(new Refusal.MessageRefused(findings));
        draft.Record(new TicketEvent.MessageFlagged(findings));
        // A workflow without the trigger "hold" leaves only the note.
        if (gravest == MessageAction.Hold)
            _ = draft.MoveOrRefuse(Triggers.Hold);
        return draft.Complete();
    }
}
