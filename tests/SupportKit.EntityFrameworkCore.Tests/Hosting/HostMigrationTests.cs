using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A host's own migrations, as Entity Framework finds them in the host's model.</summary>
[Trait("Category", "Long")]
public sealed class HostMigrationTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public Task The_hosts_migration_makes_supportkits_tables_on_sqlite() =>
        MakesThemAsync(options => options.UseSqlite(file.Connection), schema: null);

    [Fact]
    public async Task The_hosts_migration_makes_supportkits_tables_in_their_schema_on_postgresql()
    {
        var connection = await Engines.NewPostgresAsync(server);
        await MakesThemAsync(options => options.UseNpgsql(connection), "support");
    }

    private static async Task MakesThemAsync(Action<DbContextOptionsBuilder> engine, string? schema)
    {
        var options = new DbContextOptionsBuilder<ShopContext>();
        engine(options);
        await using var context = new ShopContext(options.Options);
        Assert.Empty(context.Database.GetMigrations()); // SupportKit's own are for its own context
        await context.GetService<IRelationalDatabaseCreator>().CreateAsync();

        var model = context.GetService<IDesignTimeModel>().Model;
        var migration = context.GetService<IMigrationsModelDiffer>().GetDifferences(null, model.GetRelationalModel());
        var made = migration.OfType<CreateTableOperation>().ToList();
        Assert.Contains(made, table => table.Name == "Orders");
        var ours = made.Where(table => table.Name.StartsWith("supportkit_", StringComparison.Ordinal)).ToList();
        await using var ready = Engines.Bare(engine);
        Assert.Equal(ready.Model.GetEntityTypes().Count(), ours.Count);
        Assert.All(ours, table => Assert.Equal(schema, table.Schema));

        var commands = context.GetService<IMigrationsSqlGenerator>().Generate(migration, model);
        foreach (var command in commands)
            await command.ExecuteNonQueryAsync(context.GetService<IRelationalConnection>());
        if (context.Database.IsNpgsql())
            Assert.Equal(["C"], await Engines.AskAsync(context, PrefixPlanTests.CollationOfTerms));
        await using var shop = await Shop.OpenAsync(engine); // finds its tables there
        await shop.AskAsync();
        Assert.Single((await shop.Store.ListAsync(new TicketQuery("default", Viewer.Desk), default)).Tickets);
    }
}
