using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace SupportKit.Delivery;

/// <summary>Sends notifications as mails, each over a connection of its own.</summary>
internal sealed class SmtpTransport(IOptions<SmtpOptions> options, TimeProvider time) : INotificationTransport
{
    // RFC 5321, 4.5.3.1: what every server takes; a longer one would not fit into a line either.
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    private readonly SmtpOptions options = options.Value;

    public async Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var late = new CancellationTokenSource(options.Timeout.ToTimeSpan(), time);
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

    private MailMessage Write(Notification notification, MailAddress to)
    {
        var from = new MailAddress(options.From, options.FromName, Encoding.UTF8);
        var mail = new MailMessage(from, to)
        {
            Subject = EncodedWords.Of(notification.Subject),
            // Base64: no line is too long for a server, and none begins with a dot.
            Body = notification
                .Body.Replace("\r\n", "\n", StringComparison.Ordinal)
                .Replace("\n", "\r\n", StringComparison.Ordinal),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        mail.Headers.Add("Message-ID", $"<{StableId.Of(notification)}@{from.Host}>");
        // RFC 3834: nobody's machine answers a machine.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("Content-Language", EncodedWords.Of(notification.Language));
        return mail;
    }
}
