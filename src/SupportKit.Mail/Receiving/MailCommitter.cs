using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Options;
using SupportKit.Desk;
using SupportKit.Tickets;

namespace SupportKit.Mail;

/// <summary>
/// Carries out what was decided of a mail, by the desk's commands: secrets are masked, messages screened and files limited as for
/// everything else that people write. Every command has an id made of the mail, so that a mail that comes again changes nothing.
/// </summary>
internal sealed class MailCommitter(
    SupportDesk desk,
    PolicyCatalog policies,
    MailAnswers answers,
    BouncedAddresses bouncedAddresses,
    IOptions<MailOptions> options
)
{
    private const int LongestAutomatic = 2_000;

    private static readonly Actor Integration = Actor.Integration("mail");

    public async Task<InboundMailResult> CommitAsync(
        MailFacts facts,
        MailRule rule,
        MailDecision decision,
        CancellationToken cancellationToken
    )
    {
        var result = new InboundMailResult(OutcomeOf(decision), rule.Id)
        {
            Code = rule.Code,
            MessageId = facts.Mail?.MessageId,
            AutomaticBy = facts.Automatic?.Header,
            Ticket = facts.Ticket,
        };
        if (facts is { Works: { } works, Address: { } to })
            await bouncedAddresses.WroteAsync(to.Tenant, works, cancellationToken).ConfigureAwait(false);
        switch (decision)
        {
            case MailDecision.Open open:
                var opened = await desk.OpenAsync(open.Request, cancellationToken).ConfigureAwait(false);
                return await DoneAsync(facts, result, opened, isReply: false, cancellationToken).ConfigureAwait(false);
            case MailDecision.Reply reply:
                var replied = await ApplyAsync(
                        reply.Ticket,
                        new TicketCommand.Reply(Actor.Requester(reply.Person), reply.Text)
                        {
                            MailId = MailCommands.IdOf(facts.Mail!),
                        },
                        facts.Mail!,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return await DoneAsync(facts, result, replied, isReply: true, cancellationToken).ConfigureAwait(false);
            case MailDecision.Escalate escalate:
                var escalated = await ApplyAsync(escalate.Ticket, escalate.Command, facts.Mail!, cancellationToken)
                    .ConfigureAwait(false);
                return await DoneAsync(facts, result, escalated, isReply: false, cancellationToken)
                    .ConfigureAwait(false);
            case MailDecision.TurnBack back:
                var command = new TicketCommand.RejectInboundMail(
                    Integration,
                    facts.Mail!.MessageId ?? facts.Mail.Identity
                );
                _ = Settled(
                    await ApplyAsync(back.Ticket, command, facts.Mail, cancellationToken).ConfigureAwait(false)
                );
                return result;
            case MailDecision.Refuse refuse:
                return result with
                {
                    Answer = await answers.AnswerAsync(facts, refuse.Code, cancellationToken).ConfigureAwait(false),
                };
            case MailDecision.Ignore when facts.Answered is { } answered:
                return await AnsweredAsync(facts.Mail!, answered, result, cancellationToken).ConfigureAwait(false);
            default:
                return result;
        }
    }

    // The desk sees on the ticket what a machine answered; of a bounce, whom the mail did not reach.
    private async Task<InboundMailResult> AnsweredAsync(
        InboundMessage mail,
        TicketKey ticket,
        InboundMailResult result,
        CancellationToken cancellationToken
    )
    {
        var bounces = (mail.Report?.Failures ?? []).ToLookup(one => one.Address, one => one.Status);
        var (kind, text) =
            bounces.Count > 0
                ? (
                    AutomaticMailKind.Bounce,
                    MailTexts
                        .Get(policies.For(ticket.Tenant).Languages[0], "note.bounce")
                        .Replace(
                            "{addresses}",
                            string.Join(", ", bounces.Select(one => $"{one.Key} ({one.First()})")),
                            StringComparison.Ordinal
                        )
                )
            : mail.Report is { IsReceipt: true } ? (AutomaticMailKind.Receipt, mail.Subject)
            : (AutomaticMailKind.Reply, $"{mail.Subject}\n\n{mail.Body.New}".Trim());
        var command = new TicketCommand.RecordAutomaticMail(Integration, kind, Shorten(text));
        _ = Settled(await ApplyAsync(ticket, command, mail, cancellationToken).ConfigureAwait(false));
        if (mail.Report is { } report)
            await bouncedAddresses.BouncedAsync(report, ticket, cancellationToken).ConfigureAwait(false);
        return result with
        {
            Ticket = ticket,
            Bounces = bounces.ToImmutableSortedDictionary(one => one.Key, one => one.First(), StringComparer.Ordinal),
        };
    }

    // What a machine says at length, nobody reads.
    private static string Shorten(string text) =>
        text.Length <= LongestAutomatic
            ? text
            : $"{text[..(char.IsHighSurrogate(text[LongestAutomatic - 2]) ? LongestAutomatic - 2 : LongestAutomatic - 1)]}…";

    private Task<DeskResult> ApplyAsync(
        TicketKey ticket,
        TicketCommand command,
        InboundMessage mail,
        CancellationToken cancellationToken
    ) =>
        desk.ApplyAsync(ticket, command, commandId: MailCommands.CommandId(mail), cancellationToken: cancellationToken);

    private async Task<InboundMailResult> DoneAsync(
        MailFacts facts,
        InboundMailResult result,
        DeskResult outcome,
        bool isReply,
        CancellationToken cancellationToken
    )
    {
        switch (Settled(outcome))
        {
            // The same mail by another way, or decided otherwise when it came first: it has had its effect.
            case DeskResult.Refused { Refusal.Code: SupportKitErrors.CommandIdInUse }:
                return result with
                {
                    Outcome = InboundMailOutcome.Repeated,
                    Code = MailErrors.MessageRepeated,
                    Ticket = null,
                };
            case DeskResult.Refused { Refusal: var refusal }:
                return result with
                {
                    Outcome = InboundMailOutcome.Refused,
                    Code = refusal.Code,
                    Answer = await answers.AnswerAsync(facts, refusal, cancellationToken).ConfigureAwait(false),
                };
            default:
                var ticket = ((DeskResult.Succeeded)outcome).Ticket.Key;
                var refused = await AttachAsync(facts, ticket, isReply, cancellationToken).ConfigureAwait(false);
                await NoteAsync(facts, ticket, refused.Keys, cancellationToken).ConfigureAwait(false);
                return result with
                {
                    // A reply to a closed ticket may have opened another one.
                    Outcome =
                        isReply && ((DeskResult.Succeeded)outcome).Ticket.Continues == facts.Ticket?.Ticket
                            ? InboundMailOutcome.Opened
                            : result.Outcome,
                    Ticket = ticket,
                    FilesRefused = refused,
                };
        }
    }

    private async Task<ImmutableSortedDictionary<string, string>> AttachAsync(
        MailFacts facts,
        TicketKey ticket,
        bool isReply,
        CancellationToken cancellationToken
    )
    {
        var (mail, by) = (facts.Mail!, Actor.Requester(facts.Person!));
        var files = mail.Files;
        var quoted = string.Join(
            "\n\n",
            new[] { mail.Body.Signature, mail.Body.Quoted }.Where(text => text.Length > 0)
        );
        if (isReply && options.Value.KeepQuotedText && quoted.Length > 0)
            files = files.Add(new MailFile("quoted.txt", "text/plain", Encoding.UTF8.GetBytes(quoted)));
        var refused = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            using var content = new MemoryStream(files[i].Content.ToArray(), writable: false);
            var attached = await desk.AttachAsync(
                    ticket,
                    by,
                    files[i].Name,
                    files[i].ContentType,
                    content,
                    $"{MailCommands.CommandId(mail)}:{i}",
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (
                Settled(attached) is DeskResult.Refused
                {
                    Refusal.Code: not SupportKitErrors.CommandIdInUse and var code
                }
            )
                refused[files[i].Name] = code;
        }
        return refused.ToImmutable();
    }

    // What the mail held beside its text, and what of it is not with the ticket: for the desk alone.
    private async Task NoteAsync(
        MailFacts facts,
        TicketKey ticket,
        IEnumerable<string> refused,
        CancellationToken cancellationToken
    )
    {
        var (mail, language) = (facts.Mail!, policies.For(ticket.Tenant).Languages[0]);
        var notes = new List<string>();
        if (mail.Contents.HasFlag(MailContents.Signed))
            notes.Add(MailTexts.Get(language, "note.signed"));
        if (mail.Contents.HasFlag(MailContents.Invitation))
            notes.Add(MailTexts.Get(language, "note.invitation"));
        if (mail.Contents.HasFlag(MailContents.WinmailDat))
            notes.Add(MailTexts.Get(language, "note.winmail"));
        var names = string.Join(", ", refused);
        if (names.Length > 0)
            notes.Add(MailTexts.Get(language, "note.files").Replace("{files}", names, StringComparison.Ordinal));
        if (notes.Count == 0)
            return;
        var note = new TicketCommand.Note(Integration, string.Join('\n', notes));
        _ = Settled(
            await desk.ApplyAsync(
                    ticket,
                    note,
                    commandId: $"{MailCommands.CommandId(mail)}:note",
                    cancellationToken: cancellationToken
                )
                .ConfigureAwait(false)
        );
    }

    // A ticket that changes again and again is no answer to the mail; it is given again later.
    private static DeskResult Settled(DeskResult result) =>
        result is DeskResult.Refused { Refusal.Code: SupportKitErrors.TicketVersionContended }
            ? result.OrThrow()
            : result;

    private static InboundMailOutcome OutcomeOf(MailDecision decision) =>
        decision switch
        {
            MailDecision.Open => InboundMailOutcome.Opened,
            MailDecision.Reply => InboundMailOutcome.Replied,
            MailDecision.Escalate => InboundMailOutcome.Escalated,
            MailDecision.TurnBack => InboundMailOutcome.TurnedBack,
            MailDecision.Ignore => InboundMailOutcome.Ignored,
            MailDecision.Refuse => InboundMailOutcome.Refused,
            _ => InboundMailOutcome.SetAside,
        };
}
