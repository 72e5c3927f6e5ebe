using System.Collections.Concurrent;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace SupportKit.Mail;

/// <summary>
/// Connections to the mail server, each used for one mail after the other. One that the server has closed meanwhile is replaced before
/// anything of a mail was sent on it. Thread-safe.
/// </summary>
internal sealed class SmtpPool : IAsyncDisposable
{
    private readonly SmtpOptions options;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim places;
    private readonly ConcurrentStack<(SmtpClient Client, long Since)> idle = new();

    public SmtpPool(IOptions<SmtpOptions> options, TimeProvider time)
    {
        (this.options, this.time) = (options.Value, time);
        places = new SemaphoreSlim(this.options.MaxConnections);
    }

    /// <summary>Hands a mail over; returning means that the server took it.</summary>
    /// <exception cref="SmtpInterruptedException">The connection ended. Whether the server has the mail, the exception says.</exception>
    /// <exception cref="SmtpCommandException">The server refused it.</exception>
    public async Task SendAsync(MimeMessage mail, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var kept = TakeIdle();
            if (kept is null || !await TrySendAsync(kept, mail, isLast: false, cancellationToken).ConfigureAwait(false))
            {
                var fresh = await ConnectAsync(cancellationToken).ConfigureAwait(false);
                await TrySendAsync(fresh, mail, isLast: true, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            places.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        while (idle.TryPop(out var one))
            one.Client.Dispose();
        places.Dispose();
        return ValueTask.CompletedTask;
    }

    // False when a connection that was kept has turned out to be closed, and nothing was sent.
    private async Task<bool> TrySendAsync(
        SmtpClient client,
        MimeMessage mail,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        var progress = new Begun();
        var isUsable = false;
        try
        {
            var format = FormatOptions.Default.Clone();
            format.International = NeedsUtf8(mail);
            if (format.International && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            {
                isUsable = true;
                throw new SmtpUtf8MissingException();
            }
            await client.SendAsync(format, mail, cancellationToken, progress).ConfigureAwait(false);
            isUsable = true;
            return true;
        }
        catch (SmtpCommandException)
        {
            isUsable = client.IsConnected;
            throw;
        }
        catch (Exception error) when (error is IOException or SmtpProtocolException or ServiceNotConnectedException)
        {
            if (!isLast && !progress.IsBegun)
                return false;
            // What the exception says may be the server's reply to something else.
            throw new SmtpInterruptedException(progress.IsBegun, error);
        }
        finally
        {
            if (isUsable && options.KeepAlive > TimeSpan.Zero)
                idle.Push((client, time.GetTimestamp()));
            else
                client.Dispose();
        }
    }

    private SmtpClient? TakeIdle()
    {
        while (idle.TryPop(out var one))
        {
            if (one.Client.IsConnected && time.GetElapsedTime(one.Since) < options.KeepAlive)
                return one.Client;
            one.Client.Dispose();
        }
        return null;
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient
        {
            CheckCertificateRevocation = options.CheckRevocation,
            Timeout = (int)options.Timeout.TotalMilliseconds,
        };
        if (options.Trusts is { } trusts)
            client.ServerCertificateValidationCallback = (_, certificate, _, _) => trusts(certificate);
        try
        {
            // Never "auto", which goes on in clear text, without a word, where the server offers no TLS.
            var security = options.Security switch
            {
                SmtpSecurity.ImplicitTls => SecureSocketOptions.SslOnConnect,
                SmtpSecurity.None => SecureSocketOptions.None,
                _ => SecureSocketOptions.StartTls,
            };
            await ConnectAsync(client, security, cancellationToken).ConfigureAwait(false);
            if (options.AccessToken is { } token)
            {
                var given = await token(cancellationToken).ConfigureAwait(false);
                var mechanism = OAuthMechanism.Of(client.AuthenticationMechanisms, options.Credentials, given);
                await client.AuthenticateAsync(mechanism, cancellationToken).ConfigureAwait(false);
            }
            else if (options.Credentials is { } credentials)
                await client.AuthenticateAsync(credentials, cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    // Small pieces leave at once, instead of waiting for the acknowledgement of the piece before.
    private async Task ConnectAsync(
        SmtpClient client,
        SecureSocketOptions security,
        CancellationToken cancellationToken
    )
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellationToken).ConfigureAwait(false);
            await client
                .ConnectAsync(socket, options.Host, options.Port, security, cancellationToken)
                .ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        // Two commands in one piece get two answers, and a server with Nagle's algorithm keeps the second back until the first is
        // acknowledged, which takes 40 ms. One after the other they take a round trip more, and no such time.
        client.Capabilities &= ~SmtpCapabilities.Pipelining;
    }

    // MailKit would send such an address raw to a server that cannot take it.
    private static bool NeedsUtf8(MimeMessage mail) =>
        mail.To.Mailboxes.Concat(mail.From.Mailboxes).Any(one => !one.LocalPart.All(char.IsAscii));

    private sealed class Begun : ITransferProgress
    {
        public bool IsBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => IsBegun |= bytesTransferred > 0;

        public void Report(long bytesTransferred) => IsBegun |= bytesTransferred > 0;
    }
}

#pragma warning disable CA1032, CA1064 // they go from the pool to the transport
/// <summary>The connection ended before the server's last word.</summary>
/// <param name="perhapsSent">Whether the server may have the mail.</param>
/// <param name="inner">What ended it.</param>
internal sealed class SmtpInterruptedException(bool perhapsSent, Exception inner)
    : Exception("The connection to the mail server ended before its last word.", inner)
{
    public bool PerhapsSent { get; } = perhapsSent;
}

/// <summary>The server does not take addresses with letters outside ASCII before the @.</summary>
internal sealed class SmtpUtf8MissingException() : Exception("The mail server does not offer SMTPUTF8.");
#pragma warning restore CA1032, CA1064
