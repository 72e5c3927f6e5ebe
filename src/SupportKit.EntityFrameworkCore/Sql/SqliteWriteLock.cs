using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Makes a host's SQLite transaction one that writes, before anything is written in it. One that was begun deferred and has read
/// cannot become one while somebody else writes, nor ever after somebody else has written; waiting for it is in vain.
/// </summary>
internal static class SqliteWriteLock
{
    // SQLite's provider tries again and again, its thread asleep between, until this time is over; below 0 it tries once.
    private const int Once = -1;

    // The package depends on no engine's own package, and so does not know its exceptions by type.
    private const string Busy = "SQLite Error 5:";

    /// <exception cref="SupportKitException"><c>store.transaction_deferred</c>.</exception>
    public static async Task TakeAsync(DbContext joined, CancellationToken stop)
    {
        if (await TryAsync(joined, stop).ConfigureAwait(false) is null)
            return;
        // SQLite itself tells the two apart: it waits for the others where that helps, which is where nothing was read yet, and
        // refuses at once where it does not.
        var wait = await AskAsync(joined, "PRAGMA busy_timeout", stop).ConfigureAwait(false);
        await AskAsync(joined, "PRAGMA busy_timeout = 30000", stop).ConfigureAwait(false);
        try
        {
            if (await TryAsync(joined, stop).ConfigureAwait(false) is not null)
                throw new SupportKitException(
                    SupportKitErrors.StoreTransactionDeferred,
                    "The host's SQLite transaction was begun deferred and has read; somebody else is writing, or has written since, "
                        + "so it cannot write any more.",
                    "Roll it back, and begin it with BeginTransactionAsync() and not deferred: then it can write from its start."
                );
        }
        finally
        {
            await AskAsync(joined, $"PRAGMA busy_timeout = {wait}", CancellationToken.None).ConfigureAwait(false);
        }
    }

    // A statement that may write takes the lock, whether or not it finds a row.
    private static async Task<DbException?> TryAsync(DbContext joined, CancellationToken stop)
    {
        try
        {
            await AskAsync(joined, $"delete from {Tables.Of(joined).Messages} where 1 = 0", stop).ConfigureAwait(false);
            return null;
        }
        catch (DbException error) when (error.Message.StartsWith(Busy, StringComparison.Ordinal))
        {
            return error;
        }
    }

    private static async Task<object?> AskAsync(DbContext joined, string text, CancellationToken stop)
    {
        var command = joined.Database.GetDbConnection().CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.Transaction = joined.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = Once;
        command.CommandText = text;
        return await command.ExecuteScalarAsync(stop).ConfigureAwait(false);
    }
}
