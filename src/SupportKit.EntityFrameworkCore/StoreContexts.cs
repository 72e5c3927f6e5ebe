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
}

/// <summary>A context for one operation, and what lives as long as it does.</summary>
internal sealed class ContextScope(DbContext context, AsyncServiceScope scope) : IAsyncDisposable
{
    public DbContext Context => context;

    public async ValueTask DisposeAsync()
    {
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
            var context = SupportKitTransactionScope.Current is { } join
                ? await JoinedAsync(scope.ServiceProvider, join, cancellationToken).ConfigureAwait(false)
                : await OwnAsync(scope.ServiceProvider, cancellationToken).ConfigureAwait(false);
            if (context.Model.FindEntityType(typeof(TicketRow)) is null)
                throw new SupportKitException(
                    SupportKitErrors.StoreTablesUnmapped,
                    $"The model of {typeof(TContext).Name} has no tables of SupportKit.",
                    "Call modelBuilder.UseSupportKit() in its OnModelCreating."
                );
            return new ContextScope(context, scope);
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

    // Never from a pool: the connection is the host's, and must not come back to the next who takes the context.
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
