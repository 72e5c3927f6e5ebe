using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SupportKit.EntityFrameworkCore.Rows;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Tickets in a relational database: SQLite in the host's process, or PostgreSQL under any number of processes.
/// Thread-safe; each call has a context and a connection of its own.
/// </summary>
/// <remarks>
/// A commit is one transaction, and a lost race is an outcome, never an exception. What the database itself reports (not
/// reachable, full, timed out) comes out as its provider's exception, and then nothing was stored.
/// </remarks>
/// <param name="contexts">Makes the contexts.</param>
public sealed partial class EfTicketStore(IDbContextFactory<SupportKitDbContext> contexts) : ITicketStore
{
    /// <inheritdoc/>
    public async Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        Stage(context, commit);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return CommitOutcome.Committed;
        }
        catch (DbUpdateException error)
        {
            // Whatever a provider calls a lost race, what is stored by now tells which one it was; if none, it was none.
            var lost = await LostRaceAsync(commit, cancellationToken).ConfigureAwait(false);
            if (lost is { } outcome)
                return outcome;
            throw new DbUpdateException(
                $"store.commit_failed: the database refused the commit of ticket {commit.Ticket.Id} at version "
                    + $"{commit.ExpectedVersion}, and nothing was stored. The inner exception has its reason; when that "
                    + "is passing (a broken connection, a timeout), send the command again.",
                error
            );
        }
    }

    /// <inheritdoc/>
    public async Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var body = await Visible(context, key.Tenant, viewer)
            .Where(row => row.Id == key.Ticket.Value)
            .Select(row => row.Body)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return body is null ? null : TicketJson.ReadTicket(body);
    }

    /// <inheritdoc/>
    public async Task<TicketId?> FindByCommandAsync(
        string tenant,
        string commandId,
        CancellationToken cancellationToken
    )
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var ticket = await context
            .Set<CommandRow>()
            .Where(row => row.Tenant == tenant && row.Id == commandId)
            .Select(row => (Guid?)row.Ticket)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return ticket is { } id ? new TicketId(id) : null;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<RecordedEvent>> HistoryAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var history =
            from ticket in Visible(context, key.Tenant, viewer)
            where ticket.Id == key.Ticket.Value
            join recorded in context.Set<EventRow>()
                on new { ticket.Tenant, Ticket = ticket.Id } equals new { recorded.Tenant, recorded.Ticket }
            orderby recorded.Sequence
            select recorded.Body;
        var bodies = await history.ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. bodies.Select(TicketJson.ReadRecordedEvent)];
    }

    /// <inheritdoc/>
    public async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        var limit = Math.Clamp(query.Limit, 1, TicketQuery.MaxLimit);
        var bodies = await Filtered(context, query)
            .OrderBy(row => row.OpenedAt)
            .ThenBy(row => row.Id)
            .Select(row => row.Body)
            .Take(limit + 1) // one more tells whether there is another page
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        ImmutableArray<Ticket> tickets = [.. bodies.Take(limit).Select(TicketJson.ReadTicket)];
        return new TicketPage(
            tickets,
            bodies.Count > limit ? new TicketCursor(tickets[^1].OpenedAt, tickets[^1].Id) : null
        );
    }

    private static void Stage(SupportKitDbContext context, TicketCommit commit)
    {
        var ticket = context.Entry(TicketRow.Of(commit.Ticket));
        if (commit.ExpectedVersion == 0)
        {
            ticket.State = EntityState.Added;
        }
        else
        {
            ticket.State = EntityState.Modified;
            ticket.Property(row => row.Version).OriginalValue = commit.ExpectedVersion;
        }
        context.AddRange(commit.Events.Select(recorded => EventRow.Of(commit.Key, recorded)));
        context.AddRange(commit.Messages.Select(message => MessageRow.Of(commit, message)));
        if (commit.CommandId is { } command)
            context.Add(
                new CommandRow
                {
                    Tenant = commit.Key.Tenant,
                    Id = command,
                    Ticket = commit.Key.Ticket.Value,
                }
            );
    }

    // Null when the commit should have gone through.
    private async Task<CommitOutcome?> LostRaceAsync(TicketCommit commit, CancellationToken cancellationToken)
    {
        var (tenant, ticket) = (commit.Key.Tenant, commit.Key.Ticket.Value);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = context.ConfigureAwait(false);
        if (
            await context
                .Set<CommandRow>()
                .AnyAsync(row => row.Tenant == tenant && row.Id == commit.CommandId, cancellationToken)
                .ConfigureAwait(false)
        )
            return CommitOutcome.Repeated;
        var version = await context
            .Set<TicketRow>()
            .Where(row => row.Tenant == tenant && row.Id == ticket)
            .Select(row => row.Version)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
        return version == commit.ExpectedVersion ? null : CommitOutcome.Conflict;
    }

    // The one place that says who sees what: part of every question about tickets, in SQL.
    private static IQueryable<TicketRow> Visible(SupportKitDbContext context, string tenant, Viewer viewer)
    {
        var rows = context.Set<TicketRow>().AsNoTracking().Where(row => row.Tenant == tenant);
        return viewer.Requester is { } requester ? rows.Where(row => row.Requester == requester) : rows;
    }

    private static IQueryable<TicketRow> Filtered(SupportKitDbContext context, TicketQuery query)
    {
        var rows = Visible(context, query.Tenant, query.Viewer);
        if (!query.States.IsEmpty)
        {
            var states = query.States.ToArray();
            rows = rows.Where(row => states.Contains(row.State));
        }
        if (query.Queue is { } queue)
            rows = rows.Where(row => row.Queue == queue);
        if (query.After is { } after)
        {
            // Written so that the index is entered at the cursor: no engine does that for an "or" alone.
            var (openedAt, id) = (Micros.Floor(after.OpenedAt), after.Ticket.Value);
            rows = rows.Where(row => row.OpenedAt >= openedAt && (row.OpenedAt > openedAt || row.Id > id));
        }
        return rows;
    }
}
