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
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var (at, until) = (UnixMicroseconds.Floor(now), UnixMicroseconds.Ceiling(leaseUntil));
        if (DatabaseEngine.IsPostgres(context.Database.ProviderName))
            return await ReadAsync(
                    context,
                    await PostgresClaims.DueAsync(context, at, until, limit, cancellationToken).ConfigureAwait(false),
                    utf8 => TicketJson.ReadTicket(utf8),
                    now,
                    cancellationToken
                )
                .ConfigureAwait(false);
        var due = context.Set<DeadlineRow>().Where(row => row.WakeAt <= at);
        var claimed = await ClaimLoop
            .RunAsync(limit, CandidatesAsync, ClaimAsync, cancellationToken)
            .ConfigureAwait(false);
        return await ReadAsync(context, claimed, TicketJson.ReadTicket, now, cancellationToken).ConfigureAwait(false);

        async Task<IReadOnlyList<(ClaimedDeadline, string)>> CandidatesAsync(int wanted)
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
                select new
                {
                    row.Tenant,
                    row.Ticket,
                    row.DueAt,
                    ticket.Body,
                };
            var found = await bodies.ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. found.Select(row => (new ClaimedDeadline(row.Tenant, row.Ticket, row.DueAt), row.Body))];
        }

        async Task<bool> ClaimAsync((ClaimedDeadline Row, string Body) one) =>
            await due.Where(row => row.Tenant == one.Row.Tenant && row.Ticket == one.Row.Ticket)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.WakeAt, until), cancellationToken)
                .ConfigureAwait(false) == 1;
    }

    private static async Task<ImmutableArray<Ticket>> ReadAsync<TBody>(
        DbContext context,
        ImmutableArray<(ClaimedDeadline Row, TBody Body)> claimed,
        Func<TBody, Ticket> read,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var tickets = ImmutableArray.CreateBuilder<Ticket>(claimed.Length);
        foreach (var (row, body) in claimed)
        {
            if (StoredText.TryRead(body, read, out var ticket, out var reason))
                tickets.Add(ticket);
            else
                await QuarantineAsync(
                        context,
                        row,
                        SupportKitErrors.StoreTicketUnreadable,
                        reason,
                        now,
                        null,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
        }
        return tickets.ToImmutable();
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
