using System.Diagnostics;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Load;
using SupportKit.Faults.Machines;
using SupportKit.Tests.Shared;

namespace SupportKit.Faults;

/// <summary>The process is killed while clients send commands, deadlines fall due and messages leave, and starts again.</summary>
[Trait("Category", "Long")]
public sealed class KillTests(PostgresServer server, ITestOutputHelper output) : IDisposable
{
    private const int Clients = 4;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task What_was_acknowledged_outlives_a_kill() => SurviveAsync(Database.Sqlite, 1);

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public Task What_was_acknowledged_outlives_many_kills(string engine) => SurviveAsync(engine, Options.Kills);

    private async Task SurviveAsync(string engine, int kills)
    {
        var database = engine == Database.Sqlite ? folder.Sqlite : await Database.NewAsync(server);
        var watch = Stopwatch.StartNew();
        var seed = Random.Shared.Next();
        var chance = new Random(seed);
        var last = new Acknowledged?[Clients];
        var acknowledged = new List<Acknowledged>();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var process = LoadedProcess.Start(database, folder.Outbox, last);
            // One in eight dies while it starts, the others under load.
            if (kill % 8 != 7)
                await process.FirstLine;
            await Task.Delay(chance.Next(5, 500));
            var (lines, errors) = await process.KillAsync();
            Assert.True(errors.Length == 0, $"Seed {seed}, kill {kill}: {errors}");
            foreach (var told in lines.Select(LoadedProcess.Read).OfType<Acknowledged>())
            {
                acknowledged.Add(told);
                last[told.Client] = told;
            }
        }
        // What was under way when the last one died is sent again, as its callers would.
        await FinishAsync(database, last, acknowledged);

        var delivered = OutboxFile.Read(folder.Outbox);
        var books = await Books.CheckAsync(database, acknowledged, delivered);
        output.WriteLine(
            $"{engine}: {kills} kills (seed {seed}), {acknowledged.Count} commands acknowledged, {books}, "
                + $"{delivered.Count - books.Messages} repeats delivered, {watch.Elapsed.TotalSeconds:F0} s"
        );
    }

    private async Task FinishAsync(Database database, Acknowledged?[] last, List<Acknowledged> acknowledged)
    {
        using var outbox = new OutboxFile(folder.Outbox);
        await using (var desk = await FaultsDeskFixture.StartAsync(database, new FastClock(), outbox.SendAsync))
        {
            foreach (var (number, told) in last.Index())
            {
                var client = new Client(desk.Desk, number, (told?.Index ?? -1) + 1, told?.Ticket);
                await client.RepeatAsync();
                acknowledged.Add(await client.SendAsync());
            }
        }
        await FaultsDeskFixture.DrainAsync(database, outbox.SendAsync);
    }
}
