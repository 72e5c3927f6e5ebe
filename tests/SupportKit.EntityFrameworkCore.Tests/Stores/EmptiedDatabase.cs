using Microsoft.EntityFrameworkCore;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>
/// One database for all cases of a class, which run one after the other: to make the tables anew for each would take longer
/// than the case itself.
/// </summary>
public abstract class EmptiedDatabase : IAsyncDisposable
{
    private TestDatabase? database;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (database is not null)
            await database.DisposeAsync();
    }

    /// <summary>The database, made when it is first asked for, with nothing in its tables.</summary>
    internal async Task<TestDatabase> EmptyAsync()
    {
        database ??= await MakeAsync();
        await using var context = await database.NewContextAsync();
        var rows = context.Model.GetEntityTypes().Select(type => $"delete from {type.GetTableName()}");
        await context.Database.ExecuteSqlRawAsync(string.Join(';', rows));
        return database;
    }

    private protected abstract Task<TestDatabase> MakeAsync();
}

/// <summary>A file of SQLite.</summary>
public sealed class SqliteDatabase : EmptiedDatabase
{
    private readonly TemporaryFile file = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        file.Dispose();
    }

    private protected override Task<TestDatabase> MakeAsync() =>
        TestDatabase.OpenAsync(options => options.UseSqlite(file.Connection));
}

/// <summary>A database of PostgreSQL.</summary>
public sealed class PostgresDatabase(PostgresServer server) : EmptiedDatabase
{
    private protected override async Task<TestDatabase> MakeAsync()
    {
        var connection = await Engines.NewPostgresAsync(server);
        return await TestDatabase.OpenAsync(options => options.UseNpgsql(connection));
    }
}
