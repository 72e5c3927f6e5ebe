using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>PostgreSQL's tables split by tenant, by what the manual says: they keep every promise of a store.</summary>
public abstract class PartitionedStoreTests(PartitionedDatabase partitioned) : StoreConformance
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
    public async Task What_is_due_in_one_part_takes_nothing_that_has_the_same_place_in_another()
    {
        var database = await partitioned.EmptyAsync();
        for (var tenant = 0; tenant < 20; tenant++)
            await database.Store.CommitAsync(SampleTickets.Open(tenant: $"tenant-{tenant}"), default);
        await using (var context = await database.NewContextAsync())
        {
            const string later = "+ 86400000000 where tenant <> 'tenant-7'";
            await Engines.AskAsync(context, $"update supportkit_deadlines set due_at = due_at {later}");
            await Engines.AskAsync(context, $"update supportkit_deadlines set wake_at = wake_at {later}");
            await Engines.AskAsync(context, $"update supportkit_messages set not_before = not_before {later}");
            await Engines.AskAsync(context, "vacuum full supportkit_deadlines");
            await Engines.AskAsync(context, "vacuum full supportkit_messages");
        }

        var (now, lease) = (
            SampleTickets.Morning + Duration.FromHours(2),
            SampleTickets.Morning + Duration.FromHours(3)
        );
        var due = await database.Store.ClaimDueAsync(now, lease, 50, default);
        Assert.Equal("tenant-7", Assert.Single(due).Tenant);
        var messages = await database.Store.ClaimMessagesAsync(new(now, lease, 50), default);
        Assert.All(messages, message => Assert.Equal("tenant-7", message.Tenant));
        Assert.Equal(SampleTickets.Morning + Duration.FromHours(3), await database.Store.NextDueAsync(default));
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

/// <summary>A database made by the package and then split.</summary>
public abstract class PartitionedDatabase(PostgresServer server) : EmptiedDatabase
{
    /// <summary>What splits the tables.</summary>
    protected abstract string Sql { get; }

    private protected override async Task<TestDatabase> MakeAsync()
    {
        var connection = await Engines.NewPostgresAsync(server);
        var database = await TestDatabase.OpenAsync(options => options.UseNpgsql(connection));
        await using var fresh = await database.NewContextAsync();
        await database.Store.CommitAsync(SampleTickets.Open(), default);
        await Engines.AskAsync(fresh, Sql);
        var kept = await database.Store.ListAsync(new TicketQuery("default", Viewer.Desk), default);
        Assert.Single(kept.Tickets);
        return database;
    }
}

public sealed class HashPartitions(PostgresServer server) : PartitionedDatabase(server)
{
    protected override string Sql => StorageManual.Sql("partition by hash");
}

/// <summary>Split by hash.</summary>
[Trait("Category", "Long")]
public sealed class HashPartitionTests(HashPartitions partitioned)
    : PartitionedStoreTests(partitioned),
        IClassFixture<HashPartitions>;
