using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Delivery;
using SupportKit.Desk;

namespace SupportKit.Mail;

/// <summary>
/// Tells senders why their mail was not taken, in their language. It answers people alone, each sender a few times a day, and says of itself
/// that a machine wrote it (RFC 3834).
/// </summary>
internal sealed class MailAnswers(
    PolicyCatalog policies,
    IRequesterDirectory requesters,
    Localization.TextCatalog texts,
    IOptions<MailOptions> options,
    TimeProvider time,
    IMailSender? sender = null
)
{
    private readonly CorrespondentRate rate = new(Duration.FromDays(1));

    /// <summary>Answers with a reason of this package.</summary>
    public async Task<MailAnswer> AnswerAsync(MailFacts facts, string code, CancellationToken cancellationToken)
    {
        var language = await LanguageOfAsync(facts, cancellationToken).ConfigureAwait(false);
        return await SendAsync(facts, language, MailTexts.Get(language, code), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Answers with the desk's refusal; where something is missing, with lines to fill in.</summary>
    public async Task<MailAnswer> AnswerAsync(MailFacts facts, Refusal refusal, CancellationToken cancellationToken)
    {
        var language = await LanguageOfAsync(facts, cancellationToken).ConfigureAwait(false);
        var text = new StringBuilder()
            .Append(MailTexts.Get(language, "refused"))
            .Append("\n\n")
            .Append(refusal.ToRequesterText(language, texts));
        if (refusal is Refusal.NeedInfo { Missing: var missing })
        {
            text.Append("\n\n").Append(MailTexts.Get(language, "fill-in")).Append("\n\n");
            foreach (var field in missing)
                text.Append(field.Label.Get(language)).Append(": \n");
        }
        return await SendAsync(facts, language, text.ToString(), cancellationToken).ConfigureAwait(false);
    }

    private async Task<MailAnswer> SendAsync(
        MailFacts facts,
        string language,
        string text,
        CancellationToken cancellationToken
    )
    {
        var (mail, to) = (facts.Mail!, facts.Mail!.From[0]);
        var isReply = mail.Subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase);
        var answer = new MailAnswer(
            to,
            facts.Address!.Address,
            isReply ? mail.Subject : $"Re: {mail.Subject}".Trim(),
            text.TrimEnd(),
            IsSent: false
        );
        if (sender is null || !rate.TryCount(to, time.GetCurrentInstant(), options.Value.MaxAnswersPerDay))
            return answer;
        try
        {
            await sender
                .AnswerAsync(answer, mail.MessageId, mail.Identity, language, cancellationToken)
                .ConfigureAwait(false);
            return answer with { IsSent = true };
        }
        catch (UndeliverableException)
        {
            return answer; // whoever cannot be written to is not told
        }
    }

    private async Task<string> LanguageOfAsync(MailFacts facts, CancellationToken cancellationToken)
    {
        var tenant = facts.Address!.Tenant;
        var languages = policies.TryGet(tenant, out var policy) ? policy.Languages : ["en"];
        if (facts.Person is not { } person)
            return languages[0];
        var known = await requesters.FindAsync(tenant, person, cancellationToken).ConfigureAwait(false);
        var own = known?.Language.Split('-')[0] ?? "";
        return languages.Contains(own) ? own : languages[0];
    }
}

/// <summary>Sends an answer to a mail that was not taken.</summary>
internal interface IMailSender
{
    /// <summary>Sends it. The same mail's answer always has the same Message-ID.</summary>
    Task AnswerAsync(
        MailAnswer answer,
        string? inReplyTo,
        string identity,
        string language,
        CancellationToken cancellationToken
    );
}
