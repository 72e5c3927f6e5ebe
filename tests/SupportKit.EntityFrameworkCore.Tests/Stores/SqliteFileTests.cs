using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_restart_keeps_tickets_histories_deadlines_leases_messages_and_command_ids()
    {
        var stop = TestContext.Current.CancellationToken;
        var commit = SampleTickets.Open(commandId: "open-1");
        var now = commit.Ticket.NextDeadline()!.Value;
        var lease = now + Duration.FromMinutes(2);
        Guid claimedUnder;
        await using (var before = await OpenAsync())
        {
            await before.Store.CommitAsync(commit, stop);
            await before.Store.ClaimDueAsync(now, lease, 1, stop);
            var claimed = Assert.Single(await before.Store.ClaimMessagesAsync(new(now, lease, 10), stop));
            claimedUnder = claimed.Lease;
        }
        file.CloseAll();

        await using var after = await OpenAsync();
        var found = await after.Store.FindAsync(commit.Key, Viewer.Desk, stop);
        Assert.Equal(TicketJson.Write(commit.Ticket), TicketJson.Write(found!));
        var history = await after.Store.HistoryAsync(commit.Key, Viewer.Desk, stop);
        Assert.Equal(commit.Events.Select(TicketJson.Write), history.Select(TicketJson.Write));
        Assert.Equal(commit.Ticket.Id, await after.Store.FindByCommandAsync("default", "open-1", stop));
        Assert.Equal(lease, await after.Store.NextDueAsync(stop));
        Assert.Equal(lease, await after.Store.NextMessageAsync(null, stop));

        // A delivery that outlived the restart is still settled under its own lease.
        var underWay = new ClaimedMessage("default", commit.Messages[0], 0, claimedUnder);
        await after.Store.SettleAsync(underWay, new DeliveryResult.Delivered(now), stop);
        var next = Assert.Single(await after.Store.ClaimMessagesAsync(new(now, lease, 10), stop));
        Assert.Equal(commit.Messages[1].Id, next.Message.Id);
    }

    [Fact]
    public async Task Writers_of_two_hosts_on_one_file_wait_for_each_other()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var one = await OpenAsync();
        await using var two = await OpenAsync();
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(i =>
                    Task.Run(() => (i % 2 == 0 ? one : two).Store.CommitAsync(SampleTickets.Open(), stop), stop)
                )
        );
        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        var page = await one.Store.ListAsync(new TicketQuery("default", Viewer.Desk) { Limit = 500 }, stop);
        Assert.Equal(200, page.Tickets.Length);
    }

    [Fact]
    public async Task A_database_made_by_the_package_logs_ahead_and_makes_writers_wait()
    {
        await using var database = await OpenAsync();
        await using var context = await database.NewContextAsync();
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal("wal", await PragmaAsync("journal_mode"));
        Assert.Equal("30000", await PragmaAsync("busy_timeout"));

        async Task<string?> PragmaAsync(string name)
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {name}";
            return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString();
        }
    }

    [Fact]
    public async Task A_commit_that_the_database_refuses_throws_with_its_reason_and_stores_nothing()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = await OpenAsync();
        await using (var context = await database.NewContextAsync())
            await context.Database.ExecuteSqlRawAsync("drop table supportkit_messages", stop);
        var commit = SampleTickets.Open(commandId: "once");
        var error = await Assert.ThrowsAsync<CommitFailedException>(() => database.Store.CommitAsync(commit, stop));
        Assert.Equal(SupportKitErrors.StoreCommitFailed, error.Code);
        Assert.NotNull(error.InnerException);
        Assert.Null(await database.Store.FindAsync(commit.Key, Viewer.Desk, stop));
        Assert.Null(await database.Store.FindByCommandAsync("default", "once", stop));
    }

    private Task<TestDatabase> OpenAsync() => TestDatabase.OpenAsync(options => options.UseSqlite(file.Connection));
}
