using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A database of the first version meets processes of a later one, and its own still run beside them.</summary>
public abstract class UpgradeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>How many tables take up the new column: one, and on split tables each part too.</summary>
    protected virtual int Tables => 1;

    /// <summary>An empty database.</summary>
    protected abstract Task<Action<DbContextOptionsBuilder>> NewAsync();

    /// <summary>Done to the tables of the first version.</summary>
    protected virtual Task PrepareAsync(DbContext context) => Task.CompletedTask;

    [Fact]
    public async Task An_upgrade_adds_what_is_new_and_keeps_every_row()
    {
        var (engine, tickets) = await FirstVersionAsync();
        await using var older = Engines.Bare(engine);
        var (tables, rows) = (await Engines.TablesAsync(older), await RowsAsync(older));

        var newer = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => OpenLaterAsync(engine))));

        var added = (await Engines.TablesAsync(older)).Except(tables).ToList();
        Assert.Equal(2 * Tables, added.Count);
        Assert.All(added, line => Assert.Contains(LaterMigration.Column, line, StringComparison.Ordinal));
        Assert.Equal(rows, await RowsAsync(older));
        Assert.Equal(
            [.. older.Database.GetMigrations(), LaterMigration.Id],
            await Engines.AskAsync(older, "select \"MigrationId\" from supportkit_migrations order by 1")
        );
        foreach (var database in newer)
        {
            foreach (var ticket in tickets)
                Assert.Equal(TicketJson.Write(ticket), await ReadAsync(database, ticket));
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_older_process_starts_and_works_on_what_a_newer_one_has_applied()
    {
        var (engine, tickets) = await FirstVersionAsync();
        await using var newer = await OpenLaterAsync(engine);
        await using var context = Engines.Bare(engine);
        var tables = await Engines.TablesAsync(context);
        Assert.Contains(tables, line => line.Contains(LaterMigration.Column, StringComparison.Ordinal));

        await using var older = await TestDatabase.OpenAsync(engine);

        Assert.Equal(tables, await Engines.TablesAsync(context));
        var changed = SampleTickets.Apply(tickets[0], new TicketCommand.Acknowledge(Actor.Agent("kim")));
        var opened = SampleTickets.Open();
        foreach (var commit in new[] { changed, opened })
        {
            Assert.Equal(CommitOutcome.Committed, await older.Store.CommitAsync(commit, Stop));
            Assert.Equal(TicketJson.Write(commit.Ticket), await ReadAsync(newer, commit.Ticket));
        }
        var later = SampleTickets.Apply(opened.Ticket, new TicketCommand.Acknowledge(Actor.Agent("kim")));
        Assert.Equal(CommitOutcome.Committed, await newer.Store.CommitAsync(later, Stop));
        Assert.Equal(TicketJson.Write(later.Ticket), await ReadAsync(older, later.Ticket));
    }

    [Fact]
    public async Task What_a_newer_process_writes_is_there_still_when_an_older_one_that_does_not_know_it_has_worked_on()
    {
        var (engine, tickets) = await FirstVersionAsync();
        await using var newer = await OpenLaterAsync(engine);
        await using var older = await TestDatabase.OpenAsync(engine);
        await using var context = Engines.Bare(engine);
        const string mood = """{"type":"mood-noted","mood":"sad","by":{"camera":[1,2.50]}}""";
        var (ticket, written) = (tickets[0], new List<RecordedEvent>());
        await CommitAsync(newer, Noting(ticket, mood));
        await Engines.AskAsync(context, $"update supportkit_tickets set {LaterMigration.Column} = 7");

        var (now, lease) = (SampleTickets.Morning + Duration.FromDays(1), SampleTickets.Morning + Duration.FromDays(2));
        var claimed = await older.Store.ClaimDueAsync(now, lease, limit: 100, Stop);
        var due = Assert.Single(claimed, due => due.Id == ticket.Id);
        Assert.Equal(TicketJson.Write(ticket), TicketJson.Write(due));
        await CommitAsync(older, SampleTickets.Apply(due, new TicketCommand.Reply(Actor.Agent("kim"), "We look.")));
        await CommitAsync(newer, Noting(ticket, mood));
        var found = (await older.Store.FindAsync(ticket.Key, Viewer.Desk, Stop))!;
        await CommitAsync(older, SampleTickets.Apply(found, new TicketCommand.Note(Actor.Agent("kim"), "A note.")));

        foreach (var database in new[] { older, newer })
        {
            var history = await database.Store.HistoryAsync(ticket.Key, Viewer.Desk, Stop);
            Assert.Equal(written.Select(TicketJson.Write), history.TakeLast(written.Count).Select(TicketJson.Write));
            Assert.Equal(2, history.Count(recorded => TicketJson.Write(recorded.Event) == mood));
            Assert.Equal(TicketJson.Write(ticket), TicketJson.Write(TicketHistory.Replay(history)!));
            Assert.Equal(TicketJson.Write(ticket), await ReadAsync(database, ticket));
        }
        Assert.Equal(
            ["7"],
            await Engines.AskAsync(context, $"select distinct {LaterMigration.Column} from supportkit_tickets")
        );

        async Task CommitAsync(TestDatabase database, TicketCommit commit)
        {
            Assert.Equal(CommitOutcome.Committed, await database.Store.CommitAsync(commit, Stop));
            ticket = commit.Ticket;
            written.AddRange(commit.Events);
        }
    }

    // As a newer process decides: an event that this one does not know.
    private static TicketCommit Noting(Ticket ticket, string json)
    {
        var noted = new RecordedEvent(ticket.Version + 1, ticket.UpdatedAt, Actor.System, TicketJson.ReadEvent(json));
        return new TicketCommit(TicketHistory.Apply(ticket, noted), [noted], [], ticket.Version, null);
    }

    [Fact]
    public async Task An_upgrade_that_was_cut_short_leaves_the_tables_as_they_were_and_is_done_anew_by_the_next()
    {
        var (engine, _) = await FirstVersionAsync();
        await using var older = Engines.Bare(engine);
        var (tables, rows) = (await Engines.TablesAsync(older), await RowsAsync(older));
        await using (
            var cut = Engines.Bare(options =>
            {
                engine(options.AddInterceptors(new BreaksAt(LaterMigration.Index)));
                LaterMigration.Bring(options);
            })
        )
            await Assert.ThrowsAsync<IOException>(() => cut.CreateSchemaAsync(Stop));

        Assert.Equal(tables, await Engines.TablesAsync(older));
        Assert.Equal(rows, await RowsAsync(older));
        await using var next = await OpenLaterAsync(engine);
        Assert.Equal(2 * Tables, (await Engines.TablesAsync(older)).Except(tables).Count());
        Assert.Equal(rows, await RowsAsync(older));
    }

    private static Task<TestDatabase> OpenLaterAsync(Action<DbContextOptionsBuilder> engine) =>
        TestDatabase.OpenAsync(options =>
        {
            engine(options);
            LaterMigration.Bring(options);
        });

    private static async Task<string?> ReadAsync(TestDatabase database, Ticket ticket) =>
        await database.Store.FindAsync(ticket.Key, Viewer.Desk, Stop) is { } found ? TicketJson.Write(found) : null;

    // How many each table has, and what they say by the columns of the first version.
    private static async Task<List<string>> RowsAsync(DbContext context)
    {
        var rows = await Engines.AskAsync(
            context,
            "select tenant || ' ' || id || ' ' || version || ' ' || body from supportkit_tickets order by 1"
        );
        foreach (var table in context.Model.GetEntityTypes().Select(type => type.GetTableName()))
            rows.Add($"{table}: {(await Engines.AskAsync(context, $"select count(*) from {table}")).Single()}");
        return rows;
    }

    private async Task<(Action<DbContextOptionsBuilder> Engine, List<Ticket> Tickets)> FirstVersionAsync()
    {
        var engine = await NewAsync();
        await using var database = await TestDatabase.OpenAsync(engine);
        var commits = Enumerable.Range(0, 20).Select(tenant => SampleTickets.Open(tenant: $"tenant-{tenant}")).ToList();
        foreach (var commit in commits)
            Assert.Equal(CommitOutcome.Committed, await database.Store.CommitAsync(commit, Stop));
        await using var context = await database.NewContextAsync();
        await PrepareAsync(context);
        return (engine, [.. commits.Select(commit => commit.Ticket)]);
    }
}

[Trait("Category", "Long")]
public sealed class SqliteUpgradeTests : UpgradeTests, IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    protected override Task<Action<DbContextOptionsBuilder>> NewAsync() =>
        Task.FromResult<Action<DbContextOptionsBuilder>>(options => options.UseSqlite(file.Connection));
}

[Trait("Category", "Long")]
public class PostgresUpgradeTests(PostgresServer server) : UpgradeTests
{
    protected override async Task<Action<DbContextOptionsBuilder>> NewAsync()
    {
        var connection = await Engines.NewPostgresAsync(server);
        return options => options.UseNpgsql(connection);
    }
}

[Trait("Category", "Long")]
public sealed class PartitionedUpgradeTests(PostgresServer server) : PostgresUpgradeTests(server)
{
    protected override int Tables => 1 + 8;

    protected override Task PrepareAsync(DbContext context) =>
        Engines.AskAsync(context, StorageManual.Sql("partition by hash"));
}
