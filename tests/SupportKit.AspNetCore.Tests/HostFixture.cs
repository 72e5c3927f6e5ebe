using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportKit.Hosting;

namespace SupportKit.AspNetCore.Tests;

/// <summary>A host with the desk of two tenants behind Kestrel on loopback, in memory. A header says who is signed in, as a cookie would.</summary>
internal sealed class HostFixture : IAsyncDisposable
{
    public const string Policy = """
        {
          "id": "acme",
          "name": { "en": "Acme Support", "fr": "Assistance Acme" },
          "languages": ["en", "fr"],
          "numberPrefix": "ACME",
          "channels": { "web": {}, "phone": {}, "mail": {} },
          "categories": {
            "question": { "title": { "en": "A question", "fr": "Une question" } },
            "outage": { "title": "Outage" },
            "billing": { "parent": "question", "title": "Billing" }
          },
          "facts": {
            "signedIn": { "type": "boolean", "from": "request" },
            "environment": {
              "values": ["PROD", "TEST"],
              "label": { "en": "Where?", "fr": "Où ?" },
              "help": { "en": "Look at the address.", "fr": "Regardez l'adresse." }
            },
            "since": { "type": "instant", "label": "Since when?" },
            "affected": { "type": "number", "label": "How many?" },
            "renewal": { "type": "date", "label": "When does the contract end?" },
            "plan": { "values": ["free", "pro"], "from": "requester" }
          },
          "forms": { "outage": { "required": ["environment"], "recommended": ["since"], "optional": ["affected", "renewal"] } },
          "scope": [{ "id": "everyone", "then": "accept" }],
          "priority": {
            "levels": ["high", "normal"],
            "rules": [{ "id": "outage", "when": { "category": "outage" }, "then": "high" }, { "id": "others", "then": "normal" }]
          },
          "routing": { "queues": { "helpers": { "title": "Helpers" }, "billing": {} }, "rules": [{ "id": "all", "then": "helpers" }] },
          "switches": { "incident": { "label": "Incident", "subjects": { "login": { "label": "Sign-in", "when": { "category": "question" } } } } },
          "macros": {
            "restart": {
              "title": { "en": "Ask to restart", "fr": "Demander un redémarrage" },
              "text": { "en": "Hello {requester}, {environment} was restarted for {number}. {next-step} Yours, {agent}", "fr": "Bonjour {requester}" }
            }
          },
          "privacy": { "sharing": { "consent": "ask", "invitationsPerDay": 1000 }, "withhold": { "visibleIf": { "signedIn": true }, "facts": ["environment"], "messages": true } },
          "timers": { "give up": { "states": ["pending"], "after": "14d", "trigger": "resolve" } },
          "escalation": { "queue": "billing", "reasons": { "stuck": "It is stuck." } },
          "calendars": { "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-18:00"] } } },
          "sla": [{ "id": "all", "metric": "first-response", "within": "4h", "calendar": "office" }]
        }
        """;

    private readonly WebApplication app;

    private HostFixture(WebApplication app) => this.app = app;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public IServiceProvider Services => app.Services;

    public Uri Address { get; private set; } = null!;

