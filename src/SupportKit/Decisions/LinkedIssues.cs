using System.Globalization;
using SupportKit.Localization;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>Links a ticket to a bug or a change request: the link counts as the answer, and news of the issue follow.</summary>
internal static class LinkedIssues
{
    /// <summary>The most that a ticket is linked with: each link is told to everybody on it.</summary>
    internal const int Most = 50;

    public static Decision Decide(Given given)
    {
        var (draft, command) = (given.Draft, given.Command);
        switch (command)
        {
            case TicketCommand.Link link when IsLinked(draft.Ticket, link.Reference):
                return draft.Complete();
            case TicketCommand.Link when draft.Ticket.Links.Length >= Most:
                return draft.Refuse(
                    SupportKitErrors.LinkReferencesExceeded,
                    ("max", Most.ToString(CultureInfo.InvariantCulture))
                );
            case TicketCommand.Link link:
                draft.Record(new TicketEvent.Linked(link.Kind, link.Reference));
                draft.Record(new TicketEvent.AnsweredByLinkedIssue(link.Reference));
                return draft.Move(Triggers.Answer);
            case TicketCommand.UpdateLinkedIssue news when !IsLinked(draft.Ticket, news.Reference):
                return draft.Refuse(SupportKitErrors.LinkReferenceUnknown, ("reference", news.Reference.Text));
            case TicketCommand.UpdateLinkedIssue { Body: var body } when body.IsBlank:
                return draft.Refuse(SupportKitErrors.TicketReplyEmpty);
            case TicketCommand.UpdateLinkedIssue told:
                draft.Record(new TicketEvent.LinkedIssueUpdated(told.Reference, told.Body));
                return draft.Complete();
            default:
                throw given.Unhandled();
        }
    }

    private static bool IsLinked(Ticket ticket, WrittenName reference) =>
        ticket.Links.Any(link => link.Reference == reference);
}
