using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>A bug or a change request takes a ticket's matter up: that counts as the answer, and news of it follow.</summary>
internal static class Linking
{
    public static Decision Decide(TicketDraft draft, TicketCommand command)
    {
        switch (command)
        {
            case TicketCommand.Link { Reference: var reference } when string.IsNullOrWhiteSpace(reference):
                return draft.Refuse(
                    "link.reference_empty",
                    "The link has no reference. Give the id of what it links to."
                );
            case TicketCommand.Link link when IsLinked(draft.Ticket, link.Reference):
                return draft.Accept();
            case TicketCommand.Link link:
                draft.Emit(new TicketEvent.Linked(link.Kind, link.Reference));
                draft.Emit(new TicketEvent.AnsweredByLink(link.Reference));
                return draft.Move(Triggers.Answer);
            case TicketCommand.TellNews news when !IsLinked(draft.Ticket, news.Reference):
                return draft.Refuse("link.unknown", $"Nothing called \"{news.Reference}\" is linked. Link it first.");
            case TicketCommand.TellNews { Body: var body } when string.IsNullOrWhiteSpace(body):
                return draft.Refuse("ticket.reply_empty", "The news have no text. Write one.");
            default:
                var told = (TicketCommand.TellNews)command;
                draft.Emit(new TicketEvent.LinkNews(told.Reference, told.Body));
                ConductStep.NoteMasked(draft);
                return draft.Accept();
        }
    }

    private static bool IsLinked(Ticket ticket, string reference) =>
        ticket.Links.Any(link => link.Reference == reference);
}
