namespace SupportKit.Decisions;

/// <summary>What concerns a ticket from beyond those assigned: who is called in, what comes next, what is over. Priority and deadlines stay.</summary>
internal static class Escalations
{
    public static Decision Decide(Given given)
    {
        var (draft, command, role) = (given.Draft, given.Command, given.Role);
        switch (command)
        {
            case TicketCommand.Escalate escalate:
                return Escalate(draft, escalate, role);
            case TicketCommand.SetNextStep { Step: var step } when step.IsBlank:
                return draft.Refuse(SupportKitErrors.TicketReplyEmpty);
            case TicketCommand.SetNextStep { Step: var step }:
                draft.Record(new TicketEvent.NextStepSet(step));
                return draft.Complete();
            case TicketCommand.DeEscalate:
                if (draft.Ticket.EscalatedToQueue is not null)
                    draft.Record(new TicketEvent.DeEscalated());
                return draft.Complete();
            case TicketCommand.TellSwitchEnded ended:
                draft.Record(new TicketEvent.SwitchEnded(ended.Switch, ended.Subject, ended.About));
                return draft.Complete();
            default:
                throw given.Unhandled();
        }
    }

    private static Decision Escalate(TicketDraft draft, TicketCommand.Escalate escalate, Role role)
    {
        if (ClosedTicketReplies.RefuseEscalation(draft) is { } closed)
            return closed;
        if (draft.Policy.Escalation is not { } rules)
            return draft.Refuse(SupportKitErrors.EscalationFeatureDisabled);
        if (rules.ByDeskOnly && role == Role.Requester)
            return draft.Refuse(Refusal.CommandRefused.Of(SupportKitErrors.TicketActorNotPermitted, "escalation"));
        if (rules.Channel is { } channel && channel != escalate.Channel)
            return draft.Refuse(
                SupportKitErrors.EscalationChannelWrong,
                ("channel", channel),
                ("given", escalate.Channel),
                ("title", draft.Policy.Channels.First(known => known.Id == channel).Title)
            );
        if (!rules.Reasons.ContainsKey(escalate.Reason))
            return draft.Refuse(
                SupportKitErrors.EscalationReasonUnknown,
                ("value", escalate.Reason),
                ("allowed", string.Join(", ", rules.Reasons.Keys))
            );
        if (rules.Missing(escalate.Details) is { IsEmpty: false } missing)
            return draft.Refuse(new Refusal.NeedInfo(missing));
        draft.Record(new TicketEvent.Escalated(escalate.Reason, rules.Queue, escalate.Details));
        if (draft.Ticket.StateCategory == StateCategory.Closed && ClosedTicketReplies.Move(draft) is { } stuck)
            return stuck;
        return draft.Complete();
    }
}
