using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportKit.Desk;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// As long as it is not disposed, what the desk does in this flow of calls is part of the host's transaction: it is
/// committed with it, vanishes with it, and nobody else sees it before.
/// </summary>
/// <remarks>
/// Commit the transaction first, then dispose this: that wakes the workers. One connection serves it all, so await each call
/// before the next. A lost race inside is decided anew, behind a savepoint, and leaves the transaction usable; under an
/// isolation that hides what others have committed meanwhile, the race cannot be resolved and the database's exception comes out.
/// On SQLite begin the transaction in the usual way, not <c>deferred</c>: a deferred one that has read cannot write once somebody
/// else has written or is writing, and the desk then throws <c>store.transaction_deferred</c> at once.
/// </remarks>
public sealed class SupportKitTransactionScope : IDisposable
{
    private static readonly AsyncLocal<SupportKitTransactionScope?> Joined = new();

    private readonly DbContext host;
    private readonly IDbContextTransaction transaction;
    private readonly IDisposable pending;
    private readonly SupportKitTransactionScope? outer;
    private volatile bool disposed;
    private bool writes;

    internal SupportKitTransactionScope(DbContext host, IDbContextTransaction transaction)
    {
        (this.host, this.transaction, outer) = (host, transaction, Joined.Value);
        pending = DeferredNotifications.Begin();
        Joined.Value = this;
    }

    /// <summary>What this flow has joined; null when it commits by itself.</summary>
    internal static SupportKitTransactionScope? Current => Joined.Value is { disposed: false } join ? join : null;

    /// <summary>Ends it and wakes the workers for what was committed. Disposing it again does nothing.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        Joined.Value = outer;
        pending.Dispose();
    }

    /// <exception cref="SupportKitException"><c>store.transaction_missing</c>: it has ended since.</exception>
    internal (DbConnection Connection, DbTransaction Transaction) Open() =>
        host.Database.CurrentTransaction == transaction
            ? (host.Database.GetDbConnection(), transaction.GetDbTransaction())
            : throw Missing("The transaction that SupportKit has joined is over.");

    /// <exception cref="SupportKitException"><c>store.transaction_deferred</c>: it cannot write any more.</exception>
    internal async Task EnsureWritesAsync(DbContext joined, CancellationToken cancellationToken)
    {
        if (writes || !DatabaseEngine.IsSqlite(joined.Database.ProviderName))
            return;
        await SqliteWriteLock.TakeAsync(joined, cancellationToken).ConfigureAwait(false);
        writes = true;
    }

    internal static SupportKitException Missing(string cause) =>
        new(
            SupportKitErrors.StoreTransactionMissing,
            cause,
            "Begin one with context.Database.BeginTransactionAsync(), join it, and call the desk before it is committed."
        );
}

/// <summary>Brings the desk into a transaction of the host's.</summary>
public static class HostTransactions
{
    /// <summary>
    /// From here on, and until the result is disposed, what the desk does in this flow of calls is part of the transaction that
    /// is open on this context. The context's database must be the one that the store's tables are in.
    /// </summary>
    /// <param name="context">A context of the host's, of any type.</param>
    /// <returns>Disposed after the commit, it wakes the workers.</returns>
    /// <exception cref="SupportKitException"><c>store.transaction_missing</c>: no transaction is open on the context.</exception>
    public static SupportKitTransactionScope EnlistSupportKit(this DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new SupportKitTransactionScope(
            context,
            context.Database.CurrentTransaction
                ?? throw SupportKitTransactionScope.Missing(
                    "No transaction is open on the context that SupportKit is to join."
                )
        );
    }
}
