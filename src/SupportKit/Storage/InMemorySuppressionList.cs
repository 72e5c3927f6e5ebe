using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;

namespace SupportKit.Storage;

/// <summary>The addresses that are not written to, in this process' memory: none when it starts.</summary>
internal sealed class InMemorySuppressionList : ISuppressionList
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Tenant, string Address), SuppressedAddress> all = [];
    private readonly Dictionary<(string Tenant, string Address, string Mail), SoftBounce> soft = [];

    public Task SuppressAsync(string tenant, SuppressedAddress suppressed, CancellationToken cancellationToken)
    {
        lock (gate)
            all.TryAdd((tenant, suppressed.Address), suppressed);
        return Task.CompletedTask;
    }

    public Task<int> CountSoftBounceAsync(
        string tenant,
        SoftBounce bounce,
        Instant since,
        CancellationToken cancellationToken
    )
    {
        lock (gate)
        {
            soft.TryAdd((tenant, bounce.Address, bounce.Mail), bounce);
            Forget(tenant, one => one.Address == bounce.Address && one.At < since);
            return Task.FromResult(soft.Keys.Count(key => key.Tenant == tenant && key.Address == bounce.Address));
        }
    }

    public Task<SuppressedAddress?> FindAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(all.GetValueOrDefault((tenant, SuppressedAddress.Normalize(address))));
    }

    public Task<ImmutableArray<SuppressedAddress>> ListAsync(
        string tenant,
        int limit,
        CancellationToken cancellationToken
    )
    {
        lock (gate)
            return Task.FromResult<ImmutableArray<SuppressedAddress>>([
                .. all.Where(one => one.Key.Tenant == tenant)
                    .Select(one => one.Value)
                    .OrderByDescending(one => one.At)
                    .ThenBy(one => one.Address, StringComparer.Ordinal)
                    .Take(limit),
            ]);
    }

    public Task<int> CountAsync(CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(all.Count);
    }

    public Task<bool> LiftAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        var normal = SuppressedAddress.Normalize(address);
        lock (gate)
        {
            Forget(tenant, one => one.Address == normal);
            return Task.FromResult(all.Remove((tenant, normal)));
        }
    }

    public Task<int> LiftAllAsync(string tenant, Recipient recipient, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Forget(tenant, one => one.Of == recipient);
            var gone = all.Where(one => one.Key.Tenant == tenant && one.Value.Of == recipient)
                .Select(one => one.Key)
                .ToList();
            gone.ForEach(key => all.Remove(key));
            return Task.FromResult(gone.Count);
        }
    }

    private void Forget(string tenant, Func<SoftBounce, bool> which)
    {
        foreach (
            var key in soft.Where(one => one.Key.Tenant == tenant && which(one.Value)).Select(one => one.Key).ToList()
        )
            soft.Remove(key);
    }
}
