using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace SupportKit.Mail.Tests.Sending;

/// <summary>SmtpServer on a port of this machine's loopback, which keeps what it takes.</summary>
internal sealed class RealMailServer : IAsyncDisposable
{
    private readonly SmtpServer.SmtpServer server;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private int sessions;
    private int open;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RealMailServer(int port = 0)
    {
        using (var free = new TcpListener(IPAddress.Loopback, port))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        var options = new SmtpServerOptionsBuilder()
            .ServerName("mx.loopback.example")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)))
            .Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(this));
        services.Add(new Mailboxes(this));
        server = new SmtpServer.SmtpServer(options, services);
        server.SessionCreated += (_, _) => Interlocked.Increment(ref sessions);
        server.SessionCreated += (_, _) => Interlocked.Increment(ref open);
        server.SessionCompleted += (_, _) => Leave();
        server.SessionFaulted += (_, _) => Leave();
        server.SessionCancelled += (_, _) => Leave();
        running = server.StartAsync(stop.Token);
    }

    public int Port { get; }

    /// <summary>How many connections there have been.</summary>
    public int Sessions => sessions;

    /// <summary>How many connections there are now.</summary>
    public int Open => open;

    /// <summary>Waits until something holds of its mails or connections, at most a minute.</summary>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public async Task UntilAsync(Func<RealMailServer, bool> holds)
    {
        for (; ; )
        {
            var next = Volatile.Read(ref changed).Task;
            if (holds(this))
                return;
            await next.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    public ConcurrentQueue<byte[]> Mails { get; } = [];

    /// <summary>What to answer after a mail's last dot.</summary>
    public Func<SmtpResponse> Answer { get; set; } = () => SmtpResponse.Ok;

    /// <summary>What to answer to each recipient; null to take all.</summary>
    public Func<SmtpResponse>? Mailbox { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (running.IsCompleted)
            return; // ended before
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private void Take(byte[] mail)
    {
        Mails.Enqueue(mail);
        Tell();
    }

    private void Leave()
    {
        Interlocked.Decrement(ref open);
        Tell();
    }

    private void Tell() =>
        Interlocked
            .Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .SetResult();

    private sealed class Mailboxes(RealMailServer server) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(
            ISessionContext context,
            IMailbox to,
            IMailbox from,
            CancellationToken cancellationToken
        ) => server.Mailbox is { } answer ? throw new SmtpResponseException(answer()) : Task.FromResult(true);
    }

    private sealed class Store(RealMailServer server) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            var answer = server.Answer();
            if (answer.ReplyCode == SmtpReplyCode.Ok)
                server.Take(buffer.ToArray());
            return Task.FromResult(answer);
        }
    }
}
