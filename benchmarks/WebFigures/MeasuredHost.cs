using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.WebFigures;

/// <summary>A desk behind Kestrel on loopback; a header says who is signed in.</summary>
internal sealed class MeasuredHost : IAsyncDisposable
{
    private const string Policy = """
        {
          "id": "acme", "languages": ["en"], "channels": { "web": {} }, "categories": { "question": {} },
          "scope": [{ "id": "all", "then": "accept" }],
          "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
          "routing": { "queues": { "helpers": {} }, "rules": [{ "id": "all", "then": "helpers" }] },
          "calendars": { "office": { "timeZone": "Europe/Paris", "hours": { "mon-fri": ["09:00-18:00"] } } },
          "sla": [{ "id": "all", "metric": "first-response", "within": "4h", "calendar": "office" }]
        }
        """;

    /// <summary>The header that says who is signed in.</summary>
    public const string Header = "Who";

    private readonly WebApplication app;

    private MeasuredHost(WebApplication app) => this.app = app;

    public SupportDesk Desk => app.Services.GetRequiredService<SupportDesk>();

    public Uri Address => new(app.Urls.First());

    public static async Task<MeasuredHost> StartAsync(Action<DbContextOptionsBuilder> store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication("Header").AddScheme<AuthenticationSchemeOptions, ByHeader>("Header", null);
        builder.Services.AddAuthorization();
        builder
            .Services.AddSupportKit()
            .AddPolicy(Decided)
            .UseEntityFrameworkStore(store)
            .CreateSchemaOnStart()
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport((_, _) => Task.CompletedTask)
            .AddEndpoints(options => options.MaxLivePerPerson = 1000);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGroup("/support").MapSupportKitRequesters();
        app.MapGroup("/support").MapSupportKitConsole();
        app.MapGroup("/support/agents").MapSupportKitAgents().RequireAuthorization();
        await app.StartAsync();
        return new MeasuredHost(app);
    }

    /// <summary>Puts a ticket into the store as the desk would, without what leads to it.</summary>
    public async Task StoreAsync(string requester, CancellationToken cancellationToken)
    {
        var request = new NewTicket
        {
            Tenant = "default",
            Id = new TicketId(Guid.CreateVersion7()),
            Requester = requester,
            Title = "Nothing loads",
            Body = "Since noon, on every page.",
        };
        var decided = (Decision.Accepted)
            Decider.Open(Decided, request, Facts, NodaTime.SystemClock.Instance.GetCurrentInstant());
        var commit = new TicketCommit(decided.Ticket, decided.Events, [], 0, null);
        await app.Services.GetRequiredService<ITicketStore>().CommitAsync(commit, cancellationToken);
    }

    private static readonly SupportKit.Policy Decided = SupportKit.Policy.Parse(Policy);

    private static readonly FactSet Facts = FactSet
        .Empty.With("category", "question")
        .With("channel", "web")
        .With("language", "en");

    public HttpClient Client(string who) =>
        new(new SocketsHttpHandler { MaxConnectionsPerServer = 2000 })
        {
            BaseAddress = Address,
            DefaultRequestHeaders = { { Header, who } },
        };

    public static async Task<string> OpenAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/support/tickets")
        {
            Content = JsonContent.Create(
                new
                {
                    category = "question",
                    title = "Nothing loads",
                    body = "Since noon, on every page.",
                }
            ),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.Location!.ToString()[^32..];
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private sealed class ByHeader(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[Header] is not [{ Length: > 0 } who])
                return Task.FromResult(AuthenticateResult.NoResult());
            Claim[] claims = [new(ClaimTypes.NameIdentifier, who), new(ClaimTypes.Role, "support-agent")];
            var user = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, Scheme.Name)));
        }
    }
}
