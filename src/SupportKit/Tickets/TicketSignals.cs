using System.Collections.Immutable;

namespace SupportKit.Tickets;

/// <summary>Which signals an event is to the clocks: the one table of it.</summary>
internal static class TicketSignals
{
    private static readonly ImmutableArray<string> FirstMessage = [SlaSignals.RequesterReplied],
        LaterMessage = [SlaSignals.RequesterReplied, SlaSignals.FollowUp],
        Acknowledged = [SlaSignals.Acknowledged],
        AgentReplied = [SlaSignals.AgentReplied],
        AnsweredByLink = [SlaSignals.AnsweredByLink],
        InternalNoted = [SlaSignals.InternalNoteAdded],
        Assigned = [SlaSignals.Assigned],
        Escalated = [SlaSignals.Escalated],
        DeEscalated = [SlaSignals.DeEscalated],
        NextStepSet = [SlaSignals.NextStepSet],
        LinkNews = [SlaSignals.LinkNews],
        Reopened = [SlaSignals.Reopened];

    private static readonly ImmutableArray<ImmutableArray<string>> Entered =
    [
        .. Enum.GetValues<StateCategory>().Select(category => ImmutableArray.Create(SlaSignals.NameOf(category))),
    ];

    private static readonly ImmutableArray<ImmutableArray<string>> OpenedIn =
    [
        .. Enum.GetValues<StateCategory>()
            .Select(category => ImmutableArray.Create(SlaSignals.Opened, SlaSignals.NameOf(category))),
    ];

    /// <summary>The signals of an event.</summary>
    /// <param name="before">The ticket before it; null for the first.</param>
    /// <param name="happened">The event.</param>
    /// <param name="by">Whose it is.</param>
    public static ImmutableArray<string> Of(Ticket? before, TicketEvent happened, Actor by) =>
        happened switch
        {
            _ when IsDoneByRequester(happened, by) => WasAnswered(before) ? LaterMessage : FirstMessage,
            TicketEvent.Opened opened => OpenedIn[(int)opened.StateCategory],
            TicketEvent.StateChanged changed => changed.Category == before?.StateCategory
                ? []
                : Entered[(int)changed.Category],
            TicketEvent.RequesterReplied or TicketEvent.FurtherHelpRequested => WasAnswered(before)
                ? LaterMessage
                : FirstMessage,
            TicketEvent.Acknowledged => Acknowledged,
            TicketEvent.AgentReplied => AgentReplied,
            TicketEvent.AnsweredByLinkedIssue => AnsweredByLink,
            TicketEvent.InternalNoteAdded => InternalNoted,
            TicketEvent.Assigned { Agent: not null } => Assigned,
            TicketEvent.Escalated => Escalated,
            TicketEvent.DeEscalated => DeEscalated,
            TicketEvent.NextStepSet => NextStepSet,
            TicketEvent.LinkedIssueUpdated => LinkNews,
            TicketEvent.Reopened => Reopened,
            _ => [],
        };

    /// <summary>
    /// Whether somebody from outside the desk did, without words, what the desk may have waited for. It counts as if they had
    /// replied.
    /// </summary>
    public static bool IsDoneByRequester(TicketEvent happened, Actor by) =>
        by.Kind == ActorKind.Requester
        && happened
            is TicketEvent.AttachmentAdded
                or TicketEvent.AttachmentApproved
                or TicketEvent.AccessGranted
                or TicketEvent.ChangeApproved;

    private static bool WasAnswered(Ticket? ticket) =>
        ticket?.LastOf(SlaSignals.AgentReplied) is not null || ticket?.LastOf(SlaSignals.AnsweredByLink) is not null;
}
