using Microsoft.EntityFrameworkCore;
using Npgsql;
using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Tickets that are opened at the same time are stored together, and none of them suffers from another.</summary>
public sealed class GroupedOpeningTests(PostgresServer server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_for_a_lock_of_somebody_elses_does_not_hold_up_the_others()
    {
        var connection = await Engines.NewPostgresAsync(server);
        await using var database = await TestDatabase.OpenAsync(options => options.UseNpgsql(connection));
        await using var other = new NpgsqlConnection(connection);
        await other.OpenAsync(Stop);
        await using var unfinished = await other.BeginTransactionAsync(Stop);
        await using var insert = other.CreateCommand();
        insert.CommandText =
            $"insert into supportkit_command_ids (tenant, id, ticket, fingerprint) values ('default', 'taken', '{Guid.NewGuid()}', '')";
        await insert.ExecuteNonQueryAsync(Stop);

        var stuck = Enumerable.Range(0, 4).Select(_ => OpenAsync(database, "taken")).ToList();
        var others = Enumerable.Range(0, 40).Select(i => OpenAsync(database, $"command {i}"));

        Assert.All(await Task.WhenAll(others), outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        Assert.All(stuck, waits => Assert.False(waits.IsCompleted));
        await unfinished.RollbackAsync(Stop);
        var outcomes = await Task.WhenAll(stuck);
        Assert.Single(outcomes, CommitOutcome.Committed);
        Assert.Equal(3, outcomes.Count(outcome => outcome == CommitOutcome.Repeated));
    }

    [Fact]
    public async Task A_caller_who_stops_waiting_takes_no_other_along()
    {
        var connection = await Engines.NewPostgresAsync(server);
        await using var database = await TestDatabase.OpenAsync(options => options.UseNpgsql(connection));
        using var gone = new CancellationTokenSource();

        var opened = Enumerable
            .Range(0, 60)
            .Select(i =>
                database.Store.CommitAsync(
                    SampleTickets.Open(commandId: $"command {i}"),
                    i % 2 == 0 ? gone.Token : Stop
                )
            )
            .ToList();
        await gone.CancelAsync();
        await Task.WhenAll(opened.Where((_, i) => i % 2 != 0));

        // What was cancelled is sent again, as one does: it is stored once, now or before.
        for (var i = 0; i < opened.Count; i += 2)
            Assert.Contains(
                await OpenAsync(database, $"command {i}"),
                new[] { CommitOutcome.Committed, CommitOutcome.Repeated }
            );
        var count = await database.Store.CountAsync(new TicketQuery("default", Viewer.Desk), limit: null, Stop);
        Assert.Equal(60, count.Tickets);
    }

    private static Task<CommitOutcome> OpenAsync(TestDatabase database, string commandId) =>
        database.Store.CommitAsync(SampleTickets.Open(commandId: commandId), Stop);
}
