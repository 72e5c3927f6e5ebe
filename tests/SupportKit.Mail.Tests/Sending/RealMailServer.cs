using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using SmtpServer;
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
        server = new SmtpServer.SmtpServer(options, services);
        server.SessionCreated += (_, _) => Interlocked.Increment(ref sessions);
        running = server.StartAsync(stop.Token);
    }

    public int Port { get; }

    /// <summary>How many connections there have been.</summary>
    public int Sessions => sessions;

    public ConcurrentQueue<byte[]> Mails { get; } = [];

    /// <summary>What to answer after a mail's last dot.</summary>
    public Func<SmtpResponse> Answer { get; set; } = () => SmtpResponse.Ok;

    public async ValueTask DisposeAsync()
    {
        if (running.IsCompleted)
            return; // ended before
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
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
                server.Mails.Enqueue(buffer.ToArray());
            return Task.FromResult(answer);
        }
    }
}
