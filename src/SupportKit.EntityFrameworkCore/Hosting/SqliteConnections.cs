using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Sets each SQLite connection up as it is opened, so that a writer waits for the one before it instead of failing with
/// "database is locked". Other engines pass unchanged.
/// </summary>
internal sealed class SqliteConnections : DbConnectionInterceptor
{
    // Long enough for a queue of writers on a slow disk; a commit itself takes milliseconds.
    private const string Setup = "PRAGMA busy_timeout = 30000;";

    public static SqliteConnections Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsSqlite(eventData))
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
        if (!IsSqlite(eventData))
            return;
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.CommandText = Setup;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static bool IsSqlite(ConnectionEndEventData opened) =>
        DatabaseEngine.IsSqlite(opened.Context?.Database.ProviderName);
}
