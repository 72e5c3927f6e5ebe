using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <content>Bringing in others, and what belongs together.</content>
public abstract partial record TicketCommand
{
    /// <summary>Call in somebody beyond those assigned.</summary>
    /// <param name="By">Who asks for it: the requester, or the desk for them.</param>
    /// <param name="Reason">The id of one of the policy's reasons.</param>
    /// <param name="Channel">How it came in.</param>
    /// <param name="Details">What the policy requires it to bring.</param>
    public sealed record Escalate(Actor By, string Reason, string Channel, FactSet Details) : TicketCommand(By);

    /// <summary>Let go whoever was called in.</summary>
    public sealed record DeEscalate(Actor By) : TicketCommand(By);

    /// <summary>Agree on what happens next: a step, or a plan of action.</summary>
    public sealed record SetNextStep(Actor By, string Step) : TicketCommand(By);

    /// <summary>Link a bug or a change request, which counts as the answer.</summary>
    public sealed record Link(Actor By, LinkKind Kind, string Reference) : TicketCommand(By);

    /// <summary>Pass on news of something linked.</summary>
    public sealed record TellNews(Actor By, string Reference, string Body) : TicketCommand(By);

    /// <summary>Ask for help all the same, though the ticket counts as answered.</summary>
    public sealed record RequestHelp(Actor By, string Body) : TicketCommand(By);

    /// <summary>Let another ticket of the same requester carry this one on.</summary>
    /// <param name="By">Who wants it.</param>
    /// <param name="Ticket">The other ticket.</param>
    /// <param name="Requester">Whose it is.</param>
    public sealed record MergeInto(Actor By, TicketId Ticket, string Requester) : TicketCommand(By);

    /// <summary>Carry on another ticket of the same requester: the other side of <see cref="MergeInto"/>.</summary>
    /// <param name="By">Who wants it.</param>
    /// <param name="Ticket">The other ticket.</param>
    /// <param name="Requester">Whose it is.</param>
    public sealed record Absorb(Actor By, TicketId Ticket, string Requester) : TicketCommand(By);

    /// <summary>Note that a part became a ticket of its own.</summary>
    public sealed record SplitOff(Actor By, TicketId Ticket) : TicketCommand(By);

    /// <summary>Say that it is no request.</summary>
    public sealed record MarkSpam(Actor By) : TicketCommand(By);
}
