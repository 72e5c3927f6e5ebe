using Microsoft.EntityFrameworkCore;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// Versions of policies in the database of the tickets that go by them. Thread-safe; each call has a context and a
/// connection of its own. What the database itself reports comes out as its provider's exception.
/// </summary>
/// <param name="contexts">Makes the contexts.</param>
public sealed class EfPolicyArchive(StoreContexts contexts) : IPolicyArchive
{
    /// <inheritdoc/>
    public async Task KeepAsync(string tenant, string version, string json, CancellationToken cancellationToken)
    {
        if (await IsKeptAsync(tenant, version, cancellationToken).ConfigureAwait(false))
            return;
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        context.Add(
            new PolicyRow
            {
                Tenant = tenant,
                Version = version,
                Body = json,
            }
        );
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // Another process has kept the same version first.
            if (!await IsKeptAsync(tenant, version, cancellationToken).ConfigureAwait(false))
                throw;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> FindAsync(string tenant, string version, CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        return await context
            .Set<PolicyRow>()
            .Where(row => row.Tenant == tenant && row.Version == version)
            .Select(row => row.Body)
            .SingleOrDefaultAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<bool> IsKeptAsync(string tenant, string version, CancellationToken cancellationToken)
    {
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        return await context
            .Set<PolicyRow>()
            .AnyAsync(row => row.Tenant == tenant && row.Version == version, cancellationToken)
            .ConfigureAwait(false);
    }
}
