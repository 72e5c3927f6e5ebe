using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Desk;

namespace SupportKit.Mail;

/// <summary>
/// Writes mails: text and page side by side, under a Message-ID that stays when they are sent again, in the thread of their ticket, and
/// saying of themselves that a machine wrote them. Thread-safe.
/// </summary>
internal sealed class MailWriter
{
    private readonly SmtpOptions smtp;
    private readonly TimeProvider time;
    private readonly PolicyCatalog? policies;
    private readonly MailOptions? mail;
    private readonly TicketToken? tokens;
    private readonly DkimKeys keys;

    public MailWriter(
        IOptions<SmtpOptions> smtp,
        TimeProvider time,
        IOptions<MailOptions>? mail = null,
        TicketToken? tokens = null,
        PolicyCatalog? policies = null
    )
    {
        (this.smtp, this.time, this.tokens, this.policies) = (smtp.Value, time, tokens, policies);
        this.mail = tokens is null ? null : mail?.Value;
        keys = new DkimKeys(this.smtp.Dkim);
    }

    /// <summary>Signs a mail, where its sender's domain has a key. Its files are read for it.</summary>
    public void Sign(MimeMessage written) => keys.Sign(written, written.From.Mailboxes.First().Domain);

    /// <summary>The mail of a notification, not signed yet.</summary>
    public MimeMessage Write(Notification notification, string to)
    {
        var own = notification.Content?.Options;
        var from = own?.From is { } address
            ? new MailboxAddress(own.FromName, address)
            : new MailboxAddress(own?.FromName ?? smtp.FromName, smtp.From);
        var key = new TicketKey(notification.Tenant, notification.Ticket);
        var token = tokens?.Of(key);
        var written = Begin(from, to, notification.Subject, notification.Language, "auto-generated");
        var id = StableId.Of(notification);
        written.MessageId = $"{tokens?.MessageIdOf(key, id, to) ?? id}@{from.Domain}";
        // Nothing was sent under this id: it is the root under which programs gather the mails of a ticket.
        var root = $"{token ?? notification.Ticket.ToString()}@{from.Domain}";
        written.References.Add(root);
        // Whoever wrote by mail finds the answer in the thread that they began.
        var theirs = notification.Values.GetValueOrDefault(OutboundMessage.InReplyTo);
        if (
            theirs is not null
            && theirs != root
            && MimeUtils.EnumerateReferences($"<{theirs}>").SequenceEqual([theirs])
        )
            written.References.Add(theirs);
        written.InReplyTo = written.References[^1];
        if (token is not null && AddressFor(notification) is { } replies)
            written.ReplyTo.Add(new MailboxAddress(from.Name, TicketToken.WithDetail(replies, token)));
        var text = new MultipartAlternative
        {
            // The last of the alternatives is the one that a reader shows who can.
            Part(notification.Body, TextFormat.Plain),
            Part(notification.ToHtml(), TextFormat.Html),
        };
        written.Body = FileParts.With(text, notification.Files);
        UnsubscribeHeaders.Write(written, notification, smtp, keys.Has(from.Domain));
        return written;
    }

    /// <summary>The answer to a mail that was not taken, not signed yet.</summary>
    public MimeMessage Write(MailAnswer answer, string? inReplyTo, string identity, string language)
    {
        var from = new MailboxAddress(smtp.FromName, answer.From);
        var written = Begin(from, answer.To, answer.Subject, language, "auto-replied");
        written.MessageId = $"{identity[..32]}.answer@{from.Domain}";
        if (inReplyTo is { Length: > 0 } && inReplyTo.Contains('@', StringComparison.Ordinal))
        {
            written.InReplyTo = inReplyTo;
            written.References.Add(inReplyTo);
        }
        written.Body = Part(answer.Text, TextFormat.Plain);
        return written;
    }

    private MimeMessage Begin(MailboxAddress from, string to, string subject, string language, string submitted)
    {
        var written = new MimeMessage { Date = time.GetUtcNow() };
        written.From.Add(from);
        written.To.Add(new MailboxAddress(null, to));
        written.Headers.Replace(new Header(Encoding.ASCII, HeaderId.Subject, EncodedWords.Of(subject)));
        // RFC 3834: nobody's machine answers a machine.
        written.Headers.Add(HeaderId.AutoSubmitted, submitted);
        written.Headers.Add("X-Auto-Response-Suppress", "All");
        written.Headers.Add(new Header(Encoding.ASCII, HeaderId.ContentLanguage, EncodedWords.Of(language)));
        return written;
    }

    // The tenant's own address, where its desk reads replies. What people of the desk answer is not taken by mail.
    private string? AddressFor(Notification notification) =>
        notification.To.Kind == RecipientKind.Requester
        && policies is not null
        && policies.TryGet(notification.Tenant, out var policy)
        && policy.RepliesAreRead
            ? mail?.Addresses.FirstOrDefault(one => one.Tenant == notification.Tenant && !one.IsEscalation)?.Address
            : null;

    // Base64: no line is too long for a server, and none begins with a dot.
    private static TextPart Part(string text, TextFormat format)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.Base64 };
        var lines = text.ReplaceLineEndings("\n").Replace("\n", "\r\n", StringComparison.Ordinal);
        part.SetText(Encoding.UTF8, lines);
        return part;
    }
}
