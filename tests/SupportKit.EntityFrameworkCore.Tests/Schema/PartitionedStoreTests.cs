using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>PostgreSQL's tables split by tenant, by what the manual says: they keep every promise of a store.</summary>
public sealed class PartitionedStoreTests(PartitionedDatabase partitioned)
    : StoreConformance,
        IClassFixture<PartitionedDatabase>
{
    protected override async Task<ITicketStore> NewAsync() => (await partitioned.EmptyAsync()).Store;

    [Fact]
    public async Task Each_tenant_stands_in_one_part_of_each_table()
    {
        var database = await partitioned.EmptyAsync();
        var tickets = Enumerable.Range(0, 20).Select(tenant => SampleTickets.Open(tenant: $"tenant-{tenant % 5}"));
        foreach (var commit in tickets)
            Assert.Equal(CommitOutcome.Committed, await database.Store.CommitAsync(commit, default));

        await using var context = await database.NewContextAsync();
        var parts = await Engines.AskAsync(
            context,
            "select tenant || ' ' || tableoid::regclass from supportkit_tickets group by tenant, tableoid"
        );
        Assert.Equal(5, parts.Count);
        Assert.True(parts.Select(line => line.Split(' ')[1]).Distinct().Count() > 1, "They are split.");
    }

    [Fact]
    public async Task A_split_table_keeps_its_indexes_under_their_names_and_takes_later_migrations()
    {
        var database = await partitioned.EmptyAsync();
        await using var context = await database.NewContextAsync();
        await context.CreateSchemaAsync();
        Assert.False(context.Database.HasPendingModelChanges());
        var split = await Engines.AskAsync(
            context,
            "select relname from pg_class where relkind in ('p', 'I') and relname ~* 'supportkit' order by 1"
        );
        var modelled = context
            .Model.GetEntityTypes()
            .SelectMany(table =>
                table
                    .GetIndexes()
                    .Select(index => index.GetDatabaseName())
                    .Concat(table.GetKeys().Select(key => key.GetName()))
                    .Append(table.GetTableName())
            );
        Assert.Equal(modelled.Order(StringComparer.Ordinal), split.Order(StringComparer.Ordinal));
    }
}

/// <summary>One database, made by the package and then split.</summary>
public sealed class PartitionedDatabase(PostgresCluster cluster) : IAsyncDisposable
{
    private TestDatabase? database;

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
    }

    internal async Task<TestDatabase> EmptyAsync()
    {
        if (database is null)
        {
            var connection = await Engines.NewPostgresAsync(cluster);
            database = await TestDatabase.OpenAsync(options => options.UseNpgsql(connection));
            await using var fresh = await database.NewContextAsync();
            await database.Store.CommitAsync(SampleTickets.Open(), default);
            await Engines.AskAsync(fresh, StorageManual.Sql("partition by hash"));
            var kept = await database.Store.ListAsync(new TicketQuery("default", Viewer.Desk), default);
            Assert.Single(kept.Tickets);
        }
        await using var context = await database.NewContextAsync();
        foreach (var table in context.Model.GetEntityTypes().Select(type => type.GetTableName()))
            await Engines.AskAsync(context, $"truncate {table}");
        return database;
    }
}
