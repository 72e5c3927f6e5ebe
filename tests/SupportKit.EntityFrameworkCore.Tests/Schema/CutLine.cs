using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>
/// A line between a client and a PostgreSQL server that is cut once, at the statements that say a word: before the server
/// has them all, or when it has done them and its answer is on the way.
/// </summary>
internal sealed class CutLine : IAsyncDisposable
{
    // ReadyForQuery of an idle connection: the server has committed.
    private static readonly byte[] Ready = [(byte)'Z', 0, 0, 0, 5, (byte)'I'];

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];
    private readonly string folder;
    private readonly byte[] word;
    private readonly bool afterCommit;
    private int armed;

    /// <param name="folder">Of the server's socket.</param>
    /// <param name="word">What the statements say.</param>
    /// <param name="afterCommit">Whether the server has done them when the line is cut.</param>
    public CutLine(string folder, string word, bool afterCommit)
    {
        (this.folder, this.word, this.afterCommit) = (folder, Encoding.UTF8.GetBytes(word), afterCommit);
        listener.Start();
        running.Add(AcceptAsync());
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public bool WasCut { get; private set; }

    /// <summary>The next time the word is said, the line is cut.</summary>
    public void Arm() => armed = 1;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        foreach (var task in running.ToList())
            await task;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                running.Add(ServeAsync(await listener.AcceptSocketAsync(stop.Token)));
        }
        catch (OperationCanceledException) { }
    }

    private async Task ServeAsync(Socket client)
    {
        using var _ = client;
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await server.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, ".s.PGSQL.5432")));
        var swallowing = false;
        var heard = new List<byte>();
        await Task.WhenAny(ForwardAsync(client, server, Asked), ForwardAsync(server, client, Answered));

        // Whether a piece goes on; null when the line is cut at it.
        bool? Asked(ReadOnlyMemory<byte> piece)
        {
            if (piece.Span.IndexOf(word) < 0 || Interlocked.Exchange(ref armed, 0) == 0)
                return true;
            WasCut = true;
            swallowing = afterCommit;
            return afterCommit ? true : null;
        }

        bool? Answered(ReadOnlyMemory<byte> piece)
        {
            if (!swallowing)
                return true;
            heard.AddRange(piece.Span);
            return heard.Count >= Ready.Length && heard.TakeLast(Ready.Length).SequenceEqual(Ready) ? null : false;
        }
    }

    private async Task ForwardAsync(Socket from, Socket to, Func<ReadOnlyMemory<byte>, bool?> passes)
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (await from.ReceiveAsync(buffer, stop.Token) is var read and > 0)
            {
                var piece = buffer.AsMemory(0, read);
                var goesOn = passes(piece);
                if (goesOn is null)
                    return;
                if (goesOn.Value)
                    await to.SendAsync(piece, stop.Token);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        { }
    }
}
