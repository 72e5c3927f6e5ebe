using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Looks when the host starts whether the database has SupportKit's tables with all their columns. Without it each request would
/// fail by itself, with an error of the engine's.
/// </summary>
internal sealed class TablesOnStart(StoreContexts contexts) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        try
        {
            if (
                context is SupportKitDbContext
                && await MigrationLock.MissingAsync(context, cancellationToken).ConfigureAwait(false) is [var first, ..]
                && await IsVersionedAsync(context, cancellationToken).ConfigureAwait(false)
            )
                throw Missing($"The database lacks the migration {first}.");
            await LookAsync<TicketRow>(context, cancellationToken).ConfigureAwait(false);
            await LookAsync<EventRow>(context, cancellationToken).ConfigureAwait(false);
            await LookAsync<DeadlineRow>(context, cancellationToken).ConfigureAwait(false);
            await LookAsync<MessageRow>(context, cancellationToken).ConfigureAwait(false);
            await LookAsync<CommandIdRow>(context, cancellationToken).ConfigureAwait(false);
            await LookAsync<TicketAccessRow>(context, cancellationToken).ConfigureAwait(false);
            await LookAsync<SearchTermRow>(context, cancellationToken).ConfigureAwait(false);
            await LookAsync<PolicyRow>(context, cancellationToken).ConfigureAwait(false);
            await LookAsync<AttachmentRow>(context, cancellationToken).ConfigureAwait(false);
            await LookAsync<AttachmentPartRow>(context, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException error)
        {
            // One that cannot be reached is another matter, and its own error says so.
            if (!await context.Database.CanConnectAsync(cancellationToken).ConfigureAwait(false))
                throw;
            throw Missing($"The database says: {error.Message}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Tables that the host made itself have no history; whether they serve, only they tell.
    private static async Task<bool> IsVersionedAsync(DbContext context, CancellationToken cancellationToken) =>
        (await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any();

    // No row is read, but every table and column must be there.
    private static Task<List<T>> LookAsync<T>(DbContext context, CancellationToken cancellationToken)
        where T : class => context.Set<T>().AsNoTracking().Where(_ => false).ToListAsync(cancellationToken);

    private static SupportKitException Missing(string cause) =>
        new(
            SupportKitErrors.StoreTablesMissing,
            cause,
            "Call CreateSchemaOnStart, or apply the migrations before the host starts; docs/storage.md shows both."
        );
}
