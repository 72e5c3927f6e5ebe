using NodaTime;

namespace SupportKit.Tickets;

/// <content>What people say, and how the ticket moves.</content>
public abstract partial record TicketEvent
{
    /// <summary>An agent took notice.</summary>
    public sealed record Acknowledged : TicketEvent;

    /// <summary>An agent answered.</summary>
    public sealed record AgentReplied(string Body) : TicketEvent;

    /// <summary>The requester, or somebody the request is shared with, wrote.</summary>
    public sealed record RequesterReplied(string Body) : TicketEvent;

    /// <summary>The desk wrote something down for itself. Never shown outside it.</summary>
    public sealed record InternalNoted(string Body) : TicketEvent;

    /// <summary>The requester still asks for help although the ticket counts as answered.</summary>
    public sealed record HelpRequestedAgain(string Body) : TicketEvent;

    /// <summary>
    /// A mail came in answer to one of the desk's, which nobody reads: its sender is told where to go on. What it said is
    /// not kept.
    /// </summary>
    /// <param name="Mail">The mail's own id.</param>
    public sealed record MailTurnedBack(string Mail) : TicketEvent;

    /// <summary>The state changed.</summary>
    public sealed record StateChanged(string From, string To, StateCategory Category, string Trigger) : TicketEvent;

    /// <summary>The desk considers it solved.</summary>
    public sealed record Resolved : TicketEvent;

    /// <summary>The requester agrees that it is solved.</summary>
    public sealed record Accepted : TicketEvent;

    /// <summary>It was resolved or closed, and is not any more.</summary>
    public sealed record Reopened : TicketEvent;

    /// <summary>It is over.</summary>
    public sealed record Closed(ClosingReason Reason) : TicketEvent;

    /// <summary>Unless somebody writes, the ticket closes by itself.</summary>
    /// <param name="WarnAt">When the requester is warned; null for no warning.</param>
    /// <param name="CloseAt">When it closes.</param>
    public sealed record ClosingPlanned(Instant? WarnAt, Instant CloseAt) : TicketEvent;

    /// <summary>The requester was told that the ticket will close by itself.</summary>
    public sealed record ClosingWarned(Instant CloseAt) : TicketEvent;
}
