namespace SupportKit.Mail;

/// <summary>What becomes of a mail. A closed hierarchy; immutable.</summary>
internal abstract record MailDecision
{
    private MailDecision() { }

    /// <summary>The mail opens a new ticket.</summary>
    public sealed record Open(OpenRequest Request) : MailDecision;

    /// <summary>A reply of somebody who takes part in the ticket.</summary>
    public sealed record Reply(TicketKey Ticket, string Person, string Text) : MailDecision;

    /// <summary>An escalation of the ticket.</summary>
    public sealed record Escalate(TicketKey Ticket, TicketCommand.Escalate Command) : MailDecision;

    /// <summary>The ticket's desk does not read replies, and says so.</summary>
    public sealed record TurnBack(TicketKey Ticket) : MailDecision;

    /// <summary>Nothing happens, and nobody is written to.</summary>
    public sealed record Ignore(string Code) : MailDecision;

    /// <summary>The sender is told why it was not taken.</summary>
    public sealed record Refuse(string Code) : MailDecision;

    /// <summary>A person has to look at it.</summary>
    public sealed record SetAside(string Code) : MailDecision;
}
