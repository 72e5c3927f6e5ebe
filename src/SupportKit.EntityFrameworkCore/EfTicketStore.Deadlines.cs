using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.EntityFrameworkCore.Rows;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

public sealed partial class EfTicketStore
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<Ticket>> ClaimDueAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var until = Micros.Ceiling(leaseUntil);
        var due = Due(context, Micros.Floor(now));
        return await Claiming.RunAsync(limit, CandidatesAsync, ClaimAsync, cancellationToken).ConfigureAwait(false);

        async Task<IReadOnlyList<Ticket>> CandidatesAsync(int wanted)
        {
            var rows = await due.OrderBy(row => row.DueAt)
                .ThenBy(row => row.Tenant)
                .ThenBy(row => row.Id)
                .Take(wanted)
                .Select(row => row.Body)
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            return [.. rows.Select(TicketJson.ReadTicket)];
        }

        async Task<bool> ClaimAsync(Ticket ticket) =>
            await due.Where(row =>
                    row.Tenant == ticket.Tenant && row.Id == ticket.Id.Value && row.Version == ticket.Version
                )
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, until), cancellationToken)
                .ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async Task<Instant?> NextDueAsync(CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var planned = context.Set<TicketRow>().Where(row => row.DueAt != null);
        var free = planned
            .Where(row => row.LeasedUntil == null)
            .OrderBy(row => row.DueAt)
            .Take(1)
            .Select(row => row.DueAt);
        var leased = planned
            .Where(row => row.LeasedUntil != null)
            .Select(row => row.DueAt > row.LeasedUntil ? row.DueAt : row.LeasedUntil);
        // One statement sees one state: with two, a ticket that is claimed in between would be in neither.
        var next = await free.Concat(leased).MinAsync(cancellationToken).ConfigureAwait(false);
        return next is { } at ? Micros.ToInstant(at) : null;
    }

    // What may be claimed: said once, for finding candidates and for taking each of them.
    private static IQueryable<TicketRow> Due(DbContext context, long now) =>
        context.Set<TicketRow>().Where(row => row.DueAt <= now && (row.LeasedUntil == null || row.LeasedUntil <= now));
}
