using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Where the store takes its contexts from: SupportKit's own context, or the host's. Made by <c>UseEntityFrameworkStore</c>.
/// Thread-safe.
/// </summary>
public abstract class StoreContexts
{
    private protected StoreContexts() { }

    /// <summary>A context for one operation: on a connection of its own, or in the transaction that this flow has joined.</summary>
    internal abstract Task<ContextScope> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The same, for an operation that writes.</summary>
    /// <exception cref="SupportKitException"><c>store.transaction_deferred</c>: the host's transaction cannot write any more.</exception>
    internal async Task<ContextScope> OpenToWriteAsync(CancellationToken cancellationToken)
    {
        var scope = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (SupportKitTransactionScope.Current is { } join)
                await join.EnsureWritesAsync(scope.Context, cancellationToken).ConfigureAwait(false);
            return scope;
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}

/// <summary>A context for one operation, and what lives as long as it does.</summary>
internal sealed class ContextScope(DbContext context, AsyncServiceScope scope, string? hostsConnection = null)
    : IAsyncDisposable
{
    public DbContext Context => context;

    public async ValueTask DisposeAsync()
    {
        if (hostsConnection is not null)
        {
            // The context may come from a pool of the host's, and goes back as it was.
            await context.Database.GetDbConnection().CloseAsync().ConfigureAwait(false);
            context.Database.SetConnectionString(hostsConnection);
        }
        await context.DisposeAsync().ConfigureAwait(false);
        await scope.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>Contexts as the host registered them: by a factory, pooled or not, or one for each scope.</summary>
internal sealed class StoreContexts<TContext>(IServiceScopeFactory scopes) : StoreContexts
    where TContext : DbContext
{
    internal override async Task<ContextScope> OpenAsync(CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var join = SupportKitTransactionScope.Current;
            var context = join is not null
                ? await JoinedAsync(scope.ServiceProvider, join, cancellationToken).ConfigureAwait(false)
                : await OwnAsync(scope.ServiceProvider, cancellationToken).ConfigureAwait(false);
            if (context.Model.FindEntityType(typeof(TicketRow)) is null)
                throw new SupportKitException(
                    SupportKitErrors.StoreTablesUnmapped,
                    $"The model of {typeof(TContext).Name} has no tables of SupportKit.",
                    "Call modelBuilder.UseSupportKit() in its OnModelCreating."
                );
            return new ContextScope(context, scope, join is null ? SqliteConnections.UseOwnPool(context) : null);
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<DbContext> OwnAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetService<IDbContextFactory<TContext>>() is { } factory
            ? await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false)
            : services.GetRequiredService<TContext>();

    // Never from a pool: the connection is the host's, and must not be passed on with a pooled context.
    private static async Task<DbContext> JoinedAsync(
        IServiceProvider services,
        SupportKitTransactionScope join,
        CancellationToken cancellationToken
    )
    {
        var (connection, transaction) = join.Open();
        DbContext context = ActivatorUtilities.CreateInstance<TContext>(services);
        try
        {
            context.Database.SetDbConnection(connection, contextOwnsConnection: false);
            await context.Database.UseTransactionAsync(transaction, cancellationToken).ConfigureAwait(false);
            return context;
        }
        catch
        {
            await context.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
