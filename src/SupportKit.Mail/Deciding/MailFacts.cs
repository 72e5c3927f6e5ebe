using System.Collections.Immutable;

namespace SupportKit.Mail;

/// <summary>All that a decision on a mail goes by, gathered beforehand. Immutable.</summary>
internal sealed record MailFacts
{
    /// <summary>Why it cannot be read: a code; null for a mail that was read.</summary>
    public string? Fault { get; init; }

    /// <summary>The mail; null when it cannot be read.</summary>
    public InboundMessage? Mail { get; init; }

    /// <summary>Which of the host's addresses it is for; null for none.</summary>
    public MailAddressOptions? Address { get; init; }

    /// <summary>The desk made it, or it comes from one of the desk's addresses.</summary>
    public bool IsOwn { get; init; }

    /// <summary>By what it is known as a machine's; null for the mail of a person.</summary>
    public AutomaticSign? Automatic { get; init; }

    /// <summary>Whether the host's mail server stands for the sender, or the host does not ask it.</summary>
    public bool IsAuthenticated { get; init; } = true;

    /// <summary>Whether more came from this sender than is let in.</summary>
    public bool IsOverRate { get; init; }

    /// <summary>The host's id of the person; null for nobody it knows.</summary>
    public string? Person { get; init; }

    /// <summary>By what it names a ticket; null when it names none.</summary>
    public TicketReferenceKind? Reference { get; init; }

    /// <summary>The ticket that it names, if the person takes part in it; null otherwise, also when there is such a ticket.</summary>
    public TicketKey? Ticket { get; init; }

    /// <summary>The ticket whose mail a machine answers, and on which that is recorded; null for none.</summary>
    public TicketKey? Answered { get; init; }

    /// <summary>
    /// The address of somebody the host knows who wrote, or whose machine answered, so that it is known to work; null for none.
    /// </summary>
    public string? Works =>
        Mail is { From: [var from], Report: not { Failures.IsEmpty: false } }
        && (Person ?? (object?)Answered) is not null
            ? from
            : null;

    /// <summary>Whether the ticket's policy reads replies.</summary>
    public bool RepliesAreRead { get; init; }

    /// <summary>The form's fields of the category, which a mail may answer line by line.</summary>
    public ImmutableArray<Rules.FactDeclaration> Fields { get; init; } = [];

    /// <summary>What an escalation must state, and the reasons that the policy knows; null where the policy has none.</summary>
    public Escalation.EscalationRules? Escalation { get; init; }
}

/// <summary>By what a mail names a ticket, the surest first.</summary>
internal enum TicketReferenceKind
{
    /// <summary>A signed token in the address that it was sent to.</summary>
    Address,

    /// <summary>A Message-ID of the desk's that it refers to.</summary>
    MessageId,

    /// <summary>A number in its subject.</summary>
    Number,
}
