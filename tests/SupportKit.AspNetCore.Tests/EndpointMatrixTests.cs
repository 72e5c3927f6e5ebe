using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using static SupportKit.AspNetCore.Tests.HostFixture;

namespace SupportKit.AspNetCore.Tests;

/// <summary>
/// Who gets what of whom: every endpoint that is mapped, for each kind of caller, on Ada's ticket, which she shares with Bob. An endpoint without
/// a row here fails.
/// </summary>
public class EndpointMatrixTests(EndpointMatrixTests.Shared shared) : IClassFixture<EndpointMatrixTests.Shared>
{
    private static readonly string[] Callers =
    [
        "nobody",
        "guest",
        "ada",
        "bob",
        "eve",
        "ada@other",
        "bo support-agent",
        "lea support-lead",
        "bo support-agent@other",
        "mailbox support-inbound",
        "mailbox support-inbound@other",
    ];

    private const string Everybody = "200 200 200 200 200 200 200 200 200 200 200";
    private const string WhoeverIsKnown = "401 200 200 200 200 200 200 200 200 200 200";
    private const string OwnerAndParticipant = "401 404 200 200 404 404 404 404 404 404 404";
    private const string Desk = "401 401 403 403 403 403 200 200 200 403 403";
    private const string DeskOfTheTenant = "401 401 403 403 403 403 200 200 404 403 403";
    private const string Leads = "401 401 403 403 403 403 403 200 403 403 403";
    private const string Systems = "401 401 403 403 403 403 403 403 403 200 200";
    private const string SystemsOfTheTenant = "401 401 403 403 403 403 403 403 403 200 404";

    private static readonly Dictionary<string, string> Rows = new()
    {
        ["Requester.form"] = Everybody,
        ["Requester.preview"] = Everybody,
        ["Requester.newGuest"] = Everybody,
        ["Requester.open"] = WhoeverIsKnown,
        ["Requester.list"] = WhoeverIsKnown,
        ["Requester.read"] = OwnerAndParticipant,
        ["Requester.history"] = OwnerAndParticipant,
        ["Requester.why"] = OwnerAndParticipant,
        ["Requester.reply"] = OwnerAndParticipant,
        ["Requester.apply"] = OwnerAndParticipant,
        ["Requester.attach"] = OwnerAndParticipant,
        ["Requester.download"] = OwnerAndParticipant,
        // Only who attached a file takes it back.
        ["Requester.withdrawAttachment"] = "401 404 200 403 404 404 404 404 404 404 404",
        ["Requester.events"] = OwnerAndParticipant,
        ["Agent.me"] = Desk,
        ["Agent.queues"] = Desk,
        ["Agent.queue"] = Desk,
        ["Agent.takeNext"] = Desk,
        ["Agent.list"] = Desk,
        ["Agent.count"] = Desk,
        ["Agent.open"] = Desk,
        ["Agent.read"] = DeskOfTheTenant,
        ["Agent.history"] = DeskOfTheTenant,
        ["Agent.reply"] = DeskOfTheTenant,
        ["Agent.note"] = DeskOfTheTenant,
        ["Agent.merge"] = DeskOfTheTenant,
        ["Agent.split"] = DeskOfTheTenant,
        ["Agent.apply"] = DeskOfTheTenant,
        ["Agent.attach"] = DeskOfTheTenant,
        ["Agent.download"] = DeskOfTheTenant,
        // The desk takes back nobody's file.
        ["Agent.withdrawAttachment"] = "401 401 403 403 403 403 403 403 404 403 403",
        ["Agent.disclose"] = DeskOfTheTenant,
        ["Agent.events"] = DeskOfTheTenant,
        ["Agent.why"] = DeskOfTheTenant,
        ["Agent.sla"] = DeskOfTheTenant,
        ["Agent.macros"] = DeskOfTheTenant,
        ["Agent.presence"] = DeskOfTheTenant,
        ["Agent.switches"] = Desk,
        ["Agent.policy"] = Desk,
        ["Agent.calendars"] = Desk,
        // Whoever may see all tickets may count them.
        ["Agent.report"] = Desk,
        ["Agent.reportCsv"] = Desk,
        ["Agent.workload"] = Leads,
        ["Agent.deadLetters"] = Leads,
        ["Agent.requeue"] = Leads,
        ["Agent.suppressedAddresses"] = Leads,
        ["Agent.liftAddress"] = Leads,
        ["Agent.setAside"] = Leads,
        ["Agent.retry"] = Leads,
        ["Agent.startSwitch"] = Leads,
        ["Agent.endSwitch"] = Leads,
        // This policy keeps none, so a lead is told that they are gone.
        ["Agent.revealSecrets"] = "401 401 403 403 403 403 403 422 403 403 403",
        ["Inbound.open"] = Systems,
        ["Inbound.reply"] = SystemsOfTheTenant,
    };

