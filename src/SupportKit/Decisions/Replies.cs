using NodaTime;
using SupportKit.Localization;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>Replies of requesters and agents, mails that are turned back, and what machines answer.</summary>
internal static class Replies
{
    public static Decision Decide(Given given)
    {
        var (draft, command) = (given.Draft, given.Command);
        if (IsEmpty(given))
            return RefuseEmpty(draft);
        switch (command)
        {
            case TicketCommand.Acknowledge:
                draft.Record(new TicketEvent.Acknowledged());
                return draft.Move(Triggers.Acknowledge);
            case TicketCommand.Reply { By.Kind: ActorKind.Requester } reply:
                return Written(given, new TicketEvent.RequesterReplied(reply.Body), reply.Body);
            case TicketCommand.Reply reply:
                draft.Record(new TicketEvent.AgentReplied(reply.Body, reply.IsAcknowledgement));
                return draft.Move(
                    reply.AsksBack ? Triggers.Ask
                    : reply.IsAcknowledgement ? Triggers.Acknowledge
                    : Triggers.Answer
                );
            case TicketCommand.RejectInboundMail mail:
                if (MayBeTold(draft.Ticket, draft.Now))
                    draft.Record(new TicketEvent.InboundMailRejected(mail.Mail));
                return draft.Complete();
            case TicketCommand.RecordAutomaticMail mail:
                draft.Record(new TicketEvent.AutomaticMailReceived(mail.Kind, mail.Body));
                return draft.Complete();
            case TicketCommand.RequestFurtherHelp when !CountsAsAnswered(draft.Ticket):
                return draft.Refuse(SupportKitErrors.TicketAnswerMissing);
            case TicketCommand.RequestFurtherHelp help:
                return Written(given, new TicketEvent.FurtherHelpRequested(help.Body), help.Body);
            default:
                throw given.Unhandled();
        }
    }

    /// <summary>The refusal of an empty text.</summary>
    internal static Decision RefuseEmpty(TicketDraft draft) => draft.Refuse(SupportKitErrors.TicketReplyEmpty);

    private static Decision Written(Given given, TicketEvent message, WrittenText body)
    {
        var draft = given.Draft;
        if (ClosedTicketReplies.Refuse(draft, given.Role) is { } refused)
            return refused;
        draft.Record(message);
        return ClosedTicketReplies.Move(draft) ?? MessageScreening.Evaluate(draft, "", body.Text);
    }

    // It may well be a machine that answers ours, at whatever pace: each notice waits twice as long as the one before, and after a
    // few there is none until a person of the desk has acted.
    private static bool MayBeTold(Ticket ticket, Instant now) =>
        ticket.InboundMailRejectedAt is not { } last
        || ticket.InboundMailRejections < Digests.MostAnswers
            && now - last >= Duration.FromHours(1 << Math.Max(0, ticket.InboundMailRejections - 1));

    private static bool IsEmpty(Given given) =>
        given.Command switch
        {
            TicketCommand.Reply reply => reply.Body.IsBlank,
            TicketCommand.RequestFurtherHelp help => help.Body.IsBlank,
            TicketCommand.Acknowledge or TicketCommand.RejectInboundMail or TicketCommand.RecordAutomaticMail => false,
            _ => throw given.Unhandled(),
        };

    private static bool CountsAsAnswered(Ticket ticket) =>
        ticket.StateCategory is StateCategory.Answered or StateCategory.Resolved or StateCategory.Closed;
}
