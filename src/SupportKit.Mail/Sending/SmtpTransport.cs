using System.Text.RegularExpressions;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Storage;

namespace SupportKit.Mail;

/// <summary>Sends notifications, and answers to mails that were not taken, through the pool of connections.</summary>
internal sealed partial class SmtpTransport(
    IOptions<SmtpOptions> options,
    SmtpPool pool,
    MailWriter writer,
    TimeProvider time,
    RecipientAddresses addresses,
    ISuppressionList suppressions,
    BouncedAddresses bounced
) : INotificationTransport, IMailSender
{
    private readonly SmtpOptions options = options.Value;

    public bool Takes(OutboundMessage message, string tenant, string destination) =>
        options.Recipients.Contains(message.To.Kind);

    public async Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        try
        {
            await SendOnceAsync(notification, cancellationToken).ConfigureAwait(false);
        }
        // Too long for this server, or of a kind that it does not take: the words must arrive, and they say where the files are.
        catch (UndeliverableException error)
            when (error.Code == SupportKitErrors.DeliveryMailRefused && !notification.Files.IsEmpty)
        {
            await SendOnceAsync(notification with { Files = [] }, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task SendOnceAsync(Notification notification, CancellationToken cancellationToken)
    {
        var address = "";
        return SendAsync(
            async stop =>
            {
                address = await AddressAsync(notification, stop).ConfigureAwait(false);
                return writer.Write(notification, address);
            },
            // The next mail to it would fare no better, and servers think ill of whoever goes on.
            status =>
                BouncedAddresses.IsOfAddress(status)
                    ? bounced.RefusedAsync(notification.Tenant, notification.To, address, status, cancellationToken)
                    : Task.CompletedTask,
            cancellationToken
        );
    }

    public Task AnswerAsync(
        MailAnswer answer,
        string? inReplyTo,
        string identity,
        string language,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            _ => Task.FromResult(writer.Write(answer, inReplyTo, identity, language)),
            _ => Task.CompletedTask,
            cancellationToken
        );

    private async Task SendAsync(
        Func<CancellationToken, Task<MimeMessage>> write,
        Func<string, Task> onRecipientRefused,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var late = new CancellationTokenSource(options.Timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var mail = await write(stop.Token).ConfigureAwait(false);
            writer.Sign(mail);
            await pool.SendAsync(mail, stop.Token).ConfigureAwait(false);
        }
        // The end of the attempt is the reason, whatever exception it caused.
        catch (Exception error) when (error is not UndeliverableException && stop.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"The mail server {options.Host} took longer than {options.Timeout}.", error);
        }
        // Which marks it as perhaps delivered.
        catch (SmtpInterruptedException error) when (error.PerhapsSent)
        {
            throw new TimeoutException("The mail server ended the connection before it said whether it took the mail.");
        }
        catch (SmtpUtf8MissingException)
        {
            throw new UndeliverableException(
                SupportKitErrors.DeliveryAddressUnsupported,
                "The address has letters outside ASCII before the @, which the mail server does not take.",
                "Correct the person's address, then requeue the message."
            );
        }
        catch (SmtpCommandException error)
        {
            if (error.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)error.StatusCode >= 500)
                await onRecipientRefused(Enhanced().Match(error.Message).Value).ConfigureAwait(false);
            throw Refused(error);
        }
    }

    // RFC 5321, 4.2.1: replies of the 5yz kind are permanent. Those about signing in (RFC 4954) and TLS are not about the mail:
    // they end when the host's operator has put them right. What the server says may name the person, and is not told.
    private static Exception Refused(SmtpCommandException error)
    {
        var status = $"{(int)error.StatusCode} {Enhanced().Match(error.Message).Value}".TrimEnd();
        return (int)error.StatusCode is < 500 or 530 or 534 or 535 or 538
                ? new IOException($"The mail server does not take the mail now; it says {status}.")
            : error.ErrorCode == SmtpErrorCode.RecipientNotAccepted
                ? new UndeliverableException(
                    SupportKitErrors.DeliveryAddressRefused,
                    $"The mail server refuses the recipient for good, with {status}.",
                    "Correct the person's address, then requeue the message."
                )
            : new UndeliverableException(
                SupportKitErrors.DeliveryMailRefused,
                $"The mail server refuses the mail for good, with {status}.",
                "See in its log why, then requeue the message."
            );
    }

    private async Task<string> AddressAsync(Notification notification, CancellationToken cancellationToken)
    {
        var address =
            await addresses.FindAsync(notification.Tenant, notification.To, cancellationToken).ConfigureAwait(false)
            ?? throw new UndeliverableException(
                SupportKitErrors.DeliveryAddressMissing,
                $"The host knows no mail address of this {notification.To.Kind}.",
                "Give SmtpOptions.AddressOf one to return, then requeue the message."
            );
        if (!SingleAddress.TryRead(address, out var local)) // no name beside it, no second one
            throw Unusable("is not a valid address");
        if (!SingleAddress.IsShort(address, local))
            throw Unusable("is longer than an address may be");
        var known = await suppressions.FindAsync(notification.Tenant, address, cancellationToken).ConfigureAwait(false);
        return known is null
            ? address
            : throw new UndeliverableException(
                SupportKitErrors.DeliveryAddressSuppressed,
                $"Mails to the address of this {notification.To.Kind} came back before, the last with {known.Status}.",
                "Correct the person's address, or lift it with ISuppressionList.LiftAsync, then requeue the message."
            );

        UndeliverableException Unusable(string why) =>
            new(
                SupportKitErrors.DeliveryAddressUnreadable,
                $"What the host gave as the mail address of this {notification.To.Kind} {why}.",
                "Correct the person's address, then requeue the message."
            );
    }

    // RFC 3463.
    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Enhanced();
}
