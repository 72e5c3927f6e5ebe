using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Tickets in a relational database: SQLite in the host's process, or PostgreSQL under any number of processes.
/// Thread-safe; each call has a context of its own, and a connection too unless it joins the host's transaction.
/// </summary>
/// <remarks>
/// A commit is one transaction, and a lost race is an outcome, never an exception. What the database itself reports (not
/// reachable, full, timed out) comes out as its provider's exception, or as the reason inside <c>store.commit_failed</c>, whose
/// message tells whether it is certain that nothing was stored.
/// </remarks>
public sealed partial class EfTicketStore : ITicketStore
{
    private readonly StoreContexts contexts;
    private readonly GroupCommit group;

    /// <summary>A store whose tables are where the contexts' model says.</summary>
    /// <param name="contexts">Makes the contexts.</param>
    public EfTicketStore(StoreContexts contexts)
    {
        this.contexts = contexts;
        group = new GroupCommit(CommitAloneAsync, TryTogetherAsync);
    }

    /// <inheritdoc/>
    public async Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var body = await VisibleOne(context, key, viewer)
            .Select(row => row.Ticket.Body)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return body is null ? null : StoredText.ReadOf(key, body, TicketJson.ReadTicket);
    }

    /// <inheritdoc/>
    public async Task<TicketId?> FindByCommandAsync(
        string tenant,
        string commandId,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var ticket = await context
            .Set<CommandIdRow>()
            .Where(row => row.Tenant == tenant && row.Id == commandId)
            .Select(row => (Guid?)row.Ticket)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return ticket is { } id ? new TicketId(id) : null;
    }

    /// <inheritdoc/>
    public async Task<string?> FindCommandFingerprintAsync(
        string tenant,
        string commandId,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        return await lease
            .Context.Set<CommandIdRow>()
            .Where(row => row.Tenant == tenant && row.Id == commandId)
            .Select(row => row.Fingerprint)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
    }
}