    public SupportDesk Desk => Services.GetRequiredService<SupportDesk>();

    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [
            .. Services
                .GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<EndpointDescription>() is not null),
        ];

    public static Task<HostFixture> StartAsync(
        Action<SupportEndpointOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        string environment = "Production",
        Action<SupportKitBuilder>? desk = null
    ) => StartAsync(Make(configure, services, map, environment, desk));

    public static WebApplication Make(
        Action<SupportEndpointOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        string environment = "Production",
        Action<SupportKitBuilder>? desk = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, TestSignIn>("Test", null);
        builder.Services.AddAuthorization();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));
        var kit = builder
            .Services.AddSupportKit()
            .AddPolicy(SupportKit.Policy.Parse(Policy))
            .AddPolicy(SupportKit.Policy.Parse(Policy), "other")
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport((_, _) => Task.CompletedTask)
            .UseRequesters(
                (_, id, _) =>
                    Task.FromResult<Requester?>(
                        id.StartsWith("nobody", StringComparison.Ordinal)
                            ? null
                            : new Requester(id, "en", FactSet.Empty.With("plan", "pro"))
                    )
            )
            .AddEndpoints(options =>
            {
                options.AllowGuests = true;
                options.TenantOf = http => http.User.FindFirstValue("tenant") ?? SupportDesk.DefaultTenant;
                configure?.Invoke(options);
            });
        desk?.Invoke(kit);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        if (map is not null)
            map(app);
        else
        {
            app.MapGroup("/support").MapSupportKitRequesters();
            app.MapGroup("/support").MapSupportKitConsole();
            app.MapGroup("/support/agents").MapSupportKitAgents().RequireAuthorization();
            app.MapGroup("/support/inbound").MapSupportKitInbound().RequireAuthorization();
        }
        return app;
    }

    /// <summary>A client for somebody: an id, then roles; null for nobody.</summary>
    public HttpClient As(string? who, string tenant = SupportDesk.DefaultTenant)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (who is not null)
        {
            client.DefaultRequestHeaders.Add("Test-User", who);
            client.DefaultRequestHeaders.Add("Test-Tenant", tenant);
        }
        return client;
    }

    public HttpClient Ada => As("ada");

    public HttpClient Eve => As("eve");

    public HttpClient Bo => As("bo support-agent");

    public static async Task<HostFixture> StartAsync(WebApplication app)
    {
        await app.StartAsync(Stop);
        return new HostFixture(app) { Address = new Uri(app.Urls.First()) };
    }

    public Task StopAsync() => app.StopAsync(Stop);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    /// <summary>Opens a ticket as somebody, over HTTP; its id.</summary>
    public static async Task<string> OpenAsync(
        HttpClient client,
        string title = "Nothing loads",
        string body = "Since noon."
    )
    {
        var (status, answer) = await PostAsync(client, "/support/tickets", Outage(title, body));
        Assert.Equal(201, status);
        return answer!["ticket"]!["id"]!.GetValue<string>();
    }

    public static JsonObject Outage(string title = "Nothing loads", string body = "Since noon.") =>
        new()
        {
            ["category"] = "outage",
            ["title"] = title,
            ["body"] = body,
            ["answers"] = new JsonObject { ["environment"] = "PROD" },
        };

    public static Task<(int Status, JsonNode? Answer)> PostAsync(
        HttpClient client,
        string path,
        JsonNode body,
        string? key = "",
        string? ifMatch = null
    ) =>
        PostAsync(
            client,
            path,
            new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            key,
            ifMatch
        );

    public static async Task<(int Status, JsonNode? Answer)> PostAsync(
        HttpClient client,
        string path,
        HttpContent body,
        string? key = "",
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key.Length > 0 ? key : Guid.NewGuid().ToString());
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await client.SendAsync(request, Stop);
        return ((int)response.StatusCode, await JsonOf(response));
    }

    public static async Task<(int Status, JsonNode? Answer)> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Stop);
        return ((int)response.StatusCode, await JsonOf(response));
    }

    public static async Task<JsonNode?> JsonOf(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Stop);
        return text.Length > 0 && response.Content.Headers.ContentType?.MediaType?.Contains("json") == true
            ? JsonNode.Parse(text)
            : null;
    }

    /// <summary>How many tickets a tenant has in all.</summary>
    public async Task<int> CountAsync(string tenant = SupportDesk.DefaultTenant)
    {
        var count = await Desk.CountAsync(new TicketQuery(tenant, Viewer.Desk), cancellationToken: Stop);
        return (int)count.Tickets;
    }

    private sealed class TestSignIn(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logs,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["Test-User"] is not [{ } who])
                return Task.FromResult(AuthenticateResult.NoResult());
            var words = who.Split(' ');
            var identity = new ClaimsIdentity("Test");
            identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, words[0]));
            foreach (var role in words[1..])
                identity.AddClaim(new Claim(ClaimTypes.Role, role));
            identity.AddClaim(new Claim("support-queue", "helpers"));
            if (Request.Headers["Test-Zone"] is [{ } zone])
                identity.AddClaim(new Claim("zoneinfo", zone));
            if (Request.Headers["Test-Tenant"] is [{ } tenant])
                identity.AddClaim(new Claim("tenant", tenant));
            return Task.FromResult(
                AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "Test"))
            );
        }
    }
}
