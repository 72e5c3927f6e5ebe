using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using SupportKit.Delivery;
using SupportKit.EntityFrameworkCore;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Storage;
using SupportKit.StoreFigures;
using SupportKit.Testing;

// StoreFigures [most tickets | broker | quartz]: starts a PostgreSQL of its own, with fsync on, and writes the report to the console.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var most = args is [var first, ..] && int.TryParse(first, out var asked) ? asked : 1_000_000;
var report = Console.Out;
using var server = new PostgresServer();
await using var source = NpgsqlDataSource.Create(server.Connection);
var time = new ManualTimeProvider(Rows.Start);
using var host = Desk(o => o.UseNpgsql(source));
var store = host.Services.GetRequiredService<EfTicketStore>();
await SchemaAsync(host);
if (args is ["broker"])
{
    await Broker.RunAsync(host, source, report);
    return;
}
if (args is ["quartz"])
{
    await Scheduler.RunAsync(host, source, server.Connection, report);
    return;
}

await Openings.PostgresAsync(store, source, report);
var file = Path.GetTempFileName();
using (var onSqlite = Desk(o => o.UseSqlite($"Data Source={file}")))
{
    await SchemaAsync(onSqlite);
    await Openings.SqliteAsync(onSqlite.Services.GetRequiredService<EfTicketStore>(), $"Data Source={file}", report);
}
File.Delete(file);

report.WriteLine("## As tickets grow\n");
report.WriteLine(
    "| open tickets | due together | fired/s, 1 worker | batch p99 | fired/s, 2 workers | empty poll | queue page | deep queue page | a person's page |"
);
report.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
foreach (var open in new[] { 10_000, 100_000, 1_000_000 }.Where(count => count <= most))
{
    var due = open / 5;
    Console.Error.WriteLine($"{open:N0} tickets …");
    await Deadlines.SeedAsync(source, open, due);
    time.SetNow(Rows.Start);
    var poll = await Deadlines.EmptyPollAsync(store);
    var queue = new TicketQuery("default", Viewer.Desk)
    {
        Queue = "incident-response",
        States = [StateCategory.New, StateCategory.Open],
        Order = QueueOrder.Urgency,
    };
    var page = await Deadlines.PageAsync(store, queue);
    var deep = queue with { After = new TicketCursor(2, Rows.Start + Duration.FromMinutes(10), Rows.Start, default) };
    var deepPage = await Deadlines.PageAsync(store, deep);
    var mine = await Deadlines.PageAsync(store, new TicketQuery("default", Viewer.OfRequester("person-77")));

    time.SetNow(Rows.Start + Duration.FromMinutes(11)); // the acknowledgement is a minute late
    var one = await Deadlines.FireAsync(() => host.Services.GetRequiredService<DeadlinePump>(), 1);
    await Deadlines.SeedAsync(source, open, due);
    var two = await Deadlines.FireAsync(() => host.Services.GetRequiredService<DeadlinePump>(), 2);
    report.WriteLine(
        $"| {open:N0} | {due:N0} | {one.PerSecond:N0} | {one.P99:N0} ms | {two.PerSecond:N0} | {poll:0.00} ms | {page:0.0} ms | {deepPage:0.0} ms | {mine:0.0} ms |"
    );
}

static async Task SchemaAsync(IHost host)
{
    await using var context = await host
        .Services.GetRequiredService<IDbContextFactory<SupportKitDbContext>>()
        .CreateDbContextAsync();
    await context.CreateSchemaAsync();
}

IHost Desk(Action<DbContextOptionsBuilder> engine)
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Error);
    builder.Services.AddSingleton<TimeProvider>(time);
    builder
        .Services.AddSupportKit()
        .AddPolicy(Rows.Policy)
        .UseRequesters((_, id, _) => Task.FromResult<SupportKit.Desk.Requester?>(new(id, "en", FactSet.Empty)))
        .UseTransport((_, _) => Task.CompletedTask)
        .ConfigureDelivery(options => options.Batch = 1000)
        .UseEntityFrameworkStore(engine);
    return builder.Build();
}
