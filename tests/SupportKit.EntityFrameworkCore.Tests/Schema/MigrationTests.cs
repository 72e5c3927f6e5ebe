using Microsoft.EntityFrameworkCore;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>What SupportKit's own migrations promise; the same on both engines.</summary>
public abstract class MigrationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>An empty database.</summary>
    protected abstract Task<Action<DbContextOptionsBuilder>> NewAsync();

    [Fact]
    public async Task The_model_has_not_changed_since_the_last_migration()
    {
        await using var context = Engines.Bare(await NewAsync());
        Assert.False(
            context.Database.HasPendingModelChanges(),
            "The model has changed. Write its migration as CONTRIBUTING.md says."
        );
    }

    [Fact]
    public async Task Migrations_make_the_very_tables_that_the_model_has()
    {
        await using var migrated = Engines.Bare(await NewAsync());
        await migrated.CreateSchemaAsync(Stop);
        await using var modelled = Engines.Bare(await NewAsync());
        await modelled.Database.EnsureCreatedAsync(Stop);

        var tables = await Engines.TablesAsync(migrated);
        Assert.NotEmpty(tables);
        Assert.Equal(await Engines.TablesAsync(modelled), tables);
    }

    [Fact]
    public async Task What_is_applied_stands_in_a_table_of_its_own_and_is_applied_once()
    {
        await using var context = Engines.Bare(await NewAsync());
        await context.CreateSchemaAsync(Stop);
        await context.CreateSchemaAsync(Stop);

        var applied = await Engines.AskAsync(context, "select \"MigrationId\" from supportkit_migrations");
        Assert.Equal(context.Database.GetMigrations(), applied);
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Stop));
    }

    [Fact]
    public async Task What_a_newer_version_has_applied_is_left_as_it_is()
    {
        await using var context = Engines.Bare(await NewAsync());
        await context.CreateSchemaAsync(Stop);
        await context.Database.ExecuteSqlRawAsync(
            "insert into supportkit_migrations values ('29990101000000_Later', '99')",
            Stop
        );
        await context.CreateSchemaAsync(Stop);
        Assert.Single(
            await Engines.AskAsync(context, "select 1 from supportkit_migrations where \"ProductVersion\" = '99'")
        );
    }

    [Fact]
    public async Task Tables_that_no_migration_made_are_refused_until_the_history_names_what_they_are()
    {
        await using var context = Engines.Bare(await NewAsync());
        await context.Database.EnsureCreatedAsync(Stop);
        var error = await Assert.ThrowsAsync<SupportKitException>(() => context.CreateSchemaAsync(Stop));
        Assert.Equal("store.schema_unversioned", error.Code);

        await context.Database.ExecuteSqlRawAsync(StorageManual.Sql("supportkit_migrations"), Stop);
        await context.CreateSchemaAsync(Stop);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task What_was_cut_short_leaves_nothing_and_is_done_anew_by_the_next()
    {
        var engine = await NewAsync();
        await using (
            var first = Engines.Bare(options =>
                engine(options.AddInterceptors(new BreaksAt("supportkit_ticket_access")))
            )
        )
            await Assert.ThrowsAsync<IOException>(() => first.CreateSchemaAsync(Stop));
        await using var context = Engines.Bare(engine);
        Assert.Empty(await Engines.TablesAsync(context));
        await context.CreateSchemaAsync(Stop);
        Assert.NotEmpty(await Engines.TablesAsync(context));
    }
}

public sealed class SqliteMigrationTests : MigrationTests, IDisposable
{
    private readonly List<TemporaryFile> files = [];

    public void Dispose() => files.ForEach(file => file.Dispose());

    [Fact]
    public async Task A_lock_that_entity_framework_left_behind_holds_nobody_up()
    {
        await using var context = Engines.Bare(await NewAsync());
        await context.Database.ExecuteSqlRawAsync(
            """
            create table "__EFMigrationsLock" ("Id" integer not null primary key, "Timestamp" text not null);
            insert into "__EFMigrationsLock" values (1, '2026-01-01')
            """
        );
        await context.CreateSchemaAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
    }

    protected override Task<Action<DbContextOptionsBuilder>> NewAsync()
    {
        var file = new TemporaryFile();
        files.Add(file);
        return Task.FromResult<Action<DbContextOptionsBuilder>>(options => options.UseSqlite(file.Connection));
    }
}

[Trait("Category", "Long")]
public sealed class PostgresMigrationTests(PostgresServer server) : MigrationTests
{
    protected override async Task<Action<DbContextOptionsBuilder>> NewAsync()
    {
        var connection = await Engines.NewPostgresAsync(server);
        return options => options.UseNpgsql(connection);
    }
}
