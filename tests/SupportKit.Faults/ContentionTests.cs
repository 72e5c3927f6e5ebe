using System.Diagnostics;
using NodaTime;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Load;
using SupportKit.Faults.Machines;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

namespace SupportKit.Faults;

/// <summary>Many want the same at once.</summary>
[Trait("Category", "Long")]
public sealed class ContentionTests(PostgresServer server, ITestOutputHelper output) : IDisposable
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 0);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task Of_32_writers_on_one_ticket_each_is_heard_once() => WriteAsync(Database.Sqlite, replies: 1);

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public Task Of_32_writers_on_one_ticket_each_is_heard_every_time(string engine) => WriteAsync(engine, replies: 4);

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public Task Deadlines_that_fall_due_together_fire_once_each_however_many_workers_of_several_processes_see_them(
        string engine
    ) => RunAsync(engine, Options.Deadlines, Options.Processes);

    private async Task WriteAsync(string engine, int replies)
    {
        const int Writers = 32;
        var database = await NewDatabaseAsync(engine);
        using var outbox = new OutboxFile(folder.Outbox);
        await using var desk = await FaultsDeskFixture.StartAsync(database, new FastClock(), outbox.SendAsync);
        var opened = (await desk.Desk.OpenAsync(Client.Request("open"))).OrThrow().Ticket.Id;
        var key = new TicketKey(SupportDesk.DefaultTenant, opened);
        var busy = 0;
        var acknowledged = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(writer => Task.Run(() => ReplyAsync(writer)))
        );

        await FaultsDeskFixture.DrainAsync(database, outbox.SendAsync);
        Acknowledged[] all = [new(0, 0, "open", opened, false), .. acknowledged.SelectMany(some => some)];
        Assert.Equal(Writers * replies + 1, all.Length);
        var books = await Books.CheckAsync(database, all, OutboxFile.Read(folder.Outbox));
        output.WriteLine($"{engine}: {books}, {busy} times busy");

        async Task<List<Acknowledged>> ReplyAsync(int writer)
        {
            var done = new List<Acknowledged>();
            while (done.Count < replies)
            {
                var id = $"{writer}-{done.Count}";
                var by = writer % 2 == 0 ? Actor.Requester("ana") : Actor.Agent($"agent-{writer}");
                switch (await desk.Desk.ApplyAsync(key, new TicketCommand.Reply(by, id), commandId: id))
                {
                    case DeskResult.Succeeded:
                        done.Add(new Acknowledged(writer, done.Count, id, opened, false));
                        break;
                    case DeskResult.Refused { Refusal.Code: "ticket.version_contended" }:
                        Interlocked.Increment(ref busy);
                        break;
                    case var other:
                        Assert.Fail($"{id}: {other}");
                        break;
                }
            }
            return done;
        }
    }

    private async Task RunAsync(string engine, int deadlines, int processes)
    {
        const int Workers = 8;
        var database = await NewDatabaseAsync(engine);
        await using var desk = await FaultsDeskFixture.StartAsync(
            database,
            new ManualTimeProvider(Morning),
            (_, _) => Task.CompletedTask
        );
        var tickets = new TicketId[deadlines];
        await Parallel.ForAsync(
            0,
            deadlines,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, stop) =>
                tickets[i] = (await desk.Desk.OpenAsync(Client.Request($"{i}"), stop)).OrThrow().Ticket.Id
        );

        var watch = Stopwatch.StartNew();
        var all = Enumerable
            .Range(0, processes)
            .Select(_ =>
                DeadlineProcess.Start(database, Morning + Duration.FromMinutes(2), Math.Max(1, Workers / processes))
            )
            .ToList();
        var claimed = 0;
        foreach (var process in all)
        {
            await using var _ = process;
            var (lines, errors) = await process.EndAsync();
            Assert.Equal("", errors);
            claimed += int.Parse(Assert.Single(lines), System.Globalization.CultureInfo.InvariantCulture);
        }
        output.WriteLine(
            $"{engine}: {deadlines} deadlines, {processes} processes, {claimed} claims, {watch.Elapsed.TotalSeconds:F1} s"
        );

        Assert.Null(await desk.Deadlines.NextAsync());
        foreach (var ticket in tickets)
        {
            var history = await desk.Desk.GetHistoryAsync(
                new TicketKey(SupportDesk.DefaultTenant, ticket),
                Viewer.Desk
            );
            Assert.Single(history, recorded => recorded.Event is TicketEvent.PromiseBreached);
        }
    }

    private async Task<Database> NewDatabaseAsync(string engine) =>
        engine == Database.Sqlite ? folder.Sqlite : await Database.NewAsync(server);
}