    [Fact]
    public async Task Every_endpoint_has_a_row_and_every_row_an_endpoint()
    {
        var host = shared.Host;

        Assert.Equal(host.Endpoints.Select(NameOf).Order(), Rows.Keys.Order());
    }

    public static TheoryData<string> Endpoints => new(Rows.Keys);

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Each_caller_gets_what_the_row_says_and_a_refusal_stores_nothing(string endpoint)
    {
        var host = shared.Host;
        var expected = Rows[endpoint].Split(' ').Select(int.Parse).ToArray();
        var route = host.Endpoints.Single(mapped => NameOf(mapped) == endpoint);
        var at = await PlaceAsync(host);
        for (var i = 0; i < Callers.Length; i++)
        {
            using var client = await ClientAsync(host, Callers[i]);
            var before = await VersionsAsync(host, at);

            using var response = await SendAsync(client, route, at);
            using var unknown = await SendAsync(client, route, at with { Ticket = Guid.NewGuid().ToString("N") });

            var status = (int)response.StatusCode is 201 or 204 ? 200 : (int)response.StatusCode;
            Assert.True(expected[i] == status, $"{endpoint} for {Callers[i]}: {status} instead of {expected[i]}.");
            if (status >= 400)
                Assert.Equal(before, await VersionsAsync(host, at));
            // What is not there and what is not theirs look the same, in every member and header.
            if (status == 404)
                Assert.Equal(await ShapeAsync(unknown), await ShapeAsync(response));
            Assert.Null(status < 400 ? null : response.Headers.Location);
            // What was changed is not the same for the next.
            if (status < 400)
                at = await PlaceAsync(host);
        }
    }

    [Fact]
    public async Task A_write_without_a_key_is_refused_whatever_a_page_of_another_site_could_send()
    {
        var host = shared.Host;
        foreach (var route in host.Endpoints.Where(route => DescriptionOf(route).IsWrite))
        {
            var at = await PlaceAsync(host);
            using var client = await ClientAsync(host, CallerFor(route));
            var before = await VersionsAsync(host, at);
            foreach (var body in Bodies(route, at))
            {
                using var response = await client.SendAsync(Request(route, at, body, key: null), Stop);
                Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
                Assert.Equal("web.key_missing", (string?)(await JsonOf(response))!["code"]);
            }
            // And the preflight that a script needs is not answered.
            using var preflight = new HttpRequestMessage(HttpMethod.Options, Path(route, at));
            preflight.Headers.Add("Origin", "https://evil.example");
            preflight.Headers.Add("Access-Control-Request-Method", "POST");
            preflight.Headers.Add("Access-Control-Request-Headers", "idempotency-key");
            using var answer = await client.SendAsync(preflight, Stop);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.Equal(before, await VersionsAsync(host, at));
        }

        static IEnumerable<HttpContent> Bodies(RouteEndpoint route, At at) =>
            [
                Body(route, at) ?? new StringContent(""),
                new StringContent("{\"body\":\"x\"}", Encoding.UTF8, "text/plain"),
                new FormUrlEncodedContent([new("body", "x")]),
            ];
    }

