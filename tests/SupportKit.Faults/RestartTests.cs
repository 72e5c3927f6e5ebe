using Npgsql;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Load;
using SupportKit.Faults.Machines;
using SupportKit.Tests.Shared;

namespace SupportKit.Faults;

/// <summary>The database goes away under the desk, and comes back.</summary>
public sealed class RestartTests(PostgresServer server, ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Category", "Long")]
    public async Task Callers_are_told_that_the_database_is_gone_and_workers_go_on_by_themselves_when_it_is_back()
    {
        var database = await Database.NewAsync(server);
        using var outbox = new OutboxFile(folder.Outbox);
        LoadedDeskFixture load;
        await using (
            var desk = await FaultsDeskFixture.StartAsync(database, new FastClock(), outbox.SendAsync, works: true)
        )
        {
            load = new LoadedDeskFixture(desk);
            for (var cut = 0; cut < 3; cut++)
            {
                await load.MoreAsync(20);
                await CutConnectionsAsync(database);
            }
            await load.MoreAsync(20);
            await server.CrashAsync();
            await load.FailuresAsync(8);
            await server.StartAsync();
            await load.MoreAsync(40);
            await load.EndAsync();

            await LoadedDeskFixture.UntilAsync(async () =>
                await desk.Deadlines.NextAsync() is null && await desk.Outbox.NextAsync() is null
            );
        }

        Assert.NotEmpty(load.Errors);
        Assert.All(load.Errors, error => Told.Plainly(error));
        var delivered = OutboxFile.Read(folder.Outbox);
        var books = await Books.CheckAsync(database, load.Acknowledged, delivered);
        output.WriteLine($"{books}, {delivered.Count - books.Messages} repeats delivered; callers were told:");
        foreach (var told in load.Errors.CountBy(Told.By))
            output.WriteLine($"{told.Value} x {told.Key}");
    }

    private static async Task CutConnectionsAsync(Database database)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.Connection);
        var name = settings.Database;
        (settings.Database, settings.Pooling) = ("postgres", false);
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = @name",
            connection
        );
        command.Parameters.AddWithValue("name", name!);
        await command.ExecuteNonQueryAsync();
    }
}
