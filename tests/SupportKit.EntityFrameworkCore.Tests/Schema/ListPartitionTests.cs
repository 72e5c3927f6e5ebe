using System.Text.RegularExpressions;
using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Split by list: a part for a big tenant, which most promises are about, and one for all others.</summary>
[Trait("Category", "Long")]
public sealed class ListPartitionTests(ListPartitions partitioned)
    : PartitionedStoreTests(partitioned),
        IClassFixture<ListPartitions>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_tenant_gets_a_part_while_the_desk_runs_and_nobody_notices()
    {
        // A database of its own: the part stays.
        await using var own = await partitioned.AnotherAsync();
        using var done = new CancellationTokenSource();
        var others = Enumerable.Range(0, 4).Select(tenant => WorkAsync(own.Store, $"desk-{tenant}", done)).ToList();
        await using var context = await own.NewContextAsync();

        await Engines.AskAsync(context, StorageManual.Sql("attach partition"));
        await done.CancelAsync();
        var opened = await Task.WhenAll(others);
        await WorkAsync(own.Store, "globex", done);

        Assert.All(opened, count => Assert.True(count > 0));
        Assert.Equal(
            ["default others", "desk-0 others", "desk-1 others", "desk-2 others", "desk-3 others", "globex globex"],
            await PartsAsync()
        );
        for (var tenant = 0; tenant < opened.Length; tenant++)
        {
            var count = await own.Store.CountAsync(new TicketQuery($"desk-{tenant}", Viewer.Desk), null, Stop);
            Assert.Equal(opened[tenant], count.Tickets);
        }
        // Run once more it changes nothing, and a tenant that has rows already is refused and stays where it is.
        await Engines.AskAsync(context, StorageManual.Sql("attach partition"));
        var late = StorageManual.Sql("attach partition").Replace("globex", "desk-0", StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Engines.AskAsync(context, late));
        Assert.Equal(Npgsql.PostgresErrorCodes.CheckViolation, refused.SqlState);
        await WorkAsync(own.Store, "tenant-1", done);
        Assert.Contains("tenant-1 acme", await PartsAsync());

        Task<List<string>> PartsAsync() =>
            Engines.AskAsync(
                context,
                "select distinct tenant || ' ' || replace(tableoid::regclass::text, 'supportkit_tickets_', '') from supportkit_tickets order by 1"
            );
    }

    // Opens tickets until it is told to stop, and one at least.
    private static async Task<int> WorkAsync(ITicketStore store, string tenant, CancellationTokenSource done)
    {
        var opened = 0;
        do
        {
            Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(SampleTickets.Open(tenant: tenant), Stop));
            opened++;
        } while (!done.IsCancellationRequested);
        return opened;
    }
}

public sealed partial class ListPartitions(PostgresServer server) : PartitionedDatabase(server)
{
    protected override string Sql =>
        Parts()
            .Replace(StorageManual.Sql("partition by hash"), StorageManual.Sql("partition by list"), 1)
            .Replace("values in (%L)", $"values in (''{string.Join("'', ''", Big)}'')", StringComparison.Ordinal)
            .Replace(", t, 'acme')", ", t)", StringComparison.Ordinal);

    // Those of the tests that have the part for a big tenant: the first of the conformance kit's two, and some of the other tests.
    private static string[] Big => ["north", "tenant-1", "tenant-7"];

    internal Task<TestDatabase> AnotherAsync() => MakeAsync();

    // The lines of the block that make the parts.
    [GeneratedRegex(@" *execute format\('create table [^\n]*partition by hash.*?end loop;\n", RegexOptions.Singleline)]
    private static partial Regex Parts();
}