    [Fact]
    public async Task No_endpoint_leads_anywhere_else_whatever_host_is_claimed()
    {
        var host = shared.Host;
        foreach (var route in host.Endpoints)
        {
            var at = await PlaceAsync(host);
            using var client = await ClientAsync(host, CallerFor(route));
            using var request = Request(route, at, Body(route, at), Guid.NewGuid().ToString());
            request.Headers.Host = "evil.example";
            request.Headers.Add("X-Forwarded-Host", "evil.example");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);

            Assert.NotInRange((int)response.StatusCode, 300, 399);
            Assert.True(
                response.Headers.Location?.OriginalString.StartsWith("/support/", StringComparison.Ordinal) ?? true
            );
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        }
    }

    /// <summary>One host for the whole matrix; each cell has a ticket of its own.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal HostFixture Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await HostFixture.StartAsync();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    internal sealed record At(string Ticket, string File, string Other);

    internal static string NameOf(RouteEndpoint route) => DescriptionOf(route).Name;

    internal static EndpointDescription DescriptionOf(RouteEndpoint route) =>
        route.Metadata.GetRequiredMetadata<EndpointDescription>();

    internal static string CallerFor(RouteEndpoint route) =>
        DescriptionOf(route).Audience switch
        {
            Audience.Requesters => "ada",
            Audience.Agents => DescriptionOf(route).IsForLeads ? "lea support-lead" : "bo support-agent",
            _ => "mailbox support-inbound",
        };

    // A ticket of Ada's with a file, shared with Bob, and another one of hers.
    internal static async Task<At> PlaceAsync(HostFixture host)
    {
        var ticket = await OpenAsync(host.Ada);
        var path = $"/support/tickets/{ticket}";
        var (shared, _) = await PostAsync(host.Ada, $"{path}/actions/share", new JsonObject { ["with"] = "bob" });
        Assert.Equal(200, shared);
        var (_, file) = await PostAsync(host.Ada, $"{path}/attachments?name=a.txt", Text());
        var id = (string)file!["attachment"]!;
        var approval = new JsonObject { ["attachment"] = id, ["thirdParty"] = "Cloud Host" };
        Assert.Equal(200, (await PostAsync(host.Ada, $"{path}/actions/approve-attachment", approval)).Status);
        return new At(ticket, id, await OpenAsync(host.Ada, "Another"));
    }

    internal static async Task<HttpClient> ClientAsync(HostFixture host, string caller)
    {
        if (caller == "nobody")
            return host.As(null);
        if (caller == "guest")
        {
            var guest = host.As(null);
            guest.DefaultRequestHeaders.Add("Support-Guest", await RequesterEndpointTests.NewGuestAsync(guest));
            return guest;
        }
        return caller.Split('@') is [var who, var tenant] ? host.As(who, tenant) : host.As(caller);
    }

    private static async Task<string> VersionsAsync(HostFixture host, At at)
    {
        var versions = await Task.WhenAll(
            new[] { at.Ticket, at.Other }.Select(id =>
                host.Desk.FindAsync(new TicketKey(SupportDesk.DefaultTenant, TicketId.Parse(id)), Viewer.Desk, Stop)
            )
        );
        return $"{await host.CountAsync()} {await host.CountAsync("other")} {string.Join(' ', versions.Select(found => found!.Version))}";
    }

    private static async Task<string> ShapeAsync(HttpResponseMessage response)
    {
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
            .Order(StringComparer.Ordinal);
        return $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{await response.Content.ReadAsStringAsync(Stop)}";
    }

    internal static Task<HttpResponseMessage> SendAsync(HttpClient client, RouteEndpoint route, At at) =>
        client.SendAsync(
            Request(route, at, Body(route, at), Guid.NewGuid().ToString()),
            HttpCompletionOption.ResponseHeadersRead,
            Stop
        );

    private static HttpRequestMessage Request(RouteEndpoint route, At at, HttpContent? body, string? key)
    {
        var method = route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
        var request = new HttpRequestMessage(new HttpMethod(method), Path(route, at)) { Content = body };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static string Path(RouteEndpoint route, At at)
    {
        var path = route
            .RoutePattern.RawText!.Replace("{ticket}", at.Ticket, StringComparison.Ordinal)
            .Replace("{attachment}", at.File, StringComparison.Ordinal)
            .Replace("{queue}", "helpers", StringComparison.Ordinal)
            .Replace("{switch}", "incident", StringComparison.Ordinal)
            .Replace("{operation}", "reply", StringComparison.Ordinal);
        var required = DescriptionOf(route)
            .Query.Where(known => known.IsRequired)
            .Select(known => $"{known.Name}=b.txt");
        return $"{path}?{string.Join('&', required)}".TrimEnd('?');
    }

    private static HttpContent? Body(RouteEndpoint route, At at)
    {
        var description = DescriptionOf(route);
        if (description.TakesFile)
            return Text();
        var ticket = Outage();
        (ticket["requester"], ticket["channel"]) = ("ada", "web");
        JsonNode? json = description.Body switch
        {
            { } body when body == typeof(NewTicket) => Outage(),
            { } body when body == typeof(NewTicketOnBehalf) || body == typeof(NewInboundTicket) => ticket,
            { } body when body == typeof(NewMerge) => new JsonObject { ["into"] = at.Other },
            { } body when body == typeof(NewInboundReply) => new JsonObject
            {
                ["requester"] = "ada",
                ["body"] = "More.",
            },
            { } body when body == typeof(NewDisclosure) => new JsonObject { ["thirdParty"] = "Cloud Host" },
            { } body when body == typeof(NewPresence) => new JsonObject { ["isHere"] = true, ["isWriting"] = false },
            { } body when body == typeof(NewSwitchStart) || body == typeof(NewSwitchEnd) => new JsonObject
            {
                ["subject"] = "login",
            },
            { } body when body == typeof(NewReveal) => new JsonObject { ["sequence"] = 1 },
            { } body when body == typeof(NewRequeue) || body == typeof(NewRetry) => new JsonObject(),
            { } => new JsonObject { ["body"] = "More." },
            null => null,
        };
        return json is null ? null : new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json");
    }

    private static ByteArrayContent Text() =>
        new("hello"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
}
