using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>
/// What ASP.NET Core does by itself with bad bodies differs by environment, by header and by the host's options; the endpoints of the desk answer
/// the same everywhere.
/// </summary>
public class BodyTests
{
    private const string Good = """{"category":"question","title":"T","body":"B"}""";

    private static StringContent Json(string text, string mediaType = "application/json") =>
        new(text, Encoding.UTF8, mediaType);

    private static async Task<(int Status, string? Code)> OpenAsync(
        HostFixture host,
        HttpContent body,
        Action<HttpRequestMessage>? change = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/support/tickets") { Content = body };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        change?.Invoke(request);
        using var response = await host.Ada.SendAsync(request, Stop);
        return ((int)response.StatusCode, (string?)(await JsonOf(response))?["code"]);
    }

    private static readonly string[] Broken =
    [
        "",
        "null",
        "[]",
        "7",
        "\"text\"",
        "{",
        "{}",
        Good[..^1],
        """{"category":"question","title":"T","body":"B",}""",
        """{"category":"question","title":"T","body":"B"} {}""",
        """{"category":"question","title":"T","body":"B"} // comment""",
        """{"category":"question","title":"T","body":"B","body":"C"}""",
        """{"category":"question","Title":"T","body":"B"}""",
        """{"category":"question","title":null,"body":"B"}""",
        """{"category":"question","title":7,"body":"B"}""",
        """{"category":"question","title":"T","body":"B","extra":1}""",
        """{"category":"question","title":"T","body":"B","answers":[]}""",
        """{"category":"question","title":"T","body":"B","answers":null}""",
        """{"category":"question","title":"T","body":"B","answers":{"a":{"b":1}}}""",
        """{"category":"question","title":"T","body":"B","answers":{"a":null}}""",
        """{"category":"question","title":"T","body":"B","answers":{"a":1e999}}""",
        """{"category":"question","title":"T","body":"B","answers":{"a":1,"a":2}}""",
        """{"category":"question","title":"\ud800","body":"B"}""",
        $$"""{"category":"question","title":"T","body":"B","answers":{{new string('[', 20)}}{{new string(']', 20)}}}""",
        new string('[', 100_000),
    ];

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_broken_body_is_400_with_a_code_in_every_environment(string environment)
    {
        await using var host = await HostFixture.StartAsync(
            environment: environment,
            map: app =>
            {
                app.UseExceptionHandler("/broken");
                app.MapGroup("/support").MapSupportKitRequesters();
            }
        );
        foreach (var body in Broken)
        {
            var (status, code) = await OpenAsync(host, Json(body));
            Assert.True(
                (status, code) == (400, "web.body_invalid"),
                $"{status} {code} for {body[..Math.Min(100, body.Length)]}"
            );
        }
        Assert.Equal(0, await host.CountAsync());
    }

