using System.Collections.Concurrent;
using SupportKit.PolicyJson;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>
/// The version of the policy that a ticket goes by: the one it was promised under, until somebody moves it. Thread-safe.
/// </summary>
internal sealed class PolicyVersions(PolicyCatalog inForce, IPolicyArchive archive)
{
    private readonly ConcurrentDictionary<(string Tenant, string Version), Policy> known = new();
    private readonly ConcurrentDictionary<(string Tenant, string Version), bool> kept = new();

    /// <summary>The version in force.</summary>
    /// <exception cref="SupportKitException"><c>desk.tenant_unknown</c>.</exception>
    public Policy InForce(string tenant) => inForce.For(tenant);

    /// <summary>
    /// The version a ticket goes by; null when the archive has lost it, or keeps what cannot be read: what a newer version of
    /// SupportKit wrote, or what was damaged.
    /// </summary>
    public async ValueTask<Policy?> OfAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var current = inForce.For(ticket.Tenant);
        if (current.Version == ticket.Policy)
            return current;
        var key = (ticket.Tenant, ticket.Policy);
        if (known.TryGetValue(key, out var found))
            return found;
        var json = await archive.FindAsync(ticket.Tenant, ticket.Policy, cancellationToken).ConfigureAwait(false);
        if (json is null)
            return null;
        try
        {
            return known.GetOrAdd(key, Policy.Parse(json));
        }
        catch (PolicyException)
        {
            return null;
        }
    }

    /// <summary>Keeps a version before the first ticket goes by it; once for each process.</summary>
    public async ValueTask KeepAsync(string tenant, Policy policy, CancellationToken cancellationToken)
    {
        if (kept.ContainsKey((tenant, policy.Version)))
            return;
        await archive.KeepAsync(tenant, policy.Version, policy.ToJson(), cancellationToken).ConfigureAwait(false);
        if (!DeferredNotifications.Any) // else it may vanish again
            kept[(tenant, policy.Version)] = true;
    }
}
