using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using SupportKit.Testing;

namespace SupportKit.Tests.Delivery;

/// <summary>A server on this machine, on a port of its own, that takes each connection apart from the others.</summary>
internal abstract class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task accepting;
    private int connections;

    protected LoopbackServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ReceiverBehavior Mood { get; set; }

    /// <summary>How many connections came so far.</summary>
    public int Connections => connections;

    /// <summary>Somebody has connected.</summary>
    public Task Connected => connected.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    protected abstract Task ServeAsync(StreamReader reader, StreamWriter writer, CancellationToken stop);

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(closing.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref connections);
        connected.TrySetResult();
        using (client)
        {
            try
            {
                // Latin-1 keeps each byte apart; what the bytes mean is the reader's to find out.
                var latin = System.Text.Encoding.Latin1;
                using var reader = new StreamReader(client.GetStream(), latin);
                using var writer = new StreamWriter(client.GetStream(), latin) { NewLine = "\r\n", AutoFlush = true };
                if (Mood == ReceiverBehavior.TimesOut)
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, closing.Token);
                await ServeAsync(reader, writer, closing.Token);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or AuthenticationException)
            {
                // The other end went away, or the test is over.
            }
        }
    }
}
