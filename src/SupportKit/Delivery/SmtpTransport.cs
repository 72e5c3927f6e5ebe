using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace SupportKit.Delivery;

/// <summary>Sends notifications as mails, each over a connection of its own.</summary>
internal sealed class SmtpTransport(IOptions<SmtpOptions> options, TimeProvider time) : INotificationTransport
{
    // RFC 5321, 4.2.1: replies of the 5yz kind are permanent.
    private const int FirstPermanentReply = 500;

    private readonly SmtpOptions options = options.Value;

    public async Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var late = new CancellationTokenSource(options.Timeout.ToTimeSpan(), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var mail = Write(notification, await AddressAsync(notification, stop.Token).ConfigureAwait(false));
            using var client = new SmtpClient(options.Host, options.Port)
            {
                EnableSsl = options.UseTls,
                Credentials = options.Credentials,
            };
            await client.SendMailAsync(mail, stop.Token).ConfigureAwait(false);
        }
        // Whatever it was that the end of the attempt tore, the end is why it failed.
        catch (Exception error) when (error is not UndeliverableException && stop.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"The mail server {options.Host} took longer than {options.Timeout}.", error);
        }
        catch (SmtpFailedRecipientException error) when ((int)error.StatusCode >= FirstPermanentReply)
        {
            throw new UndeliverableException(
                SupportKitErrors.DeliveryAddressRefused,
                $"The mail server refuses the recipient for good, with {(int)error.StatusCode}.",
                "Correct the person's address, then put the message back."
            );
        }
    }

    private async Task<MailAddress> AddressAsync(Notification notification, CancellationToken cancellationToken)
    {
        var address =
            await options.AddressOf!(notification.Tenant, notification.To, cancellationToken).ConfigureAwait(false)
            ?? throw new UndeliverableException(
                SupportKitErrors.DeliveryAddressMissing,
                $"The host knows no mail address of this {notification.To.Kind}.",
                "Give SmtpOptions.AddressOf one to return, then put the message back."
            );
        return MailAddress.TryCreate(address, out var read) && read.Address == address // no name beside it, no second one
            ? read
            : throw new UndeliverableException(
                SupportKitErrors.DeliveryAddressUnreadable,
                $"What the host gave as the mail address of this {notification.To.Kind} is none.",
                "Correct the person's address, then put the message back."
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
