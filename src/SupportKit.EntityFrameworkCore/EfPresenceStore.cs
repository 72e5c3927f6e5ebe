using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Desk;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Who has a ticket open, in the database of the tickets, so that people whom different processes serve see each other. Thread-safe; each
/// call has a context and a connection of its own. What the database itself reports comes out as its provider's exception.
/// </summary>
/// <param name="contexts">Makes the contexts.</param>
public sealed class EfPresenceStore(StoreContexts contexts) : IPresenceStore
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<AgentPresence>> UpdateAsync(
        TicketKey ticket,
        AgentPresence own,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(own);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var (tenant, id, at) = (ticket.Tenant, ticket.Ticket.Value, UnixMicroseconds.Floor(now));
        var table = Tables.Of(lease.Context).Presences;
        var isHere = own.Until > now;
        // Everybody clears away what they themselves left behind, so that no two ever wait for each other's rows.
        var gone = new Statement(
            $"delete from {table} where tenant = $1 and agent = $2 and (until <= $3 or ($4 = 1 and ticket = $5))",
            tenant,
            own.Agent,
            at,
            isHere ? 0 : 1,
            id
        );
        var here = new Statement(
            $"""
            insert into {table} (tenant, agent, ticket, writing, until) values ($1, $2, $3, $4, $5)
            on conflict (tenant, agent, ticket) do update set writing = excluded.writing, until = excluded.until
            """,
            tenant,
            own.Agent,
            id,
            own.IsWriting ? 1 : 0,
            UnixMicroseconds.Floor(own.Until)
        );
        await StatementRunner
            .RunAsync(lease.Context, isHere ? [gone, here] : [gone], cancellationToken)
            .ConfigureAwait(false);
        var rows = await lease
            .Context.Set<PresenceRow>()
            .AsNoTracking()
            .Where(row => row.Tenant == tenant && row.Ticket == id && row.Until > at && row.Agent != own.Agent)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. rows.Select(row => new AgentPresence(row.Agent, row.Writing != 0, UnixMicroseconds.ToInstant(row.Until)))
                .OrderBy(one => one.Agent, StringComparer.Ordinal),
        ];
    }
}
