using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.EntityFrameworkCore;
using SupportKit.Testing;

namespace SupportKit.CommandCost;

/// <summary>
/// A desk with Digibee's policy, whose commands are measured in processor time and allocated bytes. It uses public names alone, but
/// for the processor of deadlines, so that it can be built at a commit of long ago.
/// </summary>
internal sealed class MeasuredDesk : IAsyncDisposable
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 11, 0);

    private readonly ManualTimeProvider time = new(Morning);
    private readonly ServiceProvider services;
    private readonly string? folder;
    private readonly SupportDesk desk;
    private readonly Func<CancellationToken, Task<int>> fire;

    private readonly bool onServer;

    // memory, sqlite, or how to reach a database of PostgreSQL
    private MeasuredDesk(string store)
    {
        onServer = store is not ("memory" or "sqlite");
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(time);
        var builder = collection
            .AddSupportKit()
            .AddPolicy(Policy.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "digibee.json"))))
            .UseRequesters(
                (_, id, _) => Task.FromResult<Requester?>(new Requester(id, "en", FactSet.Empty.With("contract", true)))
            )
            .UseTransport((_, _) => Task.CompletedTask);
        if (onServer)
            builder.UseEntityFrameworkStore(options => options.UseNpgsql(store));
        if (store == "sqlite")
        {
            folder = Directory.CreateTempSubdirectory("command-cost-").FullName;
            builder.UseEntityFrameworkStore(options => options.UseSqlite($"Data Source={folder}/desk.db"));
        }
        services = collection.BuildServiceProvider();
        desk = services.GetRequiredService<SupportDesk>();
        fire = Processor(services);
    }

    public static async Task<MeasuredDesk> OpenAsync(string store)
    {
        var desk = new MeasuredDesk(store);
        if (store == "memory")
            return desk;
        var contexts = desk.services.GetRequiredService<IDbContextFactory<SupportKitDbContext>>();
        await using var context = await contexts.CreateDbContextAsync();
        await context.CreateSchemaAsync();
        return desk;
    }

    /// <summary>What an act costs so many times, in processor time of this process (elapsed time with a server) and in bytes.</summary>
    public async Task<(double Microseconds, long Bytes)> MeasureAsync(string act, int count)
    {
        if (act == "firing")
            await FireAsync(); // what earlier measurements have left
        time.SetNow(Morning);
        if (act == "opening")
            return await CostAsync(() => OpenAsync(count));
        var keys = await OpenAsync(count);
        if (act == "replying")
            return await CostAsync(async () =>
            {
                foreach (var key in keys)
                    (
                        await desk.ApplyAsync(key, new TicketCommand.Reply(Actor.Agent("bia"), "We look into it."))
                    ).OrThrow();
            });
        var fired = 0;
        var cost = await CostAsync(async () => fired = await FireAsync());
        return fired == count ? cost : throw new InvalidOperationException($"{fired} of {count} deadlines have fired.");
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    // A first response is promised within half an hour.
    private async Task<int> FireAsync()
    {
        time.SetNow(Morning + Duration.FromMinutes(31));
        var fired = 0;
        for (int some; (some = await fire(default)) > 0; )
            fired += some;
        return fired;
    }

    private async Task<List<TicketKey>> OpenAsync(int count)
    {
        var keys = new List<TicketKey>(count);
        for (var i = 0; i < count; i++)
            keys.Add((await desk.OpenAsync(Request())).OrThrow().Ticket.Key);
        return keys;
    }

    private async Task<(double, long)> CostAsync(Func<Task> work)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var (used, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await work();
        var spent = onServer ? Stopwatch.GetElapsedTime(started) : Environment.CpuUsage.TotalTime - used;
        return (spent.TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    // It is internal, and its method had another name once.
    private static Func<CancellationToken, Task<int>> Processor(IServiceProvider services)
    {
        var type = typeof(SupportDesk).Assembly.GetType("SupportKit.Deadlines.DeadlineProcessor", throwOnError: true)!;
        var method = type.GetMethod("ProcessAsync") ?? type.GetMethod("PumpAsync")!;
        return method.CreateDelegate<Func<CancellationToken, Task<int>>>(services.GetRequiredService(type));
    }

    private static OpenRequest Request() =>
        new()
        {
            Requester = "ana",
            Category = "incident",
            Channel = "platform",
            Title = "Connectors down",
            Body = "Every connector answers with a time-out.",
            Stated = FactSet.Empty.With("signedIn", true),
            Answers = FactSet
                .Empty.With("pipelineName", "orders-sync")
                .With("environment", "PROD")
                .With("impact", "total")
                .With("workaround", false)
                .With("pipelineKey", "a1b2")
                .With("errorMessage", "connect timed out")
                .With("errorAt", "2026-03-02 07:58")
                .With("expected", "orders arrive")
                .With("actual", "nothing arrives")
                .With("analysis", "retried three times"),
        };
}
