namespace SupportKit.Mail;

/// <summary>The commands that mails become.</summary>
internal static class MailCommands
{
    /// <summary>A new ticket. What is quoted or forwarded belongs to it, since the desk has not seen it before.</summary>
    public static MailDecision Open(MailFacts facts)
    {
        var (mail, address) = (facts.Mail!, facts.Address!);
        return new MailDecision.Open(
            new OpenRequest
            {
                Tenant = address.Tenant,
                Requester = facts.Person!,
                Category = address.Category,
                Channel = address.Channel,
                Title = mail.Subject.Length > 0 ? mail.Subject : FirstLine(mail.Body.New),
                Body = mail.Body.Whole.Length > 0 ? mail.Body.Whole : FilesOnly(mail),
                Answers = LabeledAnswers.Read(mail.Body.New, facts.Fields),
                Stated = address.StatedOf?.Invoke(facts.Person!) ?? FactSet.Empty,
                CommandId = CommandId(mail),
                MailId = IdOf(mail),
            }
        );
    }

    /// <summary>A reply: only what is new in it.</summary>
    public static MailDecision Reply(MailFacts facts)
    {
        var mail = facts.Mail!;
        return new MailDecision.Reply(
            facts.Ticket!.Value,
            facts.Person!,
            mail.Body.New.Length > 0 ? mail.Body.New : FilesOnly(mail)
        );
    }

    /// <summary>An escalation, with the details that the mail states line by line. What is missing the desk says.</summary>
    public static MailDecision Escalate(MailFacts facts)
    {
        var (mail, rules) = (facts.Mail!, facts.Escalation);
        var details = LabeledAnswers.Read(mail.Body.New, rules?.Requires ?? []);
        return new MailDecision.Escalate(
            facts.Ticket!.Value,
            new TicketCommand.Escalate(
                Actor.Requester(facts.Person!),
                LabeledAnswers.ReasonOf(mail.Body.New, rules) ?? facts.Address!.EscalationReason ?? "",
                facts.Address!.Channel,
                details
            )
            {
                MailId = IdOf(mail),
            }
        );
    }

    /// <summary>The id under which the mail is carried out, once however often it arrives.</summary>
    public static string CommandId(InboundMessage mail) => $"mail:{mail.Identity}";

    /// <summary>The Message-ID under which a mail is answered; null for one that has none, or one too long for a header.</summary>
    public static string? IdOf(InboundMessage mail) => mail.MessageId is { Length: <= LongestId } id ? id : null;

    // With its brackets it has room in one line of a header (RFC 5322, 2.1.1).
    private const int LongestId = 900;

    private static string FilesOnly(InboundMessage mail) => string.Join('\n', mail.Files.Select(file => file.Name));

    private static string FirstLine(string text)
    {
        var line = text.Split('\n').Select(one => one.Trim()).FirstOrDefault(one => one.Length > 0) ?? "";
        return line.Length <= 80 ? line : $"{line[..(char.IsHighSurrogate(line[78]) ? 78 : 79)]}…";
    }
}
