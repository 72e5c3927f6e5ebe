using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <content>Quarantine and backlog.</content>
public sealed partial class EfTicketStore
{
    /// <inheritdoc/>
    public async Task QuarantineAsync(
        Ticket claimed,
        string code,
        string reason,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(claimed);
        if (DeadlineRow.Of(claimed) is not { } row)
            return;
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        await QuarantineAsync(
                lease.Context,
                new(row.Tenant, row.Ticket, row.DueAt),
                code,
                reason,
                now,
                claimed.Version,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    // A ticket that was changed meanwhile has another version. One that cannot be read has none to compare, and is known by its deadline.
    private static async Task QuarantineAsync(
        DbContext context,
        ClaimedDeadline claimed,
        string code,
        string reason,
        Instant now,
        long? version,
        CancellationToken cancellationToken
    )
    {
        var rows = context
            .Set<DeadlineRow>()
            .Where(row => row.Tenant == claimed.Tenant && row.Ticket == claimed.Ticket && row.DueAt == claimed.DueAt);
        if (version is { } claimedVersion)
            rows = rows.Where(row =>
                context
                    .Set<TicketRow>()
                    .Any(ticket =>
                        ticket.Tenant == row.Tenant && ticket.Id == row.Ticket && ticket.Version == claimedVersion
                    )
            );
        var attempts =
            1 + await rows.Select(row => row.Attempts).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var until = UnixMicroseconds.Ceiling(now + QuarantinedItem.DelayAfter(attempts));
        await rows.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.WakeAt, until)
                        .SetProperty(row => row.Attempts, attempts)
                        .SetProperty(row => row.Code, code)
                        .SetProperty(row => row.Error, reason),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<QuarantinedItem>> QuarantinedAsync(
        string? tenant,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var deadlines = await Deadlines(lease.Context, tenant)
            .AsNoTracking()
            .OrderBy(row => row.WakeAt)
            .Take(limit)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var messages = await Messages(lease.Context, tenant)
            .OrderBy(row => row.NotBefore)
            .Take(limit)
            .Select(row => new
            {
                row.Tenant,
                row.Ticket,
                row.Id,
                row.Code,
                row.Error,
                row.Attempts,
                row.NotBefore,
            })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. deadlines
                .Select(row => Item(row.Tenant, row.Ticket, null, row.Code, row.Error, row.Attempts, row.WakeAt))
                .Concat(
                    messages.Select(row =>
                        Item(row.Tenant, row.Ticket, row.Id, row.Code, row.Error, row.Attempts, row.NotBefore)
                    )
                )
                .OrderBy(item => item.RetryAt)
                .Take(limit),
        ];

        static QuarantinedItem Item(
            string tenant,
            Guid ticket,
            string? message,
            string? code,
            string? error,
            int attempts,
            long retryAt
        ) =>
            new(
                new TicketKey(tenant, new TicketId(ticket)),
                message,
                code ?? "",
                error ?? "",
                attempts,
                UnixMicroseconds.ToInstant(retryAt)
            );
    }

    /// <inheritdoc/>
    public async Task<int> RetryQuarantinedAsync(
        string tenant,
        TicketId? ticket,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var (deadlines, messages) = (Deadlines(lease.Context, tenant), Messages(lease.Context, tenant));
        if (ticket is { Value: var id })
            (deadlines, messages) = (deadlines.Where(row => row.Ticket == id), messages.Where(row => row.Ticket == id));
        var at = UnixMicroseconds.Floor(now);
        return await deadlines
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.WakeAt, at), cancellationToken)
                .ConfigureAwait(false)
            + await messages
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NotBefore, at), cancellationToken)
                .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<StoreBacklog> BacklogAsync(Instant now, CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var tables = Tables.Of(lease.Context);
        // No lease and no delay is longer, so everything due is in this range of the index.
        var soon = UnixMicroseconds.Ceiling(now + QuarantinedItem.MaxDelay);
        var statement = new Statement(
            $"""
            select
              (select min(due_at) from {tables.Deadlines} where wake_at <= $2 and due_at <= $1 and code is null),
              (select min(case when attempts = 0 then committed_at else not_before end) from {tables.Messages}
               where state = 'Waiting' and code is null and (not_before <= $1 or (attempts = 0 and committed_at <= $1))),
              (select count(*) from {tables.Deadlines} where code is not null),
              (select count(*) from {tables.Messages} where state = 'Waiting' and code is not null),
              (select count(*) from {tables.Messages} where state in ('DeadLettered', 'Holding'))
            """,
            UnixMicroseconds.Floor(now),
            soon
        );
        var backlog = new StoreBacklog(null, null, 0, 0);
        await foreach (
            var row in StatementRunner.QueryAsync(lease.Context, statement, cancellationToken).ConfigureAwait(false)
        )
            backlog = new StoreBacklog(
                At(row, 0),
                At(row, 1),
                (int)(row.GetInt64(2) + row.GetInt64(3)),
                (int)row.GetInt64(4)
            );
        return backlog;

        static Instant? At(DbDataReader row, int place) =>
            row.IsDBNull(place) ? null : UnixMicroseconds.ToInstant(row.GetInt64(place));
    }

    private static IQueryable<DeadlineRow> Deadlines(DbContext context, string? tenant)
    {
        var rows = context.Set<DeadlineRow>().Where(row => row.Code != null);
        return tenant is null ? rows : rows.Where(row => row.Tenant == tenant);
    }

    private static IQueryable<MessageRow> Messages(DbContext context, string? tenant)
    {
        var rows = context.Set<MessageRow>().Where(row => row.State == MessageState.Waiting && row.Code != null);
        return tenant is null ? rows : rows.Where(row => row.Tenant == tenant);
    }
}
