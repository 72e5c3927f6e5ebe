using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SupportKit.Localization;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;

namespace SupportKit.Desk;

/// <summary>
/// The policy in force for each tenant. Thread-safe: a policy is replaced in one step, and a decision that has begun goes
/// on under the one it began with.
/// </summary>
public sealed class PolicyCatalog
{
    private readonly ConcurrentDictionary<string, Policy> byTenant;

    /// <summary>Makes a catalog of the policies in force.</summary>
    /// <exception cref="SupportKitException"><c>hosting.tenant_repeated</c>: a tenant has two policies.</exception>
    public PolicyCatalog(IEnumerable<TenantPolicy> policies)
    {
        var all = policies.ToList();
        foreach (var twice in all.GroupBy(policy => policy.Tenant).Where(group => group.Count() > 1))
            throw Repeated(twice.Key, twice.Count());
        byTenant = new(all.ToDictionary(policy => policy.Tenant, policy => policy.Policy), StringComparer.Ordinal);
    }

    /// <summary>The sections whose check may remain incomplete, as the host allowed.</summary>
    internal ImmutableArray<string> AllowIncomplete { get; init; } = [];

    /// <summary>Whether the host can encrypt what a policy has kept.</summary>
    internal bool HasProtector { get; init; }

    /// <summary>The tenants that have a policy.</summary>
    public IEnumerable<string> Tenants => byTenant.Keys;

    /// <summary>The policy that is in force for the tenant.</summary>
    /// <exception cref="SupportKitException"><c>desk.tenant_unknown</c>: it has none.</exception>
    public Policy For(string tenant) =>
        byTenant.TryGetValue(HostId.Require(tenant), out var policy)
            ? policy
            : throw new SupportKitException(
                SupportKitErrors.DeskTenantUnknown,
                $"Tenant \"{tenant}\" has no policy.",
                "Call AddPolicy for it when the host starts."
            );

    /// <summary>The tenant's policy, if this process knows the tenant.</summary>
    public bool TryGet(string tenant, [MaybeNullWhen(false)] out Policy policy) =>
        byTenant.TryGetValue(tenant, out policy);

    /// <summary>Puts a policy in force from now on. What was decided and promised before stays as it is.</summary>
    /// <exception cref="PolicyException">The checker finds errors in it; the policy before stays.</exception>
    /// <exception cref="SupportKitException">
    /// <c>hosting.secret_protector_missing</c>: it has masked secrets kept, and the host cannot encrypt them; the policy before stays.
    /// </exception>
    public void Replace(string tenant, Policy policy)
    {
        HostId.Require(tenant);
        ArgumentNullException.ThrowIfNull(policy);
        ReplaceVerified(tenant, PolicyChecker.EnsureValid(policy, AllowIncomplete));
    }

    /// <summary>Puts a policy in force that the checker has passed.</summary>
    internal void ReplaceVerified(string tenant, Policy policy)
    {
        RequireProtector(tenant, policy);
        byTenant[tenant] = policy;
    }

    /// <summary>Refuses a policy that has secrets kept which the host cannot encrypt.</summary>
    internal void RequireProtector(string tenant, Policy policy)
    {
        if (policy.Redaction.Keep is not null && !HasProtector)
            throw ProtectorMissing(tenant);
    }

    /// <summary>A policy has masked secrets kept, and nothing encrypts them.</summary>
    internal static SupportKitException ProtectorMissing(string tenant) =>
        new(
            SupportKitErrors.HostingSecretProtectorMissing,
            $"The policy of tenant \"{tenant}\" keeps masked secrets (redaction.keep), and the host has nothing to encrypt them with.",
            "Register an ISecretProtector, with ProtectSecrets of SupportKit.AspNetCore or your own, or take \"keep\" out of the policy."
        );

    /// <summary>A tenant has two policies, and nothing says which of them counts.</summary>
    internal static SupportKitException Repeated(string tenant, int count) =>
        new(
            SupportKitErrors.HostingTenantRepeated,
            $"Tenant \"{tenant}\" was given {count} policies.",
            "Call AddPolicy once for each tenant, and let one source alone give it."
        );
}

/// <summary>A tenant and its policy.</summary>
public sealed record TenantPolicy(string Tenant, Policy Policy)
{
    /// <summary>The path of the file it was read from; null when it was not.</summary>
    public string? Origin { get; init; }
}
