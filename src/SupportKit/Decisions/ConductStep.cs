using SupportKit.Conduct;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>What becomes of a message for how it is written.</summary>
internal static class ConductStep
{
    /// <summary>Records that secrets were masked in the event before; nothing when there were none.</summary>
    public static void NoteMasked(TicketDraft draft)
    {
        if (!draft.Masked.IsEmpty)
            draft.Emit(new TicketEvent.SecretsMasked(draft.Masked));
    }

    /// <summary>The last step on a requester's message: takes it, takes it and says something, holds the ticket, or refuses.</summary>
    public static Decision Judge(TicketDraft draft, string title, string body)
    {
        var facts = new ConductFacts(title, body, draft.Ticket.Language, draft.Now, draft.Past);
        var findings = draft.Basis.Policy.Conduct.Check(facts);
        if (findings.IsEmpty)
            return draft.Accept();
        var gravest = findings.Max(finding => finding.Then);
        if (gravest is Consequence.Rewrite or Consequence.Refuse)
            return draft.Refuse(new Refusal.Misconduct(findings));
        draft.Emit(new TicketEvent.ConductNoted(findings));
        // Where the workflow knows no holding, the note is what there is.
        if (gravest == Consequence.Hold)
            _ = draft.TryMove(Triggers.Hold);
        return draft.Accept();
    }
}
