using NodaTime;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>What people write.</summary>
internal static class Conversing
{
    public static Decision Decide(TicketDraft draft, TicketCommand command)
    {
        if (IsEmpty(command))
            return draft.Refuse("ticket.reply_empty", "The reply has no text. Write one.");
        switch (command)
        {
            case TicketCommand.Acknowledge:
                draft.Emit(new TicketEvent.Acknowledged());
                return draft.Move(Triggers.Acknowledge);
            case TicketCommand.Reply { By.Kind: ActorKind.Requester } reply:
                return Written(draft, new TicketEvent.RequesterReplied(reply.Body), reply.Body);
            case TicketCommand.Reply reply:
                draft.Emit(new TicketEvent.AgentReplied(reply.Body));
                ConductStep.NoteMasked(draft);
                return draft.Move(reply.AsksBack ? Triggers.Ask : Triggers.Answer);
            case TicketCommand.TurnBackMail mail:
                // Within the hour of another, it may well be a machine that answers ours.
                if (draft.Ticket.MailTurnedBackAt is not { } last || draft.Now - last >= Duration.FromHours(1))
                    draft.Emit(new TicketEvent.MailTurnedBack(mail.Mail));
                return draft.Accept();
            case TicketCommand.RequestHelp when !CountsAsAnswered(draft.Ticket):
                return draft.Refuse("ticket.not_answered", "The ticket does not count as answered. Write a reply.");
            case TicketCommand.RequestHelp help:
                return Written(draft, new TicketEvent.HelpRequestedAgain(help.Body), help.Body);
            default:
                draft.Emit(new TicketEvent.InternalNoted(((TicketCommand.Note)command).Body));
                ConductStep.NoteMasked(draft);
                return draft.Accept();
        }
    }

    private static Decision Written(TicketDraft draft, TicketEvent message, string body)
    {
        draft.Emit(message);
        ConductStep.NoteMasked(draft);
        return draft.TryMove(Triggers.RequesterReply) ?? ConductStep.Judge(draft, "", body);
    }

    private static bool IsEmpty(TicketCommand command) =>
        command switch
        {
            TicketCommand.Reply reply => string.IsNullOrWhiteSpace(reply.Body),
            TicketCommand.Note note => string.IsNullOrWhiteSpace(note.Body),
            TicketCommand.RequestHelp help => string.IsNullOrWhiteSpace(help.Body),
            _ => false,
        };

    private static bool CountsAsAnswered(Ticket ticket) =>
        ticket.StateCategory is StateCategory.Answered or StateCategory.Resolved or StateCategory.Closed;
}
