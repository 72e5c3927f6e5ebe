using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SupportKit.EntityFrameworkCore;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Load;
using SupportKit.Faults.Machines;
using SupportKit.Tests.Shared;

namespace SupportKit.Faults;

/// <summary>Somebody else holds the database's lock for longer than a caller waits.</summary>
[Trait("Category", "Long")]
public sealed class LockTests(PostgresServer server, ITestOutputHelper output) : IDisposable
{
    private const int Busy = 5; // SQLITE_BUSY
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_writer_that_keeps_SQLite_to_itself_is_named_and_the_command_goes_through_after_it()
    {
        // The driver asks again for as long as a command may take, whatever the database's own timeout.
        var database = new Database(Database.Sqlite, $"{folder.Connection};Default Timeout=1");
        var pragmas = new Pragmas { Text = "PRAGMA busy_timeout = 100" };
        await using var desk = await FaultsDeskFixture.StartAsync(
            database,
            new FastClock(),
            (_, _) => Task.CompletedTask,
            configure: options => options.AddInterceptors(pragmas)
        );
        await using var other = new SqliteConnection(folder.Connection);
        var errors = await RefusedAsync(database, desk, other, "begin immediate", "rollback");
        Assert.All(
            errors,
            error => Assert.Equal(Busy, Assert.IsType<SqliteException>(Told.Database(error)).SqliteErrorCode)
        );
    }

    [Fact]
    public async Task A_lock_that_PostgreSQL_does_not_get_in_time_is_named_and_the_command_goes_through_after_it()
    {
        var made = await Database.NewAsync(server);
        var database = made with { Connection = $"{made.Connection};Options=-c lock_timeout=200" };
        await using var desk = await FaultsDeskFixture.StartAsync(
            database,
            new FastClock(),
            (_, _) => Task.CompletedTask
        );
        await using var other = new NpgsqlConnection(made.Connection);
        var errors = await RefusedAsync(
            database,
            desk,
            other,
            "begin; lock table supportkit_ticket_numbers, supportkit_events in exclusive mode",
            "rollback"
        );
        Assert.All(errors, error => Assert.Equal(PostgresErrorCodes.LockNotAvailable, Told.Database(error).SqlState));
    }

    private async Task<Exception[]> RefusedAsync(
        Database database,
        FaultsDeskFixture desk,
        DbConnection other,
        string take,
        string release
    )
    {
        var client = new Client(desk.Desk, 0, 0, null);
        await other.OpenAsync();
        // A desk's first ticket fails before there is anything to commit: it needs a number.
        var unnumbered = await FailAsync(client, other, take, release);
        Assert.Contains("ticket numbers", unnumbered.Message);
        Assert.Empty((await desk.Desk.ListAsync(new("default", Viewer.Desk))).Tickets);

        List<Acknowledged> acknowledged = [await client.SendAsync()];
        var unanswered = await FailAsync(client, other, take, release);
        Assert.Contains(acknowledged[0].Ticket.ToString(), unanswered.Message);
        var stored = Assert.Single((await desk.Desk.ListAsync(new("default", Viewer.Desk))).Tickets);
        Assert.Equal((acknowledged[0].Ticket, "T-1"), (stored.Id, stored.Number.ToString()));

        while (acknowledged.Count < 2 * Client.CommandsPerTicket)
            acknowledged.Add(await client.SendAsync());
        using (var outbox = new OutboxFile(folder.Outbox))
            await FaultsDeskFixture.DrainAsync(database, outbox.SendAsync);
        await Books.CheckAsync(database, acknowledged, OutboxFile.Read(folder.Outbox));
        return [unnumbered, unanswered];
    }

    private async Task<Exception> FailAsync(Client client, DbConnection other, string take, string release)
    {
        await ExecuteAsync(other, take);
        var error = Assert.IsType<CommitFailedException>(await Record.ExceptionAsync(client.SendAsync));
        await ExecuteAsync(other, release);
        Assert.Equal(SupportKitErrors.StoreCommitFailed, error.Code);
        output.WriteLine(Told.By(error));
        output.WriteLine(error.Message);
        return error;
    }

    private static async Task ExecuteAsync(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync();
    }
}
