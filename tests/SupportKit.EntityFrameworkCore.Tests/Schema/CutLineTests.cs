using Microsoft.EntityFrameworkCore;
using Npgsql;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>The line to PostgreSQL breaks just as a commit goes over it.</summary>
[Trait("Category", "Long")]
public sealed class CutLineTests(PostgresServer server)
{
    private static readonly TicketQuery Everything = new("default", Viewer.Desk);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("once")]
    [InlineData(null)]
    public async Task A_commit_whose_answer_was_lost_is_known_to_be_stored_once(string? commandId)
    {
        var (line, database) = await OpenAsync(afterCommit: true);
        await using var _ = line;
        await using var __ = database;
        var commit = SampleTickets.Open(commandId: commandId);
        line.Arm();

        Assert.Equal(CommitOutcome.Committed, await database.Store.CommitAsync(commit, Stop));

        Assert.True(line.WasCut);
        Assert.Single((await database.Store.ListAsync(Everything, Stop)).Tickets);
        Assert.Equal(commit.Events.Length, (await database.Store.HistoryAsync(commit.Key, Viewer.Desk, Stop)).Length);
        if (commandId is not null)
            Assert.Equal(
                CommitOutcome.Repeated,
                await database.Store.CommitAsync(SampleTickets.Open(commandId: commandId), Stop)
            );
    }

    [Fact]
    public async Task A_commit_that_the_server_never_got_says_that_nothing_is_known_and_can_be_sent_again()
    {
        var (line, database) = await OpenAsync(afterCommit: false);
        await using var _ = line;
        await using var __ = database;
        var commit = SampleTickets.Open(commandId: "once");
        line.Arm();

        var error = await Assert.ThrowsAsync<CommitFailedException>(() => database.Store.CommitAsync(commit, Stop));
        Assert.Equal(SupportKitErrors.StoreCommitFailed, error.Code);
        Assert.Contains("it is not known", error.Message, StringComparison.Ordinal);
        Assert.True(line.WasCut);
        Assert.Empty((await database.Store.ListAsync(Everything, Stop)).Tickets);

        Assert.Equal(CommitOutcome.Committed, await database.Store.CommitAsync(commit, Stop));
        Assert.Single((await database.Store.ListAsync(Everything, Stop)).Tickets);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_commits_on_a_line_that_breaks_are_each_stored_once(bool afterCommit)
    {
        var (line, database) = await OpenAsync(afterCommit);
        await using var _ = line;
        await using var __ = database;
        var opened = new[] { SampleTickets.Open(), SampleTickets.Open() };
        foreach (var commit in opened)
            await database.Store.CommitAsync(commit, Stop);
        var acknowledged = opened
            .Select(commit => SampleTickets.Apply(commit.Ticket, new TicketCommand.Acknowledge(Actor.Agent("kim"))))
            .ToList();
        line.Arm();

        var outcomes = await database.Store.CommitAllAsync([.. acknowledged], Stop);

        Assert.True(line.WasCut);
        Assert.All(outcomes, outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        foreach (var commit in acknowledged)
        {
            var ticket = await database.Store.FindAsync(commit.Key, Viewer.Desk, Stop);
            Assert.Equal(TicketJson.Write(commit.Ticket), TicketJson.Write(ticket!));
        }
    }

    private async Task<(CutLine Line, TestDatabase Database)> OpenAsync(bool afterCommit)
    {
        var direct = new NpgsqlConnectionStringBuilder(await Engines.NewPostgresAsync(server));
        var line = new CutLine(direct.Host!, "supportkit_events", afterCommit);
        var over = new NpgsqlConnectionStringBuilder(direct.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = line.Port,
            SslMode = SslMode.Disable,
            NoResetOnClose = true, // else the next question begins with another, and so does its answer
        };
        return (line, await TestDatabase.OpenAsync(options => options.UseNpgsql(over.ConnectionString)));
    }
}
