using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using SupportKit.EntityFrameworkCore;
using SupportKit.EntityFrameworkCore.Tests;
using SupportKit.Hosting;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

namespace SupportKit.Reliability;

/// <summary>An empty store of one engine, and time moved by hand. Processes of a desk are opened over it.</summary>
internal sealed class Place : IAsyncDisposable
{
    public const string Memory = "in memory";
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    private readonly List<ServiceProvider> opened = [];
    private readonly string folder = Directory.CreateTempSubdirectory("reliability-").FullName;
    private readonly ITicketStore tickets = new InMemoryTicketStore();
    private readonly IPolicyArchive archive = new InMemoryPolicyArchive();
    private readonly IAttachmentStore files;
    private string? connection;

    private Place(string engine)
    {
        Engine = engine;
        files = new InMemoryAttachmentStore(Time);
    }

    /// <summary>All engines.</summary>
    public static IReadOnlyList<string> All { get; } = [Memory, Sqlite, Postgres];

    public string Engine { get; }

    public ManualTimeProvider Time { get; } = new(SampleTickets.Morning);

    public Instant Now => Time.Now;

    public static async Task<Place> NewAsync(string engine, PostgresServer server)
    {
        var place = new Place(engine);
        if (engine == Memory)
            return place;
        place.connection =
            engine == Sqlite
                ? $"Data Source={Path.Combine(place.folder, "desk.db")}"
                : await server.ConnectAsync($"attack_{Guid.NewGuid():N}");
        await using var context = await place.NewContextAsync(place.Open());
        await context.CreateSchemaAsync();
        return place;
    }

    public void Use(DbContextOptionsBuilder options) =>
        _ = Engine == Sqlite ? options.UseSqlite(connection) : options.UseNpgsql(connection);

    /// <summary>A process of a desk over this place.</summary>
    /// <param name="policy">Its policy, of tenants <c>default</c> and <c>victim</c>; null for that of the sample tickets.</param>
    /// <param name="more">What else it is told.</param>
    /// <param name="transport">Where its messages go; null for nowhere.</param>
    public ServiceProvider Open(
        Policy? policy = null,
        Action<SupportKitBuilder>? more = null,
        Func<Notification, CancellationToken, Task>? transport = null
    )
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(Time);
        var desk = services
            .AddSupportKit()
            .AddPolicy(policy ?? SampleTickets.Policy)
            .AddPolicy(policy ?? SampleTickets.Policy, "victim")
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport(transport ?? ((_, _) => Task.CompletedTask));
        if (Engine == Memory)
            services
                .AddSingleton(tickets)
                .AddSingleton((IPersonalDataStore)tickets)
                .AddSingleton(archive)
                .AddSingleton(files);
        else
            desk.UseEntityFrameworkStore(Use).UseEntityFrameworkAttachments();
        more?.Invoke(desk);
        var provider = services.BuildServiceProvider();
        opened.Add(provider);
        return provider;
    }

    public Task<SupportKitDbContext> NewContextAsync(ServiceProvider desk) =>
        desk.GetRequiredService<IDbContextFactory<SupportKitDbContext>>().CreateDbContextAsync();

    /// <summary>Stores a new ticket, which is promised a first response within the hour.</summary>
    public static async Task<Ticket> SeedAsync(ServiceProvider desk, string tenant, CancellationToken stop)
    {
        var commit = SampleTickets.Open(tenant: tenant);
        if (await desk.GetRequiredService<ITicketStore>().CommitAsync(commit, stop) != CommitOutcome.Committed)
            throw new InvalidOperationException("A new ticket was not committed.");
        return commit.Ticket;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in opened)
            await provider.DisposeAsync();
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
