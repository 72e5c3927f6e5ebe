using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Gives the store a pool of SQLite connections of its own, and sets each of them up as it is opened, so that a writer waits for
/// the one before it instead of failing with "database is locked". Connections of the host's, and other engines', pass unchanged.
/// </summary>
/// <remarks>
/// SQLite's connections keep what was said to them while they lie in the pool: pragmas, and a transaction that was begun in SQL and
/// never ended. Whoever takes such a connection next writes into that transaction, and the write is lost.
/// </remarks>
internal sealed class SqliteConnections : DbConnectionInterceptor
{
    // Long enough for a queue of writers on a slow disk; a commit itself takes milliseconds.
    private const string Setup = "PRAGMA busy_timeout = 30000;";

    // A pool is identified by the exact text of the connection string; these additions have no other meaning.
    private const string Mark = " ; ; ";

    public static SqliteConnections Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsOwn(connection, eventData))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Setup;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (!IsOwn(connection, eventData))
            return;
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.CommandText = Setup;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The connection string of the store's pool for a database of the host's.</summary>
    public static string OwnPool(string connectionString) => connectionString + Mark;

    /// <summary>Changes nothing on other engines, and where the host gave a connection in place of a connection string.</summary>
    public static void UseOwnPool(DbContextOptionsBuilder options)
    {
        var engine = options.Options.Extensions.OfType<RelationalOptionsExtension>().SingleOrDefault();
        if (engine is { ConnectionString: { } text, Connection: null } && IsSqlite(engine) && !IsNamed(text))
            ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
                engine.WithConnectionString(OwnPool(text))
            );
    }

    /// <summary>Has a context take its connections from the store's pool.</summary>
    /// <returns>The connection string that it had before; null where nothing was changed.</returns>
    public static string? UseOwnPool(DbContext context)
    {
        if (
            !DatabaseEngine.IsSqlite(context.Database.ProviderName)
            || RelationalOptionsExtension.Extract(context.GetService<IDbContextOptions>()).Connection is not null
            || context.Database.GetConnectionString() is not { } text
            || text.EndsWith(Mark, StringComparison.Ordinal)
        )
            return null;
        context.Database.SetConnectionString(OwnPool(text));
        return text;
    }

    // By name, because the package depends on no engine's own package.
    private static bool IsSqlite(RelationalOptionsExtension engine) =>
        engine.GetType().Name == "SqliteOptionsExtension";

    // It stands in the host's configuration, and is found there when a context is made.
    private static bool IsNamed(string text) => text.StartsWith("Name=", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwn(DbConnection connection, ConnectionEndEventData opened) =>
        DatabaseEngine.IsSqlite(opened.Context?.Database.ProviderName)
        && connection.ConnectionString.EndsWith(Mark, StringComparison.Ordinal);
}