    [Fact]
    public async Task The_place_of_the_mistake_is_told_and_no_name_of_the_code()
    {
        await using var host = await HostFixture.StartAsync();

        var (_, problem) = await PostAsync(
            host.Ada,
            "/support/tickets",
            Json("""{"category":"question","title":7,"body":"B"}""")
        );

        Assert.Equal("$.title", problem!["errors"]!.AsObject().Single().Key);
        Assert.DoesNotContain("SupportKit", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/event-stream")]
    [InlineData("image/png")]
    public async Task A_problem_has_its_body_whatever_the_caller_accepts(string accept)
    {
        await using var host = await HostFixture.StartAsync();

        Assert.Equal(
            (400, "web.body_invalid"),
            await OpenAsync(host, Json("{"), request => request.Headers.Accept.ParseAdd(accept))
        );
    }

    [Fact]
    public async Task Only_JSON_is_taken_in_each_of_its_names()
    {
        await using var host = await HostFixture.StartAsync();

        Assert.Equal(201, (await OpenAsync(host, Json(Good, "application/vnd.acme+json"))).Status);
        Assert.Equal(201, (await OpenAsync(host, Json("\uFEFF" + Good))).Status);
        foreach (var other in new[] { "text/plain", "application/xml", "application/x-www-form-urlencoded" })
            Assert.Equal((415, "web.media_type_unsupported"), await OpenAsync(host, Json(Good, other)));
        Assert.Equal(
            (415, "web.media_type_unsupported"),
            await OpenAsync(host, new ByteArrayContent(Encoding.UTF8.GetBytes(Good)))
        );
    }

    [Fact]
    public async Task What_is_too_long_is_413_told_or_chunked_and_under_the_hosts_own_limit_too()
    {
        await using var host = await HostFixture.StartAsync(desk: desk =>
            desk.ConfigureTexts(texts => texts.MaxTextLength = 100)
        );
        var max = (int)JsonBody.MaxBytes(host.Services);
        var long_ = Good[..^2] + new string('x', max) + "\"}";
        var fits = Good[..^2] + new string('x', max - Good.Length) + "\"}";

        Assert.Equal((413, "web.body_oversized"), await OpenAsync(host, Json(long_)));
        Assert.Equal(
            (413, "web.body_oversized"),
            await OpenAsync(host, Json(long_), request => request.Headers.TransferEncodingChunked = true)
        );
        // What fits is read, and then too long for the desk's own bound of a text.
        Assert.Equal((422, "command.text_oversized"), await OpenAsync(host, Json(fits)));
        Assert.Equal(0, await host.CountAsync());
    }

    [Fact]
    public async Task A_text_of_the_longest_kind_that_the_desk_takes_fits_into_a_body_however_it_is_escaped()
    {
        await using var host = await HostFixture.StartAsync();
        var escaped = string.Concat(Enumerable.Repeat("\\u00e9", 100_000));

        Assert.Equal(201, (await OpenAsync(host, Json(Good[..^2] + escaped[..^6] + "\"}"))).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_cut_off_stores_nothing_and_is_no_fault_of_the_servers(bool isFile)
    {
        await using var host = await HostFixture.StartAsync();
        var id = await HostFixture.OpenAsync(host.Ada);
        var path = isFile ? $"/support/tickets/{id}/attachments?name=a" : "/support/tickets";
        var type = isFile ? "text/plain" : "application/json";
        var before = await host.CountAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Address.Host, host.Address.Port, Stop);
        var stream = socket.GetStream();
        var head =
            $"POST {path} HTTP/1.1\r\nHost: x\r\nTest-User: ada\r\nIdempotency-Key: k\r\nContent-Type: {type}\r\nContent-Length: 500\r\n\r\n{{\"cat";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Stop);
        socket.Client.Shutdown(SocketShutdown.Send);

        Assert.DoesNotContain("HTTP/1.1 5", await AnswerAsync(stream), StringComparison.Ordinal);
        Assert.Equal(before, await host.CountAsync());
        Assert.Single((await GetAsync(host.Ada, $"/support/tickets/{id}")).Answer!["messages"]!.AsArray());
    }

    // The server may end such a connection without a word.
    private static async Task<string> AnswerAsync(NetworkStream stream)
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

    [Fact]
    public async Task A_host_whose_own_JSON_knows_none_of_these_types_or_is_lax_changes_nothing()
    {
        await using var host = await HostFixture.StartAsync(services: services =>
            services.ConfigureHttpJsonOptions(options =>
            {
                // What a trimmed host has that names only its own types.
                options.SerializerOptions.TypeInfoResolverChain.Clear();
                options.SerializerOptions.TypeInfoResolverChain.Add(new NothingKnown());
                options.SerializerOptions.PropertyNamingPolicy = null;
                options.SerializerOptions.PropertyNameCaseInsensitive = true;
                options.SerializerOptions.NumberHandling = JsonNumberHandling.AllowReadingFromString;
            })
        );
        var id = await HostFixture.OpenAsync(host.Ada);

        foreach (var path in new[] { "form", "tickets", $"tickets/{id}", $"tickets/{id}/history" })
            Assert.Equal(200, (await GetAsync(host.Ada, $"/support/{path}")).Status);
        foreach (var path in new[] { "queues", "tickets", "tickets/counts", $"tickets/{id}" })
            Assert.Equal(200, (await GetAsync(host.Bo, $"/support/agents/{path}")).Status);
        Assert.Equal(400, (await OpenAsync(host, Json("""{"CATEGORY":"question","title":"T","body":"B"}"""))).Status);
    }

    [Fact]
    public async Task Every_type_of_a_body_and_an_answer_stands_in_the_packages_own_context()
    {
        await using var host = await HostFixture.StartAsync();
        var types = host
            .Endpoints.Select(EndpointMatrixTests.DescriptionOf)
            .SelectMany(endpoint => new[] { endpoint.Body, endpoint.Answer })
            .OfType<Type>()
            .Where(type => type != typeof(TicketCommand))
            .Distinct();

        Assert.All(types, type => Assert.Equal(type, WebJson.Strict.GetTypeInfo(type)?.Type));
        Assert.All(
            host.Endpoints.Select(EndpointMatrixTests.DescriptionOf),
            endpoint => Assert.True(endpoint.Answer is null != endpoint.AnswerMediaType is null, endpoint.Name)
        );
    }

    [Fact]
    public async Task The_hosts_usual_conventions_hold_on_what_is_mapped()
    {
        await using var host = await HostFixture.StartAsync(
            services: services =>
                services.AddRateLimiter(limits =>
                {
                    limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                    limits.AddFixedWindowLimiter(
                        "few",
                        few => (few.PermitLimit, few.Window) = (2, TimeSpan.FromHours(1))
                    );
                }),
            map: app =>
            {
                app.UseRateLimiter();
                app.MapGroup("/support").MapSupportKitRequesters().RequireRateLimiting("few");
            }
        );
        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
            statuses.Add((await GetAsync(host.Ada, "/support/form")).Status);

        Assert.Equal([200, 200, 429], statuses);
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("W/\"3\"")]
    [InlineData("\"3\", \"4\"")]
    [InlineData("\"-3\"")]
    [InlineData("\"99999999999999999999\"")]
    public async Task A_version_that_cannot_be_is_refused_and_never_left_out(string version)
    {
        await using var host = await HostFixture.StartAsync();
        var id = await HostFixture.OpenAsync(host.Ada);

        var (status, problem) = await PostAsync(
            host.Ada,
            $"/support/tickets/{id}/replies",
            new JsonObject { ["body"] = "x" },
            ifMatch: version
        );

        Assert.Equal((400, "web.header_invalid"), (status, (string?)problem!["code"]));
    }

    [Fact]
    public async Task A_key_that_cannot_be_is_refused()
    {
        await using var host = await HostFixture.StartAsync();

        Assert.Equal(400, (await PostAsync(host.Ada, "/support/tickets", Outage(), key: new string('k', 201))).Status);
        Assert.Equal(400, (await PostAsync(host.Ada, "/support/tickets", Outage(), key: null)).Status);
    }

    [Fact]
    public async Task Script_in_every_text_name_and_address_comes_back_inert()
    {
        const string Script = "<script>alert(1)</script>'\"&";
        await using var host = await HostFixture.StartAsync();
        using var bo = host.Bo;
        var id = await HostFixture.OpenAsync(host.Ada, Script, Script);
        var (ticket, name) = ($"/support/tickets/{id}", Uri.EscapeDataString(Script));
        await PostAsync(host.Ada, $"{ticket}/attachments?name={name}", new StringContent(Script));
        await PostAsync(host.Ada, $"{ticket}/actions/share", new JsonObject { ["with"] = Script });
        await PostAsync(bo, $"/support/agents/tickets/{id}/notes", new JsonObject { ["body"] = Script });
        await PostAsync(
            bo,
            $"/support/agents/tickets/{id}/actions/link",
            new JsonObject { ["kind"] = "Bug", ["reference"] = Script }
        );
        var (_, refused) = await PostAsync(host.Ada, $"{ticket}/actions/fire", new JsonObject { ["trigger"] = Script });
        Assert.NotNull(refused);

        foreach (
            var (client, path) in new[]
            {
                (host.Ada, ticket),
                (host.Ada, $"{ticket}/history"),
                (host.Ada, "/support/tickets"),
                (host.Ada, $"/support/tickets?{name}=1"),
                (host.Ada, $"/support/tickets?state={name}"),
                (host.Ada, $"/support/tickets/{name}"),
                (bo, $"/support/agents/tickets/{id}"),
                (bo, $"/support/agents/queues/{name}/tickets"),
            }
        )
        {
            using var response = await client.GetAsync(path, Stop);
            var text = await response.Content.ReadAsStringAsync(Stop);
            Assert.DoesNotContain("<", text, StringComparison.Ordinal);
            Assert.Matches("^application/(problem\\+)?json$", response.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains(
                "default-src 'none'",
                response.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal
            );
        }
        var (_, read) = await GetAsync(host.Ada, ticket);
        Assert.Equal(Script, (string?)read!["ticket"]!["title"]);
    }

    private sealed class NothingKnown : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, System.Text.Json.JsonSerializerOptions options) => null;
    }
}
