using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SupportKit;
using SupportKit.EntityFrameworkCore;
using SupportKit.StoreFigures;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

// StoreFigures [openings | numbers | growth | pages | broker | peers | waiting | health | reading | long | snapshots] [most tickets]: starts a PostgreSQL of its own, with fsync on,
// and writes that section of the report to the console; all of them without a name.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var section = args.FirstOrDefault(word => char.IsAsciiLetter(word[0]));
var most = args.Select(word => int.TryParse(word, out var count) ? count : 0)
    .FirstOrDefault(count => count > 0, 1_000_000);
var report = Console.Out;

// Memory as a small server has it, and plans as docs/storage.md has them; everything that makes a commit durable is left on.
await using var server = new PostgresServer(
    "fsync=on",
    "synchronous_commit=on",
    "shared_buffers=1GB",
    "max_wal_size=4GB",
    "max_connections=100",
    "jit=off",
    "max_parallel_workers_per_gather=0"
);
var connection = $"{await server.ConnectAsync()};Maximum Pool Size=64;Command Timeout=600";
await using var source = NpgsqlDataSource.Create(connection);
var time = new ManualTimeProvider(Rows.Start);
using var host = Desk(o => o.UseNpgsql(source));
var store = host.Services.GetRequiredService<EfTicketStore>();
await SchemaAsync(host);

if (Asked("openings"))
{
    await Openings.PostgresAsync(store, source, report);
    var file = Path.GetTempFileName();
    using (var onSqlite = Desk(o => o.UseSqlite($"Data Source={file}")))
    {
        await SchemaAsync(onSqlite);
        await Openings.SqliteAsync(
            onSqlite.Services.GetRequiredService<EfTicketStore>(),
            $"Data Source={file}",
            report
        );
    }
    File.Delete(file);
}
if (Asked("numbers"))
    await Numbers.ReportAsync(store, rounds: most is 1_000_000 ? 30 : most, report);
if (Asked("growth"))
    await Growth.ReportAsync(host, source, time, most, report);
if (Asked("pages"))
{
    var asked = new AskedQueries();
    using var watched = Desk(o => o.UseNpgsql(source).AddInterceptors(asked));
    await Pages.ReportAsync(watched.Services.GetRequiredService<EfTicketStore>(), asked, source, most, report);
}
if (Asked("broker"))
    await Broker.RunAsync(host, source, report);
if (Asked("peers"))
    await Scheduler.RunAsync(host, source, connection, report);

if (Asked("waiting"))
{
    await WaitingAsync("PostgreSQL", host);
    var file = Path.GetTempFileName();
    using (var onSqlite = Desk(o => o.UseSqlite($"Data Source={file}")))
    {
        await SchemaAsync(onSqlite);
        await WaitingAsync("SQLite", onSqlite);
    }
    File.Delete(file);
}

if (Asked("health"))
    await Health.ReportAsync("PostgreSQL", store, report);

if (Asked("reading"))
{
    Reading.Head(report);
    using (var inMemory = Desk(null))
        await Reading.RowAsync("in memory", inMemory, report);
    var file = Path.GetTempFileName();
    using (var onSqlite = Desk(o => o.UseSqlite($"Data Source={file}")))
    {
        await SchemaAsync(onSqlite);
        await Reading.RowAsync("SQLite", onSqlite, report);
    }
    File.Delete(file);
    await Reading.RowAsync("PostgreSQL", host, report);
}

if (Asked("long"))
{
    LongTickets.Head(report);
    var file = Path.GetTempFileName();
    using (var onSqlite = Desk(o => o.UseSqlite($"Data Source={file}"), LongTickets.Policy))
    {
        await SchemaAsync(onSqlite);
        await LongTickets.ReportAsync("SQLite", onSqlite, time, report);
    }
    File.Delete(file);
    using var onPostgres = Desk(o => o.UseNpgsql(source), LongTickets.Policy);
    await LongTickets.ReportAsync("PostgreSQL", onPostgres, time, report);
}

if (Asked("snapshots"))
{
    await Snapshots.ReportAsync("PostgreSQL", host, time, report);
}

async Task WaitingAsync(string engine, IHost desk)
{
    await using var context = await desk
        .Services.GetRequiredService<IDbContextFactory<SupportKitDbContext>>()
        .CreateDbContextAsync();
    await Waiting.ReportAsync(engine, desk.Services.GetRequiredService<EfTicketStore>(), context, report);
}

bool Asked(string name) => section is null || section == name;

static async Task SchemaAsync(IHost host)
{
    await using var context = await host
        .Services.GetRequiredService<IDbContextFactory<SupportKitDbContext>>()
        .CreateDbContextAsync();
    await context.CreateSchemaAsync();
}

IHost Desk(Action<DbContextOptionsBuilder>? engine, Policy? policy = null)
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Error);
    builder.Services.AddSingleton<TimeProvider>(time);
    var desk = builder
        .Services.AddSupportKit()
        .AddPolicy(policy ?? Rows.Policy)
        .UseRequesters(
            (_, id, _) => Task.FromResult<SupportKit.Requester?>(new(id, "en", FactSet.Empty.With("contract", true)))
        )
        .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
        .UseTransport((_, _) => Task.CompletedTask)
        .ConfigureDelivery(options => options.BatchSize = 250);
    if (engine is not null)
        desk.UseEntityFrameworkStore(engine);
    return builder.Build();
}
