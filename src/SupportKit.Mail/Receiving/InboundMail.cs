using Microsoft.Extensions.Options;
using NodaTime.Extensions;

namespace SupportKit.Mail;

/// <summary>
/// Takes mails in: by the host's webhook, from a folder, or from a mailbox. Each becomes a request, a reply or an escalation, is ignored,
/// answered with what is missing, or set aside, by the table in docs/mail.md. Thread-safe.
/// </summary>
public sealed class InboundMail
{
    private readonly MailOptions options;
    private readonly MailGatherer gatherer;
    private readonly MailCommitter committer;
    private readonly TimeProvider time;

    internal InboundMail(
        IOptions<MailOptions> options,
        MailGatherer gatherer,
        MailCommitter committer,
        TimeProvider time
    ) => (this.options, this.gatherer, this.committer, this.time) = (options.Value, gatherer, committer, time);

    /// <summary>
    /// Takes one mail in. When it returns, what became of the mail is committed, and the mail may be deleted, unless it was
    /// <see cref="InboundMailOutcome.SetAside"/>: then it waits for a person. When it throws, as when the database is away, the mail is to be
    /// given again later. The same mail has its effect once however often it is given.
    /// </summary>
    /// <param name="rfc5322">The mail as it was received; read once, from where it stands to its end. The caller disposes it.</param>
    /// <param name="recipient">
    /// The address that it was delivered to, as the mail server or its webhook says; null to go by the mail's own headers, which know no blind copy.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="SupportKitException">
    /// <c>ticket.version_contended</c>: the ticket changed again and again meanwhile. The mail is to be given again.
    /// </exception>
    public async Task<InboundMailResult> ReceiveAsync(
        Stream rfc5322,
        string? recipient = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(rfc5322);
        var facts = await GatherAsync(rfc5322, recipient, cancellationToken).ConfigureAwait(false);
        var (rule, decision) = MailRules.Decide(facts);
        return await committer.CommitAsync(facts, rule, decision, cancellationToken).ConfigureAwait(false);
    }

    private async Task<MailFacts> GatherAsync(Stream content, string? recipient, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        if (!await TryReadAsync(content, buffer, cancellationToken).ConfigureAwait(false))
            return new MailFacts { Fault = MailErrors.MessageOversized };
        var (mail, fault) = MessageParser.Parse(buffer, recipient, options.MaxParts, cancellationToken);
        return mail is null
            ? new MailFacts { Fault = fault }
            : await gatherer.GatherAsync(mail, time.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
    }

    // No further than to where it is too long.
    private async Task<bool> TryReadAsync(Stream content, MemoryStream into, CancellationToken cancellationToken)
    {
        var block = new byte[64 * 1024];
        int read;
        while ((read = await content.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (into.Length + read > options.MaxBytes)
                return false;
            into.Write(block, 0, read);
        }
        into.Position = 0;
        return true;
    }
}
