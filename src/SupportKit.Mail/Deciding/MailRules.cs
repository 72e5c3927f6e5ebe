using System.Collections.Immutable;

namespace SupportKit.Mail;

/// <summary>
/// The table of what becomes of an incoming mail: the first row whose condition holds decides. docs/mail.md is made of it. Pure: the same
/// facts always give the same decision.
/// </summary>
internal static class MailRules
{
    /// <summary>Every row, in order; the last one always holds.</summary>
    public static ImmutableArray<MailRule> All { get; } =
    [
        new(
            "unreadable",
            "It is not a mail",
            "is set aside",
            MailErrors.MessageUnreadable,
            at => at.Fault == MailErrors.MessageUnreadable,
            SetAside
        ),
        new(
            "oversized",
            "It is longer, or has more parts or headers, than the options let in",
            "is set aside",
            MailErrors.MessageOversized,
            at => at.Fault is not null,
            SetAside
        ),
        new(
            "own",
            "The desk sent it, or one of the desk's own addresses did",
            "is ignored",
            MailErrors.LoopDetected,
            at => at.IsOwn,
            Ignore
        ),
        new(
            "report",
            "It is a bounce or a receipt",
            "is recorded on the ticket whose mail it is about, and nothing else becomes of it",
            MailErrors.ReportReceived,
            at => at.Mail!.Report is not null,
            Ignore
        ),
        new(
            "automatic",
            "A machine wrote it",
            "is recorded on the ticket that it answers, if it is of somebody who takes part, and nothing else becomes of it",
            MailErrors.ReplyAutomatic,
            at => at.Automatic is not null,
            Ignore
        ),
        new(
            "other-address",
            "It is for none of the desk's addresses",
            "is set aside",
            MailErrors.AddressUnknown,
            at => at.Address is null,
            SetAside
        ),
        new(
            "sender",
            "Its sender cannot be told, or it names several",
            "is set aside",
            MailErrors.SenderUnreadable,
            at => at.Mail!.From.Length != 1,
            SetAside
        ),
        new(
            "unauthenticated",
            "The host's mail server does not stand for the sender, and the host asks it to",
            "is set aside",
            MailErrors.SenderUnauthenticated,
            at => !at.IsAuthenticated,
            SetAside
        ),
        new(
            "rate",
            "More came from this sender within an hour than is let in",
            "is set aside",
            MailErrors.RateExceeded,
            at => at.IsOverRate,
            SetAside
        ),
        new(
            "stranger",
            "The host knows nobody of this address, and answers strangers",
            "is refused, and answered",
            MailErrors.SenderUnknown,
            at => at.Person is null && at.Address!.AnswersStrangers,
            Refuse
        ),
        new(
            "stranger-silent",
            "The host knows nobody of this address",
            "is set aside",
            MailErrors.SenderUnknown,
            at => at.Person is null,
            SetAside
        ),
        new(
            "encrypted",
            "It is encrypted",
            "is refused, and answered",
            MailErrors.ContentEncrypted,
            at => at.Mail!.Contents.HasFlag(MailContents.Encrypted),
            Refuse
        ),
        new(
            "escalation",
            "It is for the address of escalations, and names a ticket that the sender takes part in",
            "becomes an escalation, or is answered with what is missing",
            null,
            at => at.Address!.IsEscalation && at.Ticket is not null,
            MailCommands.Escalate
        ),
        new(
            "escalation-without-ticket",
            "It is for the address of escalations",
            "is refused, and answered",
            MailErrors.TicketMissing,
            at => at.Address!.IsEscalation,
            Refuse
        ),
        new(
            "not-read",
            "It answers a ticket that the sender takes part in, and the policy does not read replies",
            "is turned back",
            MailErrors.RepliesUnread,
            at => at.Ticket is not null && !at.RepliesAreRead,
            at => new MailDecision.TurnBack(at.Ticket!.Value)
        ),
        new(
            "empty",
            "It has neither a text nor a file",
            "is refused, and answered",
            MailErrors.BodyEmpty,
            at => string.IsNullOrWhiteSpace(at.Mail!.Body.Whole) && at.Mail.Files.IsEmpty,
            Refuse
        ),
        new(
            "reply",
            "It answers a ticket that the sender takes part in",
            "becomes a reply of that person",
            null,
            at => at.Ticket is not null,
            MailCommands.Reply
        ),
        new(
            "request",
            "Anything else, also a mail that quotes somebody else's ticket",
            "opens a ticket",
            null,
            _ => true,
            MailCommands.Open
        ),
    ];

    /// <summary>The row that decides, and what it decides.</summary>
    public static (MailRule Rule, MailDecision Decision) Decide(MailFacts facts)
    {
        var rule = All.First(rule => rule.When(facts));
        return (rule, rule.Then(facts, rule));
    }

    private static MailDecision.SetAside SetAside(MailFacts facts, MailRule rule) => new(rule.Code!);

    private static MailDecision.Ignore Ignore(MailFacts facts, MailRule rule) => new(rule.Code!);

    private static MailDecision.Refuse Refuse(MailFacts facts, MailRule rule) => new(rule.Code!);
}

/// <summary>A row of the table. Immutable.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Condition">When it holds, in words.</param>
/// <param name="Outcome">What becomes of the mail, in words.</param>
/// <param name="Code">The code that says why; null where the mail becomes a command.</param>
/// <param name="When">When it holds.</param>
/// <param name="Then">What it decides.</param>
internal sealed record MailRule(
    string Id,
    string Condition,
    string Outcome,
    string? Code,
    Func<MailFacts, bool> When,
    Func<MailFacts, MailRule, MailDecision> Then
)
{
    public MailRule(
        string id,
        string condition,
        string outcome,
        string? code,
        Func<MailFacts, bool> when,
        Func<MailFacts, MailDecision> then
    )
        : this(id, condition, outcome, code, when, (facts, _) => then(facts)) { }
}
