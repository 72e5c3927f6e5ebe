using System.Collections.Immutable;

namespace SupportKit.Mail;

/// <summary>What became of a mail. Whoever handed it over may now do away with it, unless it was set aside. Immutable.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Rule">The row of the table in docs/mail.md that decided.</param>
public sealed record InboundMailResult(InboundMailOutcome Outcome, string Rule)
{
    /// <summary>Why: a code of <see cref="MailErrors"/>, or that of the desk's refusal; null for a mail that became a command.</summary>
    public string? Code { get; init; }

    /// <summary>The ticket that it opened, or that it belongs to; null for none.</summary>
    public TicketKey? Ticket { get; init; }

    /// <summary>The mail's Message-ID without brackets; null for none.</summary>
    public string? MessageId { get; init; }

    /// <summary>What the sender is told; null for nothing.</summary>
    public MailAnswer? Answer { get; init; }

    /// <summary>
    /// The addresses that a mail of the desk did not reach for good, each with its status code (RFC 3463), such as <c>5.1.1</c>; empty for every
    /// other mail. Those that are wrong or gone are on the list of addresses that are not written to (<see cref="Storage.ISuppressionList"/>).
    /// </summary>
    public ImmutableSortedDictionary<string, string> Bounces { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The files that the desk does not take, each with the code of its refusal. A note on the ticket names them.</summary>
    public ImmutableSortedDictionary<string, string> FilesRefused { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The header by which it is known as a machine's; null for the mail of a person.</summary>
    public string? AutomaticBy { get; init; }
}

/// <summary>An answer to a mail that was not taken. Immutable.</summary>
/// <param name="To">The sender's address.</param>
/// <param name="From">The desk's address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text with LF at the ends of lines, in the reader's language.</param>
/// <param name="IsSent">
/// Whether it has left. False where no SMTP server is configured, and where the sender got as many answers as the options allow.
/// </param>
public sealed record MailAnswer(string To, string From, string Subject, string Text, bool IsSent);

/// <summary>What becomes of incoming mails.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(Json.EnumJsonConverter<InboundMailOutcome>))]
public enum InboundMailOutcome
{
    /// <summary>It opened a ticket.</summary>
    Opened,

    /// <summary>It became a reply.</summary>
    Replied,

    /// <summary>It escalated a ticket.</summary>
    Escalated,

    /// <summary>It answers a ticket of a desk that does not read replies, and was turned back.</summary>
    TurnedBack,

    /// <summary>A machine wrote it: it is recorded on the ticket whose mail it answers, and nothing else came of it.</summary>
    Ignored,

    /// <summary>It was not taken, and its sender is told why.</summary>
    Refused,

    /// <summary>It waits for a person, who finds it where it came from.</summary>
    SetAside,

    /// <summary>It was carried out before, by another way.</summary>
    Repeated,
}
