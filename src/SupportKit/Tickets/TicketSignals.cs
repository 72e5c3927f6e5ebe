using System.Collections.Immutable;

namespace SupportKit.Tickets;

/// <summary>Which signals an event is to the clocks: the one table of it.</summary>
internal static class TicketSignals
{
    private static readonly ImmutableArray<string> FirstMessage = [ClockSignals.RequesterReplied],
        LaterMessage = [ClockSignals.RequesterReplied, ClockSignals.FollowUp],
        Acknowledged = [ClockSignals.Acknowledged],
        AgentReplied = [ClockSignals.AgentReplied],
        AnsweredByLink = [ClockSignals.AnsweredByLink],
        InternalNoted = [ClockSignals.InternalNoted],
        Assigned = [ClockSignals.Assigned],
        Escalated = [ClockSignals.Escalated],
        DeEscalated = [ClockSignals.DeEscalated],
        NextStepSet = [ClockSignals.NextStepSet],
        LinkNews = [ClockSignals.LinkNews],
        Reopened = [ClockSignals.Reopened];

    private static readonly ImmutableArray<ImmutableArray<string>> Entered =
    [
        .. Enum.GetValues<StateCategory>().Select(category => ImmutableArray.Create(ClockSignals.NameOf(category))),
    ];

    private static readonly ImmutableArray<ImmutableArray<string>> OpenedIn =
    [
        .. Enum.GetValues<StateCategory>()
            .Select(category => ImmutableArray.Create(ClockSignals.Opened, ClockSignals.NameOf(category))),
    ];

    /// <summary>The signals of an event.</summary>
    /// <param name="before">The ticket before it; null for the first.</param>
    /// <param name="happened">The event.</param>
    public static ImmutableArray<string> Of(Ticket? before, TicketEvent happened) =>
        happened switch
        {
            TicketEvent.Opened opened => OpenedIn[(int)opened.StateCategory],
            TicketEvent.StateChanged changed => changed.Category == before?.StateCategory
                ? []
                : Entered[(int)changed.Category],
            TicketEvent.RequesterReplied or TicketEvent.HelpRequestedAgain => WasAnswered(before)
                ? LaterMessage
                : FirstMessage,
            TicketEvent.Acknowledged => Acknowledged,
            TicketEvent.AgentReplied => AgentReplied,
            TicketEvent.AnsweredByLink => AnsweredByLink,
            TicketEvent.InternalNoted => InternalNoted,
            TicketEvent.Assigned { Agent: not null } => Assigned,
            TicketEvent.Escalated => Escalated,
            TicketEvent.DeEscalated => DeEscalated,
            TicketEvent.NextStepSet => NextStepSet,
            TicketEvent.LinkNews => LinkNews,
            TicketEvent.Reopened => Reopened,
            _ => [],
        };

    private static bool WasAnswered(Ticket? ticket) =>
        ticket?.LastOf(ClockSignals.AgentReplied) is not null
        || ticket?.LastOf(ClockSignals.AnsweredByLink) is not null;
}
