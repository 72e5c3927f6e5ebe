using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Decides whether an escalation is taken. It adds a person and a step, and touches nothing else.</summary>
internal static class Escalating
{
    public static Decision Decide(TicketDraft draft, TicketCommand.Escalate escalate)
    {
        if (draft.Basis.Policy.Escalation is not { } rules)
            return draft.Refuse("escalation.not_offered", "This desk offers no escalation.");
        if (draft.Ticket.StateCategory == StateCategory.Closed)
            return draft.Refuse("ticket.closed", "The ticket is closed. Open a new one.");
        if (rules.Channel is { } channel && channel != escalate.Channel)
            return draft.Refuse(
                "escalation.channel_wrong",
                $"Escalations come in by \"{channel}\", not by \"{escalate.Channel}\"."
            );
        if (!rules.Reasons.ContainsKey(escalate.Reason))
            return draft.Refuse(
                "escalation.reason_unknown",
                $"\"{escalate.Reason}\" is no reason to escalate. Give one of: {string.Join(", ", rules.Reasons.Keys)}."
            );
        if (rules.Missing(escalate.Details) is { IsEmpty: false } missing)
            return draft.Refuse(new Refusal.NeedInfo(missing));
        draft.Emit(new TicketEvent.Escalated(escalate.Reason, rules.Lead, escalate.Details));
        ConductStep.NoteMasked(draft);
        return draft.Accept();
    }
}
