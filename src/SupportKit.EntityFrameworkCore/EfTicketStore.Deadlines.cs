using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
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
        var (at, until) = (UnixMicroseconds.Floor(now), UnixMicroseconds.Ceiling(leaseUntil));
        if (DatabaseEngine.IsPostgres(context.Database.ProviderName))
            return await PostgresClaims.DueAsync(context, at, until, limit, cancellationToken).ConfigureAwait(false);
        var due = context.Set<DeadlineRow>().Where(row => row.WakeAt <= at);
        return await ClaimLoop.RunAsync(limit, CandidatesAsync, ClaimAsync, cancellationToken).ConfigureAwait(false);

        async Task<IReadOnlyList<Ticket>> CandidatesAsync(int wanted)
        {
            var bodies =
                from row in due.OrderBy(row => row.WakeAt)
                    .ThenBy(row => row.DueAt)
                    .ThenBy(row => row.Tenant)
                    .ThenBy(row => row.Ticket)
                    .Take(wanted)
                join ticket in context.Set<TicketRow>()
                    on new { row.Tenant, Id = row.Ticket } equals new { ticket.Tenant, ticket.Id }
                orderby row.WakeAt, row.DueAt, row.Tenant, row.Ticket
                select ticket.Body;
            var found = await bodies.ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. found.Select(TicketJson.ReadTicket)];
        }

        async Task<bool> ClaimAsync(Ticket ticket) =>
            await due.Where(row => row.Tenant == ticket.Tenant && row.Ticket == ticket.Id.Value)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.WakeAt, until), cancellationToken)
                .ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async Task<Instant?> NextDueAsync(CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var next = await context
            .Set<DeadlineRow>()
            .MinAsync(row => (long?)row.WakeAt, cancellationToken)
            .ConfigureAwait(false);
        return next is { } at ? UnixMicroseconds.ToInstant(at) : null;
    }
}
