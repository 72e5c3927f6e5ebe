using System.Collections.Immutable;

namespace SupportKit.Tickets;

/// <summary>The one table of which signals an event gives to the clocks.</summary>
internal static class TicketSignals
{
    private static readonly ImmutableArray<string> FirstMessage = [SlaSignals.RequesterReplied],
        LaterMessage = [SlaSignals.RequesterReplied, SlaSignals.FollowUp],
        Opened = [SlaSignals.Opened],
        Acknowledged = [SlaSignals.Acknowledged],
        AgentReplied = [SlaSignals.AgentReplied],
        AnsweredByLink = [SlaSignals.AnsweredByLink],
        InternalNoted = [SlaSignals.InternalNoteAdded],
        Assigned = [SlaSignals.Assigned],
        Escalated = [SlaSignals.Escalated],
        EscalatedFirst = [.. FirstMessage, SlaSignals.Escalated],
        EscalatedLater = [.. LaterMessage, SlaSignals.Escalated],
        DeEscalated = [SlaSignals.DeEscalated],
        NextStepSet = [SlaSignals.NextStepSet],
        LinkNews = [SlaSignals.LinkNews],
        Reopened = [SlaSignals.Reopened];

    private static readonly ImmutableArray<string> AnswerSignals =
    [
        SlaSignals.AgentReplied,
        SlaSignals.AnsweredByLink,
        SlaSignals.Resolved,
        SlaSignals.Closed,
    ];

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
            TicketEvent.Escalated when CountsAsReply(happened, by) => WasAnswered(before)
                ? EscalatedLater
                : EscalatedFirst,
            _ when CountsAsReply(happened, by) => WasAnswered(before) ? LaterMessage : FirstMessage,
            TicketEvent.Opened opened => IsKnown(opened.StateCategory) ? OpenedIn[(int)opened.StateCategory] : Opened,
            TicketEvent.StateChanged changed => changed.Category == before?.StateCategory ? []
            : IsKnown(changed.Category) ? Entered[(int)changed.Category]
            : [],
            TicketEvent.RequesterReplied or TicketEvent.FurtherHelpRequested => WasAnswered(before)
                ? LaterMessage
                : FirstMessage,
            TicketEvent.Acknowledged or TicketEvent.AgentReplied { IsAcknowledgement: true } => Acknowledged,
            TicketEvent.AgentReplied or TicketEvent.CallRecorded => AgentReplied,
            TicketEvent.AnsweredByLinkedIssue => AnsweredByLink,
            TicketEvent.InternalNoteAdded => InternalNoted,
            TicketEvent.Assigned { Agent: not null } or TicketEvent.AssignmentDecided { Agent: not null } => Assigned,
            TicketEvent.Escalated => Escalated,
            TicketEvent.DeEscalated => DeEscalated,
            TicketEvent.NextStepSet => NextStepSet,
            TicketEvent.LinkedIssueUpdated => LinkNews,
            TicketEvent.Reopened => Reopened,
            _ => [],
        };

    /// <summary>
    /// Whether it counts as if the requester had replied: somebody from outside the desk did, without words, what the desk may
    /// have waited for, or their words came with another ticket that was merged into this one.
    /// </summary>
    public static bool CountsAsReply(TicketEvent happened, Actor by) =>
        happened is TicketEvent.MergeReceived { IsUnanswered: true } || IsDoneByRequester(happened, by);

    /// <summary>Whether nobody of the desk has answered what the requester wrote last.</summary>
    public static bool IsUnanswered(Ticket ticket)
    {
        if (ticket.StateCategory is StateCategory.Resolved or StateCategory.Closed)
            return false;
        var written = ticket.LastOf(SlaSignals.RequesterReplied) ?? ticket.OpenedAt;
        var (reply, link) = (ticket.LastOf(SlaSignals.AgentReplied), ticket.LastOf(SlaSignals.AnsweredByLink));
        var answered = reply is null || link > reply ? link : reply;
        // For two at the same instant, the state tells which came first.
        return answered is null
            || written > answered
            || (written == answered && ticket.StateCategory is not (StateCategory.Pending or StateCategory.Answered));
    }

    /// <summary>Whether somebody from outside the desk did something that the desk may have waited for, without a word.</summary>
    public static bool IsDoneByRequester(TicketEvent happened, Actor by) =>
        by.Kind == ActorKind.Requester
        && happened
            is TicketEvent.AttachmentAdded
                or TicketEvent.AttachmentApproved
                or TicketEvent.AccessGranted
                or TicketEvent.ChangeApproved
                or TicketEvent.FactsChanged
                or TicketEvent.Escalated;

    // A newer version may have a category that no clock of this one listens to.
    private static bool IsKnown(StateCategory category) => (int)category < Entered.Length;

    // A solution is an answer, with or without words.
    private static bool WasAnswered(Ticket? ticket) =>
        ticket is not null && AnswerSignals.Any(signal => ticket.LastOf(signal) is not null);
}
