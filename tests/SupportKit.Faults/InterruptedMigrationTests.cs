using Microsoft.EntityFrameworkCore;
using SupportKit.EntityFrameworkCore;
using SupportKit.Faults.Desks;
using SupportKit.Faults.Machines;
using SupportKit.Tests.Shared;

namespace SupportKit.Faults;

/// <summary>The process is killed while it makes the tables, and others start.</summary>
public sealed class InterruptedMigrationTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Whoever_starts_after_a_kill_or_waits_for_it_makes_the_tables(string engine)
    {
        var database = engine == Database.Sqlite ? folder.Sqlite : await Database.NewAsync(server);
        await using var killed = MigratingProcess.Start(database);
        await killed.FirstLine;
        var waiting = Enumerable.Range(0, 3).Select(_ => Task.Run(() => PendingAsync(database))).ToList();
        var (lines, errors) = await killed.KillAsync();
        Assert.Equal("", errors);
        Assert.Equal(["halfway"], lines);

        Assert.All(await Task.WhenAll(waiting), Assert.Empty);
        Assert.Empty(await PendingAsync(database));
    }

    private static async Task<IEnumerable<string>> PendingAsync(Database database)
    {
        var options = new DbContextOptionsBuilder<SupportKitDbContext>();
        database.Use(options);
        await using var context = new SupportKitDbContext(options.Options);
        await context.CreateSchemaAsync();
        return await context.Database.GetPendingMigrationsAsync();
    }
}
