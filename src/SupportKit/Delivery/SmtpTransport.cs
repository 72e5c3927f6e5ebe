using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;
using SupportKit.Decisions;

namespace SupportKit.Delivery;

/// <summary>Sends notifications as mails, each over a connection of its own.</summary>
internal sealed class SmtpTransport(IOptions<SmtpOptions> options, TimeProvider time, IAgentDirectory? agents = null)
    : INotificationTransport
{
    // RFC 5321, 4.5.3.1: what every server takes; a longer one would not fit into a line either.
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    private readonly SmtpOptions options = options.Value;

    public bool Takes(OutboundMessage message, string tenant, string destination) =>
        options.Recipients.Contains(message.To.Kind);

    public async Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var late = new CancellationTokenSource(options.Timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            var to = await AddressAsync(notification, stop.Token).ConfigureAwait(false);
            // The client does not heed its token while it waits for the server's last word.
            await SendAsync(Write(notification, to), stop.Token).WaitAsync(stop.Token).ConfigureAwait(false);
        }
        // The end of the attempt is the reason, whatever exception it caused.
        catch (Exception error) when (error is not UndeliverableException && stop.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"The mail server {options.Host} took longer than {options.Timeout}.", error);
        }
        catch (SmtpFailedRecipientException error) when (IsPermanent(error.StatusCode))
        {
            throw new UndeliverableException(
                SupportKitErrors.DeliveryAddressRefused,
                $"The mail server refuses the recipient for good, with {(int)error.StatusCode}.",
                "Correct the person's address, then requeue the message."
            );
        }
        catch (SmtpException error) when (IsPermanent(error.StatusCode))
        {
            throw new UndeliverableException(
                SupportKitErrors.DeliveryMailRefused,
                $"The mail server refuses the mail for good, with {(int)error.StatusCode}.",
                "See in its log why, then requeue the message."
            );
        }
    }

    // RFC 5321, 4.2.1: replies of the 5yz kind are permanent. Those about signing in (RFC 4954) and TLS are not about the mail:
    // they end when the host's operator has put them right.
    private static bool IsPermanent(SmtpStatusCode reply) => (int)reply is >= 500 and not (530 or 534 or 535 or 538);

    // The mail must live as long as the client uses it, which may be longer than the caller waits.
    private async Task SendAsync(MailMessage written, CancellationToken cancellationToken)
    {
        using var mail = written;
        using var client = new SmtpClient(options.Host, options.Port)
        {
            EnableSsl = options.UseTls,
            Credentials = options.Credentials,
        };
        await client.SendMailAsync(mail, cancellationToken).ConfigureAwait(false);
    }

    private async Task<MailAddress> AddressAsync(Notification notification, CancellationToken cancellationToken)
    {
        var address =
            await options.AddressOf!(notification.Tenant, notification.To, cancellationToken).ConfigureAwait(false)
            ?? await AddressOfAgentAsync(notification, cancellationToken).ConfigureAwait(false)
            ?? throw new UndeliverableException(
                SupportKitErrors.DeliveryAddressMissing,
                $"The host knows no mail address of this {notification.To.Kind}.",
                "Give SmtpOptions.AddressOf one to return, then requeue the message."
            );
        if (!MailAddress.TryCreate(address, out var read) || read.Address != address) // no name beside it, no second one
            throw Unusable(SupportKitErrors.DeliveryAddressUnreadable, "is not a valid address");
        if (read.User.Length > LongestLocalPart || address.Length > LongestAddress)
            throw Unusable(SupportKitErrors.DeliveryAddressUnreadable, "is longer than an address may be");
        return read.User.All(char.IsAscii)
            ? read
            : throw Unusable(
                SupportKitErrors.DeliveryAddressUnsupported,
                "has letters outside ASCII before the @, which this transport cannot send to"
            );

        UndeliverableException Unusable(string code, string why) =>
            new(
                code,
                $"What the host gave as the mail address of this {notification.To.Kind} {why}.",
                "Correct the person's address, then requeue the message."
            );
    }

    private async Task<string?> AddressOfAgentAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (agents is null || notification.To.Kind != RecipientKind.Agent)
            return null;
        var agent = await agents
            .FindAsync(notification.Tenant, notification.To.Id, cancellationToken)
            .ConfigureAwait(false);
        return agent?.Address;
    }

    private MailMessage Write(Notification notification, MailAddress to)
    {
        var own = notification.Content?.Options;
        var from = own?.From is { } address
            ? new MailAddress(address, own.FromName, Encoding.UTF8)
            : new MailAddress(options.From, own?.FromName ?? options.FromName, Encoding.UTF8);
        var mail = new MailMessage(from, to) { Subject = EncodedWords.Of(notification.Subject) };
        // The last of the alternatives is the one that a reader shows who can.
        mail.AlternateViews.Add(View(notification.Body, MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(View(notification.ToHtml(), MediaTypeNames.Text.Html));
        mail.Headers.Add("Message-ID", $"<{StableId.Of(notification)}@{from.Host}>");
        // RFC 3834: nobody's machine answers a machine.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("Content-Language", EncodedWords.Of(notification.Language));
        return mail;
    }

    // Base64: no line is too long for a server, and none begins with a dot.
    private static AlternateView View(string text, string type)
    {
        var lines = text.ReplaceLineEndings("\n").Replace("\n", "\r\n", StringComparison.Ordinal);
        var view = AlternateView.CreateAlternateViewFromString(lines, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
