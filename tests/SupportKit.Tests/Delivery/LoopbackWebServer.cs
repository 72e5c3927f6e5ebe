using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using SupportKit.Testing;

namespace SupportKit.Tests.Delivery;

/// <summary>A web server that takes what is posted to it, one request a connection.</summary>
internal sealed class LoopbackWebServer : LoopbackServer
{
    private readonly ConcurrentQueue<ReceivedPost> posts = [];

    public IReadOnlyList<ReceivedPost> Posts => [.. posts];

    /// <summary>The status line and headers to answer with.</summary>
    public string Answer { get; set; } = "HTTP/1.1 204 No Content\r\n";

    public Uri Url => new($"http://127.0.0.1:{Port}/hook");

    protected override async Task ServeAsync(StreamReader reader, StreamWriter writer, CancellationToken stop)
    {
        if (await reader.ReadLineAsync(stop) is not { } request)
            return;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(stop) is { Length: > 0 } line)
            headers.Add(line.Split(':')[0], line[(line.IndexOf(':') + 1)..].Trim());
        var body = new char[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        await reader.ReadBlockAsync(body, stop);
        var refused = Mood == ReceiverBehavior.Rejects;
        if (!refused)
            posts.Enqueue(new ReceivedPost(request, headers, Encoding.Latin1.GetBytes(body)));
        await writer.WriteAsync(
            $"{(refused ? "HTTP/1.1 503 Service Unavailable\r\n" : Answer)}Content-Length: 0\r\nConnection: close\r\n\r\n"
        );
    }
}

/// <summary>A request as its receiver reads it.</summary>
internal sealed record ReceivedPost(string Request, IReadOnlyDictionary<string, string> Headers, byte[] Body);
