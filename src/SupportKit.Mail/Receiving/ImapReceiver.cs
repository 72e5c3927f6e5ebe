using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SupportKit.Mail;

/// <summary>
/// Takes mails from a mailbox: all that are there, then, by IDLE, each as it arrives. It remembers nothing between connections: what is still in the folder
/// was not taken, so that a folder that was made anew (another UIDVALIDITY) changes nothing. A mail is moved once what became of it is
/// committed, and nothing is deleted.
/// </summary>
internal sealed partial class ImapReceiver(
    InboundMail mail,
    IOptions<ImapOptions> options,
    TimeProvider time,
    ILogger<ImapReceiver> logger
) : BackgroundService
{
    private readonly ImapOptions options = options.Value;

    /// <summary>Connects, takes what is there, and goes on until the connection ends or the token is cancelled.</summary>
    /// <param name="once">Whether to end when nothing more is there, instead of waiting for more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many mails were moved.</returns>
    public async Task<int> RunAsync(bool once, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        var inbox = await client.GetFolderAsync(options.Folder, cancellationToken).ConfigureAwait(false);
        var parent = client.GetFolder(client.PersonalNamespaces[0]);
        var taken = await FolderAsync(parent, options.TakenFolder, cancellationToken).ConfigureAwait(false);
        var aside = await FolderAsync(parent, options.SetAsideFolder, cancellationToken).ConfigureAwait(false);
        await inbox.OpenAsync(FolderAccess.ReadWrite, cancellationToken).ConfigureAwait(false);
        var news = new News();
        inbox.CountChanged += news.Tell;
        var moved = 0;
        while (true)
        {
            news.Forget();
            var failed = 0;
            foreach (var id in await inbox.SearchAsync(SearchQuery.NotDeleted, cancellationToken).ConfigureAwait(false))
            {
                if (await TryTakeAsync(inbox, id, taken, aside, cancellationToken).ConfigureAwait(false))
                    moved++;
                else
                    failed++;
            }
            if (once)
                return moved;
            // What arrived while others were taken is told before the waiting begins.
            if (!news.IsTold)
                await WaitAsync(client, news, failed > 0, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(once: false, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // whatever ended the connection, there is another
            catch (Exception error)
#pragma warning restore CA1031
            {
                Disconnected(logger, options.Host, error);
                await Task.Delay(options.RetryDelay, time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // False when it could not be taken now: it stays where it is. A broken connection is not the mail's fault.
    private async Task<bool> TryTakeAsync(
        IMailFolder inbox,
        UniqueId id,
        IMailFolder taken,
        IMailFolder aside,
        CancellationToken cancellationToken
    )
    {
        InboundMailResult result;
        // The bytes as they are, and no MimeMessage of them: what cannot be read is to be set aside too.
        var content = await inbox.GetStreamAsync(id, "", cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            try
            {
                result = await mail.ReceiveAsync(content, null, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
#pragma warning disable CA1031 // whatever the store throws, the other mails are taken, and this one later
            catch (Exception error)
#pragma warning restore CA1031
            {
                Failed(logger, id.Id, error);
                return false;
            }
        }
        var target = result.Outcome == InboundMailOutcome.SetAside ? aside : taken;
        await inbox.MoveToAsync(id, target, cancellationToken).ConfigureAwait(false);
        Taken(logger, id.Id, result.Outcome, result.Code);
        return true;
    }

    // Until there is news, or some time is over; sooner where a mail could not be taken.
    private async Task WaitAsync(ImapClient client, News news, bool hasFailed, CancellationToken cancellationToken)
    {
        var most = hasFailed && options.RetryDelay < options.IdleTime ? options.RetryDelay : options.IdleTime;
        if (client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            using var done = new CancellationTokenSource(most, time);
            news.Waiting = done;
            await client.IdleAsync(done.Token, cancellationToken).ConfigureAwait(false);
            news.Waiting = null;
            return;
        }
        await Task.Delay(options.RetryDelay, time, cancellationToken).ConfigureAwait(false);
        await client.NoOpAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImapClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var client = new ImapClient();
        try
        {
            var security = options.Security switch
            {
                SmtpSecurity.ImplicitTls => SecureSocketOptions.SslOnConnect,
                SmtpSecurity.None => SecureSocketOptions.None,
                _ => SecureSocketOptions.StartTls,
            };
            await client.ConnectAsync(options.Host, options.Port, security, cancellationToken).ConfigureAwait(false);
            if (options.AccessToken is { } token)
            {
                var given = await token(cancellationToken).ConfigureAwait(false);
                var mechanism = OAuthMechanism.Of(client.AuthenticationMechanisms, options.Credentials, given);
                await client.AuthenticateAsync(mechanism, cancellationToken).ConfigureAwait(false);
            }
            else
                await client.AuthenticateAsync(options.Credentials!, cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static async Task<IMailFolder> FolderAsync(
        IMailFolder parent,
        string name,
        CancellationToken cancellationToken
    )
    {
        var known = await parent.GetSubfoldersAsync(subscribedOnly: false, cancellationToken).ConfigureAwait(false);
        return known.FirstOrDefault(folder => folder.Name == name)
            ?? await parent.CreateAsync(name, isMessageFolder: true, cancellationToken).ConfigureAwait(false)
            ?? throw new IOException($"The mail server does not make the folder \"{name}\".");
    }

    /// <summary>Whether the server has told of another number of mails since it was last asked.</summary>
    private sealed class News
    {
        public bool IsTold { get; private set; }

        public CancellationTokenSource? Waiting { get; set; }

        public void Forget() => IsTold = false;

        public void Tell(object? sender, EventArgs e)
        {
            IsTold = true;
            Waiting?.Cancel();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The mail {Uid}: {Outcome} {Code}.")]
    private static partial void Taken(ILogger logger, uint uid, InboundMailOutcome outcome, string? code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail {Uid} could not be taken, and is tried again.")]
    private static partial void Failed(ILogger logger, uint uid, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mailbox at {Host} is out of reach; it is tried again.")]
    private static partial void Disconnected(ILogger logger, string host, Exception error);
}
