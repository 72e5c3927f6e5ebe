using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Testing;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>
/// Requests as nobody means well sends them, byte for byte over a socket: each ends in an answer of the desk's with a 4xx, or in the end of the
/// connection, and stores nothing.
/// </summary>
public class HostileRequestTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> Bodies =>
        new()
        {
            // So long that a server which believed it would wait for all of it.
            { "a length that no body has", "Content-Length: 9223372036854775807\r\n\r\n{\"category\":" },
            { "a length below nothing", "Content-Length: -1\r\n\r\n{}" },
            { "two lengths", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x" },
            { "a length and chunks", "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}" },
            { "a chunk without a size", "Transfer-Encoding: chunked\r\n\r\nx\r\n{}\r\n0\r\n\r\n" },
            { "a chunk that is longer than it says", "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n" },
            { "chunks without an end", "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\n" },
            { "compressed", "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\0" },
            { "deep", $"Content-Length: 20000\r\n\r\n{new string('[', 20_000)}" },
            { "deep in a member", Deep() },
            { "a line in a header", "X-Note: a\r\n b\r\nContent-Length: 2\r\n\r\n{}" },
            { "a header without an end", $"X-Long: {new string('x', 40_000)}\r\nContent-Length: 2\r\n\r\n{{}}" },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Each_is_refused_or_cut_off_and_nothing_is_stored(string name, string rest)
    {
        await using var host = await HostFixture.StartAsync();

        var answer = await SendAsync(host, "/support/tickets", "application/json", rest);

        Assert.True(
            answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal),
            $"{name}: {answer}"
        );
        Assert.Equal(0, await host.CountAsync());
    }

    private static string Deep()
    {
        var body = $"{{\"category\":\"question\",\"title\":\"T\",\"body\":\"B\",\"answers\":{Nested(1_000)}}}";
        return $"Content-Length: {body.Length}\r\n\r\n{body}";

        static string Nested(int levels) =>
            string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
    }

    [Theory]
    [InlineData("/support/tickets")]
    [InlineData("/support/form/preview")]
    public async Task A_body_that_trickles_ends_after_the_time_that_a_body_has(string path)
    {
        var time = new ManualTimeProvider(Instant.FromUtc(2026, 3, 2, 11, 0));
        await using var host = await HostFixture.StartAsync(services: services =>
            services.AddSingleton<TimeProvider>(time)
        );
        using var socket = await ConnectAsync(host);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(Head(path, "application/json") + "Content-Length: 500\r\n\r\n{"),
            Stop
        );
        var answer = FirstAsync(stream);
        using var patience = new CancellationTokenSource(Patience);

        // A byte comes each ten seconds, which is all that somebody has to do to keep a connection.
        for (var sent = 0; !answer.IsCompleted && !patience.IsCancellationRequested; sent++)
        {
            if (sent < 400)
                await SendByteAsync(stream);
            time.Advance(Duration.FromSeconds(10));
            await Task.Yield();
        }

        Assert.StartsWith("HTTP/1.1 408", await answer, StringComparison.Ordinal);
        Assert.Contains("web.body_expired", await answer, StringComparison.Ordinal);
        Assert.Equal(0, await host.CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_slower_than_the_server_takes_is_told_so(bool isFile)
    {
        await using var host = await HostFixture.StartAsync(services: services =>
            services.Configure<KestrelServerOptions>(server =>
                server.Limits.MinRequestBodyDataRate = new MinDataRate(1e6, TimeSpan.FromSeconds(1.1))
            )
        );
        var id = await OpenAsync(host.Ada);
        using var socket = await ConnectAsync(host);
        var stream = socket.GetStream();
        var (path, type) = isFile
            ? ($"/support/tickets/{id}/attachments?name=a", "text/plain")
            : ($"/support/tickets/{id}/replies", "application/json");

        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head(path, type) + "Content-Length: 500\r\n\r\n{"), Stop);
        var answer = await FirstAsync(stream);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("web.body_expired", answer, StringComparison.Ordinal);
        Assert.Single((await GetAsync(host.Ada, $"/support/tickets/{id}")).Answer!["messages"]!.AsArray());
    }

    [Theory]
    [InlineData("Accept-Language: <script>alert(1)</script>;q=9")]
    [InlineData("Support-Guest: <script>alert(1)</script>")]
    [InlineData("Last-Event-ID: <script>alert(1)</script>")]
    [InlineData("If-Match: \"<script>alert(1)</script>\"")]
    [InlineData("Content-Type: text/<script>alert(1)</script>")]
    [InlineData("Content-Type: text/html\r\nAccept: text/html")]
    [InlineData("Origin: https://evil.example")]
    [InlineData("X-Forwarded-Host: evil.example\r\nX-Forwarded-Prefix: //evil.example")]
    [InlineData("Idempotency-Key: <script>alert(1)</script>")]
    public async Task No_header_of_a_request_comes_back(string header)
    {
        await using var host = await HostFixture.StartAsync();
        var id = await OpenAsync(host.Ada);
        foreach (
            var request in new[]
            {
                "GET /support/form HTTP/1.1\r\n",
                $"GET /support/tickets/{Guid.NewGuid():N}/events HTTP/1.1\r\n",
                $"POST /support/tickets/{id}/replies HTTP/1.1\r\nContent-Length: 2\r\n",
                "POST /support/tickets HTTP/1.1\r\nContent-Length: 2\r\n",
                "GET /support/%0d%0aSet-Cookie:%20a=b/<script> HTTP/1.1\r\n",
                "GET /support/tickets/%0d%0aX-Added:%20a%3Cscript%3E HTTP/1.1\r\n",
            }
        )
        {
            using var socket = await ConnectAsync(host);
            var stream = socket.GetStream();
            var text = $"{request}Host: x\r\nTest-User: ada\r\nConnection: close\r\n{header}\r\n\r\n{{}}";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text), Stop);
            var answer = await AllAsync(stream);

            Assert.All(
                ["<script", "evil", "Set-Cookie", "X-Added", "Access-Control-Allow", "text/html"],
                never => Assert.DoesNotContain(never, answer, StringComparison.OrdinalIgnoreCase)
            );
            Assert.DoesNotContain("HTTP/1.1 5", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Guests_however_many_leave_places_for_those_who_are_signed_in()
    {
        await using var host = await HostFixture.StartAsync(options => options.MaxLive = 4);
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++)
        {
            // A new guest each time, as whoever wants all places would be.
            using var guest = host.As(null);
            guest.DefaultRequestHeaders.Add("Support-Guest", await RequesterEndpointTests.NewGuestAsync(guest));
            streams.Add(await ListenAsync(guest));
        }
        streams.Add(await ListenAsync(host.Ada));

        Assert.Equal([200, 200, 503, 200], streams.Select(stream => (int)stream.StatusCode));
        Assert.NotNull(streams[2].Headers.RetryAfter?.Delta);
        streams.ForEach(stream => stream.Dispose());

        static async Task<HttpResponseMessage> ListenAsync(HttpClient client) =>
            await client.GetAsync(
                $"/support/tickets/{await OpenAsync(client)}/events",
                HttpCompletionOption.ResponseHeadersRead,
                Stop
            );
    }

    private static async Task<string> SendAsync(HostFixture host, string path, string type, string rest)
    {
        using var socket = await ConnectAsync(host);
        var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(Head(path, type) + rest), Stop);
            socket.Client.Shutdown(SocketShutdown.Send);
        }
        catch (IOException)
        {
            return ""; // the server has ended it already
        }
        return await AllAsync(stream);
    }

    private static string Head(string path, string type) =>
        $"POST {path} HTTP/1.1\r\nHost: x\r\nTest-User: ada\r\nIdempotency-Key: k\r\nContent-Type: {type}\r\n";

    private static async Task<TcpClient> ConnectAsync(HostFixture host)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Parse(host.Address.Host), host.Address.Port, Stop);
        return socket;
    }

    // The server may end such a connection without a word.
    private static async Task<string> AllAsync(NetworkStream stream)
    {
        try
        {
            return await new StreamReader(stream).ReadToEndAsync(Stop);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task SendByteAsync(NetworkStream stream)
    {
        try
        {
            await stream.WriteAsync(" "u8.ToArray(), Stop);
        }
        catch (IOException)
        {
            // The server has had enough.
        }
    }

    // The head and the body of an answer come together; the server may keep the connection for what the request still owes.
    private static async Task<string> FirstAsync(NetworkStream stream)
    {
        var answer = new StringBuilder();
        var part = new byte[4096];
        try
        {
            while (!answer.ToString().Contains('}', StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(part, Stop);
                if (read == 0)
                    break;
                answer.Append(Encoding.UTF8.GetString(part, 0, read));
            }
        }
        catch (IOException)
        {
            // It was ended; what came before is the answer.
        }
        return answer.ToString();
    }
}
