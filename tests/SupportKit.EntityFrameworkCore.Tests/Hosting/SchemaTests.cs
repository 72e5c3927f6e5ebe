using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

public sealed class SchemaTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task Making_the_tables_twice_keeps_what_is_in_them()
    {
        var stop = TestContext.Current.CancellationToken;
        var commit = SampleTickets.Open();
        await using (var first = await OpenSqliteAsync())
            await first.Store.CommitAsync(commit, stop);
        await using var second = await OpenSqliteAsync();
        Assert.NotNull(await second.Store.FindAsync(commit.Key, Viewer.Desk, stop));
    }

    [Fact]
    public async Task The_tables_are_made_beside_those_the_host_has()
    {
        var stop = TestContext.Current.CancellationToken;
        var bare = new DbContextOptionsBuilder<SupportKitDbContext>().UseSqlite(file.Connection).Options;
        await using (var host = new SupportKitDbContext(bare))
            await host.Database.ExecuteSqlRawAsync("create table invoices (id integer primary key)", stop);
        await using var database = await OpenSqliteAsync();
        Assert.Equal(CommitOutcome.Committed, await database.Store.CommitAsync(SampleTickets.Open(), stop));
    }

    [Fact]
    public async Task Processes_that_start_at_once_make_the_tables_once_on_sqlite() =>
        await StartAtOnceAsync(OpenSqliteAsync);

    [Fact]
    public async Task Processes_that_start_at_once_make_database_and_tables_once_on_postgresql()
    {
        var own = await Engines.NewPostgresAsync(server);
        await StartAtOnceAsync(() => TestDatabase.OpenAsync(options => options.UseNpgsql(own)));
    }

    [Fact]
    public void The_tables_stand_in_the_schema_that_was_asked_for()
    {
        var model = new ModelBuilder();
        model.UseSupportKit("support");
        Assert.All(model.Model.GetEntityTypes(), table => Assert.Equal("support", table.GetSchema()));
        Assert.All(model.Model.GetEntityTypes(), table => Assert.StartsWith("supportkit_", table.GetTableName()));
        Assert.All(
            model.Model.GetEntityTypes(),
            table => Assert.Equal("Tenant", table.FindPrimaryKey()!.Properties[0].Name)
        );
    }

    private static async Task StartAtOnceAsync(Func<Task<TestDatabase>> start)
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(start)));
        foreach (var database in databases)
        {
            var outcome = await database.Store.CommitAsync(SampleTickets.Open(), TestContext.Current.CancellationToken);
            Assert.Equal(CommitOutcome.Committed, outcome);
        }
        foreach (var database in databases)
            await database.DisposeAsync();
    }

    private Task<TestDatabase> OpenSqliteAsync() =>
        TestDatabase.OpenAsync(options => options.UseSqlite(file.Connection));
}
