using System.Net;
using System.Net.Sockets;

namespace SupportKit.Faults.Machines;

/// <summary>
/// A way to a server's socket through a port of loopback, which can be cut. A cut way says nothing: what is sent into it vanishes, and
/// no connection is closed, as when a cable is drawn.
/// </summary>
public sealed class CutNetwork : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly string socket;
    private readonly Task accepting;
    private volatile bool isCut;

    /// <summary>A way to the socket that is this file.</summary>
    public CutNetwork(string socket)
    {
        this.socket = socket;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The port that leads there.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Cuts it.</summary>
    public void Cut() => isCut = true;

    /// <summary>Mends it for connections made from now on; those that met the cut stay as silent as they were.</summary>
    public void Mend() => isCut = false;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var ways = new List<Task>();
        try
        {
            while (true)
                ways.Add(CarryAsync(await listener.AcceptSocketAsync(ending.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(ways);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var near = client;
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await far.ConnectAsync(new UnixDomainSocketEndPoint(socket), ending.Token);
            var met = new TaskCompletionSource();
            await Task.WhenAny(PumpAsync(near, far, met), PumpAsync(far, near, met));
            if (met.Task.IsCompleted) // silent from now on
                await Task.Delay(Timeout.Infinite, ending.Token);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // One of both is gone, or the test is over.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, TaskCompletionSource met)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, ending.Token) is > 0 and var count)
        {
            if (isCut)
                met.TrySetResult();
            if (met.Task.IsCompleted)
                return;
            await to.SendAsync(buffer.AsMemory(0, count), ending.Token);
        }
    }
}
