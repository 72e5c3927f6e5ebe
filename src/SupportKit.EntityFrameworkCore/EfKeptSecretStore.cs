using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// What was masked and is kept for a time, encrypted, in the database of the tickets. Thread-safe; each call has a context and a connection of
/// its own, unless it joins the host's transaction. What the database itself reports comes out as its provider's exception.
/// </summary>
/// <param name="contexts">Makes the contexts.</param>
internal sealed class EfKeptSecretStore(StoreContexts contexts) : IKeptSecretStore
{
    public async Task KeepAsync(KeptSecrets secrets, CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var statement = new Statement(
            $"""
            insert into {Tables.Of(lease.Context).KeptSecrets} (tenant, ticket, sequence, content, until)
            values ($1, $2, $3, $4, $5)
            on conflict (tenant, ticket, sequence) do nothing
            """,
            secrets.Ticket.Tenant,
            secrets.Ticket.Ticket.Value,
            secrets.Sequence,
            ImmutableCollectionsMarshal.AsArray(secrets.Protected),
            UnixMicroseconds.Floor(secrets.Until)
        );
        await StatementRunner.RunAsync(lease.Context, [statement], cancellationToken).ConfigureAwait(false);
    }

    public async Task<KeptSecrets?> FindAsync(
        TicketKey ticket,
        long sequence,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var (tenant, id, at) = (ticket.Tenant, ticket.Ticket.Value, UnixMicroseconds.Floor(now));
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var row = await lease
            .Context.Set<KeptSecretRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.Tenant == tenant && row.Ticket == id && row.Sequence == sequence && row.Until > at,
                cancellationToken
            )
            .ConfigureAwait(false);
        return row is null
            ? null
            : new KeptSecrets(
                ticket,
                sequence,
                ImmutableCollectionsMarshal.AsImmutableArray(row.Content),
                UnixMicroseconds.ToInstant(row.Until)
            );
    }

    public async Task RemoveAsync(TicketKey ticket, CancellationToken cancellationToken)
    {
        var (tenant, id) = (ticket.Tenant, ticket.Ticket.Value);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        await lease
            .Context.Set<KeptSecretRow>()
            .Where(row => row.Tenant == tenant && row.Ticket == id)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<int> RemoveExpiredAsync(Instant now, CancellationToken cancellationToken)
    {
        var at = UnixMicroseconds.Floor(now);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        return await lease
            .Context.Set<KeptSecretRow>()
            .Where(row => row.Until <= at)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
    }
}
