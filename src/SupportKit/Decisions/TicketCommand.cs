using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Something an actor wants done. Immutable.</summary>
/// <param name="By">Who wants it.</param>
public abstract record TicketCommand(Actor By)
{
    /// <summary>Ask for help.</summary>
    /// <param name="Requester">The host's id of the person who asks.</param>
    /// <param name="Tenant">Whose desk is asked.</param>
    /// <param name="Ticket">The id the ticket gets, if the request is accepted.</param>
    /// <param name="Title">A line that says what it is about.</param>
    /// <param name="Body">The request in the person's own words.</param>
    public sealed record Open(string Requester, string Tenant, TicketId Ticket, string Title, string Body)
        : TicketCommand(Actor.Requester(Requester));

    /// <summary>An agent takes notice.</summary>
    public sealed record Acknowledge(Actor By) : TicketCommand(By);

    /// <summary>An agent answers, or the requester writes on.</summary>
    /// <param name="By">Who writes.</param>
    /// <param name="Body">What.</param>
    /// <param name="AsksBack">For an agent: the desk now waits for the requester. Means nothing for a requester.</param>
    public sealed record Reply(Actor By, string Body, bool AsksBack = false) : TicketCommand(By);

    /// <summary>Pull a trigger of the workflow that needs no words: hold, resume, resolve, accept, reopen, close.</summary>
    public sealed record Fire(Actor By, string Trigger) : TicketCommand(By);

    /// <summary>Call in somebody beyond those assigned.</summary>
    /// <param name="By">Who asks for it: the requester, or an agent for them.</param>
    /// <param name="Reason">The id of one of the policy's reasons.</param>
    /// <param name="Channel">How it came in.</param>
    /// <param name="Details">What the policy requires it to bring.</param>
    public sealed record Escalate(Actor By, string Reason, string Channel, FactSet Details) : TicketCommand(By);

    /// <summary>A file was stored with the attachment store; note it.</summary>
    public sealed record Attach(Actor By, string Attachment, string Name, string ContentType, long Length)
        : TicketCommand(By);

    /// <summary>Do what has come due by now: warn, and record broken promises. The deadline worker's command.</summary>
    public sealed record FireDeadlines() : TicketCommand(Actor.System);
}
