using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// The addresses that are not written to, in the database of the tickets, so that no process writes to them. Thread-safe; each call has a context
/// and a connection of its own, unless it joins the host's transaction. What the database itself reports comes out as its provider's exception.
/// </summary>
/// <param name="contexts">Makes the contexts.</param>
public sealed class EfSuppressionList(StoreContexts contexts) : ISuppressionList
{
    /// <inheritdoc/>
    public async Task SuppressAsync(string tenant, SuppressedAddress suppressed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(suppressed);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var statement = new Statement(
            $"""
            insert into {Tables.Of(lease.Context).SuppressedAddresses}
              (tenant, address, recipient_kind, recipient, status, at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant, address) do nothing
            """,
            tenant,
            suppressed.Address,
            suppressed.Of.Kind.ToString(),
            suppressed.Of.Id,
            suppressed.Status,
            UnixMicroseconds.Floor(suppressed.At)
        );
        await StatementRunner.RunAsync(lease.Context, [statement], cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<int> CountSoftBounceAsync(
        string tenant,
        SoftBounce bounce,
        Instant since,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(bounce);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var table = Tables.Of(lease.Context).SoftBounces;
        Statement[] statements =
        [
            new(
                $"""
                insert into {table}
                  (tenant, address, mail, recipient_kind, recipient, at)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (tenant, address, mail) do nothing
                """,
                tenant,
                bounce.Address,
                bounce.Mail,
                bounce.Of.Kind.ToString(),
                bounce.Of.Id,
                UnixMicroseconds.Floor(bounce.At)
            ),
            new(
                $"delete from {table} where tenant = $1 and address = $2 and at < $3",
                tenant,
                bounce.Address,
                UnixMicroseconds.Floor(since)
            ),
        ];
        await StatementRunner.RunAsync(lease.Context, statements, cancellationToken).ConfigureAwait(false);
        return await lease
            .Context.Set<SoftBounceRow>()
            .CountAsync(row => row.Tenant == tenant && row.Address == bounce.Address, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<SuppressedAddress?> FindAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        var normal = Normalize(address);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var row = await lease
            .Context.Set<SuppressedAddressRow>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Tenant == tenant && row.Address == normal, cancellationToken)
            .ConfigureAwait(false);
        return row is null ? null : ToEntry(row);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<SuppressedAddress>> ListAsync(
        string tenant,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var rows = await lease
            .Context.Set<SuppressedAddressRow>()
            .AsNoTracking()
            .Where(row => row.Tenant == tenant)
            .OrderByDescending(row => row.At)
            .ThenBy(row => row.Address)
            .Take(limit)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. rows.Select(ToEntry)];
    }

    /// <inheritdoc/>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        return await lease.Context.Set<SuppressedAddressRow>().CountAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<bool> LiftAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        var normal = Normalize(address);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        await lease
            .Context.Set<SoftBounceRow>()
            .Where(row => row.Tenant == tenant && row.Address == normal)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        return await lease
                .Context.Set<SuppressedAddressRow>()
                .Where(row => row.Tenant == tenant && row.Address == normal)
                .ExecuteDeleteAsync(cancellationToken)
                .ConfigureAwait(false) > 0;
    }

    /// <inheritdoc/>
    public async Task<int> LiftAllAsync(string tenant, Recipient recipient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var (kind, id) = (recipient.Kind.ToString(), recipient.Id);
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        await lease
            .Context.Set<SoftBounceRow>()
            .Where(row => row.Tenant == tenant && row.Recipient == id && row.RecipientKind == kind)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
        return await lease
            .Context.Set<SuppressedAddressRow>()
            .Where(row => row.Tenant == tenant && row.Recipient == id && row.RecipientKind == kind)
            .ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    private static string Normalize(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
#pragma warning disable CA1308 // as SuppressedAddress has them
        return address.ToLowerInvariant();
#pragma warning restore CA1308
    }

    private static SuppressedAddress ToEntry(SuppressedAddressRow row) =>
        new(
            row.Address,
            new Recipient(Enum.Parse<RecipientKind>(row.RecipientKind), row.Recipient),
            row.Status,
            UnixMicroseconds.ToInstant(row.At)
        );
}
