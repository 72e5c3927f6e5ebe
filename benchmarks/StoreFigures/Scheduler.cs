using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;
using Quartz;
using SupportKit.Deadlines;
using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tickets;

namespace SupportKit.StoreFigures;

/// <summary>Deadlines that are due together, processed by the desk's own processor, by a general scheduler with a clustered store, and by a queue on PostgreSQL.</summary>
internal static class Scheduler
{
    private const int Count = 20_000;
    private const int Threads = 32;
    private const int Rounds = 5;

    public static async Task RunAsync(IHost host, NpgsqlDataSource source, string connection, TextWriter report)
    {
        using var node = await GraphileWorker.InstallAsync(connection);
        (string Name, bool Due, Func<Task<double>> Run)[] peers =
        [
            ("the desk, 2 workers", true, () => DeskAsync(host)),
            ("graphile-worker 0.17.3", false, () => node.ProcessAsync(source, Count)),
            ("Quartz 4.7.3, clustered", false, () => QuartzAsync(source, connection)),
        ];
        var rates = peers.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var peer = 0; peer < peers.Length; peer++)
            {
                await Deadlines.SeedAsync(source, Count, peers[peer].Due ? Count : 0);
                var rate = await peers[peer].Run();
                Console.Error.WriteLine($"{peers[peer].Name}: {rate:N0}/s");
                if (round > 0) // the first is for warming up
                    rates[peer].Add(rate);
            }
        }
        var medians = rates.Select(list => list.Order().ElementAt(Rounds / 2)).ToArray();
        report.WriteLine("## Deadlines beside schedulers and queues\n");
        report.WriteLine(
            $"{Count:N0} deadlines due together, in turns, the median of {Rounds}. Quartz with its clustered PostgreSQL store: one-shot triggers, {Threads} threads and as many triggers acquired at once. graphile-worker on Node.js: {Threads} jobs at a time, claimed 500 at once, marked as done together. A job of either updates the ticket and inserts an event and a message, in one transaction and one round trip. The desk also decides.\n"
        );
        report.WriteLine("| who | fired/s | the desk does |");
        report.WriteLine("|---|--:|--:|");
        for (var peer = 0; peer < peers.Length; peer++)
            report.WriteLine(
                FormattableString.Invariant(
                    $"| {peers[peer].Name} | {medians[peer]:N0} | {medians[0] / medians[peer]:0.0} times |"
                )
            );
        report.WriteLine();
    }

    private static async Task<double> DeskAsync(IHost host)
    {
        ((ManualTimeProvider)host.Services.GetRequiredService<TimeProvider>()).SetNow(
            Rows.Start + Duration.FromMinutes(11)
        );
        return (await Deadlines.ProcessAsync(() => host.Services.GetRequiredService<DeadlineProcessor>(), 2)).PerSecond;
    }

    private static async Task<double> QuartzAsync(NpgsqlDataSource source, string connection)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        var job = new FiredJob.Effects(source, Rows.Open());
        builder.Services.AddSingleton(job).AddTransient<FiredJob>();
        builder.Services.AddQuartz(quartz =>
        {
            // Left to itself, it acquires as many triggers at once as it has threads.
            quartz.ConfigureScheduler(options => options.GenerateInstanceId = true);
            quartz.UseDefaultThreadPool(Threads);
            quartz.UsePersistentStore(store =>
            {
                // All are late together; none is to be treated as missed.
                store.ConfigureStore(options => options.MisfireThreshold = TimeSpan.FromHours(1));
                store.UsePostgres(connection);
                store.UseClustering(_ => { });
                store.ProvisionSchema();
            });
        });
        using var host = builder.Build();
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var detail = JobBuilder.Create<FiredJob>().WithIdentity("deadline").StoreDurably().Build();
        var due = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var triggers = new List<ITrigger>();
        await using (var ids = source.CreateCommand("select id from supportkit_tickets"))
        await using (var reader = await ids.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                var id = reader.GetGuid(0).ToString();
                triggers.Add(
                    TriggerBuilder
                        .Create()
                        .WithIdentity(id)
                        .ForJob(detail)
                        .UsingJobData("ticket", id)
                        .StartAt(due)
                        .Build()
                );
            }
        }
        await scheduler.ScheduleJob(detail, triggers);

        var watch = Stopwatch.StartNew();
        await scheduler.Start();
        await job.Done.Task.WaitAsync(TimeSpan.FromMinutes(5));
        var rate = Count / watch.Elapsed.TotalSeconds;
        await scheduler.Shutdown(waitForJobsToComplete: true);
        await using var clean = source.CreateCommand("delete from qrtz_job_details");
        await clean.ExecuteNonQueryAsync();
        return rate;
    }

    /// <summary>What a processed deadline leaves behind, without deciding it.</summary>
    private sealed class FiredJob(FiredJob.Effects effects) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await effects.WriteAsync(Guid.Parse(context.Trigger.JobDataMap.GetString("ticket")!), cancellationToken);

        public sealed class Effects(NpgsqlDataSource source, TicketCommit commit)
        {
            private readonly string ticket = TicketJson.Write(commit.Ticket);
            private readonly string happened = TicketJson.Write(commit.Events[^1]);
            private readonly string message = MessageJson.Write(commit.Messages[0]);
            private int left = Count;

            public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

            public async Task WriteAsync(Guid id, CancellationToken cancellationToken)
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                await using var batch = new NpgsqlBatch(connection);
                Add(
                    "update supportkit_tickets set version = version + 1, next_due = next_due + 1, body = $2 where tenant = 'default' and id = $1",
                    id,
                    ticket
                );
                Add(
                    "insert into supportkit_events (tenant, ticket, sequence, body) values ('default', $1, 1000, $2)",
                    id,
                    happened
                );
                Add(
                    "insert into supportkit_messages (tenant, id, destination, ticket, sequence, state, committed_at, not_before, attempts, perhaps_delivered, template, body) values ('default', $3, '', $1, 1000, 'Waiting', 0, 0, 0, false, 'opened', $2)",
                    id,
                    message,
                    $"fired/{id}"
                );
                await batch.ExecuteNonQueryAsync(cancellationToken);
                if (Interlocked.Decrement(ref left) == 0)
                    Done.SetResult();

                void Add(string text, params object[] values)
                {
                    var command = new NpgsqlBatchCommand(text);
                    foreach (var value in values)
                        command.Parameters.Add(new NpgsqlParameter { Value = value });
                    batch.BatchCommands.Add(command);
                }
            }
        }
    }
}
