using System.Collections.Frozen;
using SupportKit.Policies;

namespace SupportKit.Desk;

/// <summary>The policy in force for each tenant. Thread-safe.</summary>
public sealed class PolicyCatalog
{
    private readonly FrozenDictionary<string, Policy> byTenant;

    /// <summary>Makes a catalog.</summary>
    /// <exception cref="SupportKitException"><c>hosting.tenant_repeated</c>: a tenant has two policies.</exception>
    public PolicyCatalog(IEnumerable<TenantPolicy> policies)
    {
        var all = policies.ToList();
        foreach (var twice in all.GroupBy(policy => policy.Tenant).Where(group => group.Count() > 1))
            throw new SupportKitException(
                "hosting.tenant_repeated",
                $"Tenant \"{twice.Key}\" was given {twice.Count()} policies.",
                "Call AddPolicy once for each tenant."
            );
        byTenant = all.ToFrozenDictionary(policy => policy.Tenant, policy => policy.Policy, StringComparer.Ordinal);
    }

    /// <summary>The tenants that have a policy.</summary>
    public IEnumerable<string> Tenants => byTenant.Keys;

    /// <summary>The tenant's policy.</summary>
    /// <exception cref="SupportKitException"><c>desk.tenant_unknown</c>: it has none.</exception>
    public Policy For(string tenant) =>
        byTenant.GetValueOrDefault(tenant)
        ?? throw new SupportKitException(
            "desk.tenant_unknown",
            $"Tenant \"{tenant}\" has no policy.",
            "Call AddPolicy for it when the host starts."
        );
}

/// <summary>A tenant and its policy.</summary>
public sealed record TenantPolicy(string Tenant, Policy Policy);
