using System.Collections.Concurrent;

namespace SupportKit.Storage;

/// <summary>Policies in this process' memory: for tests and demonstrations; gone when the process ends.</summary>
internal sealed class InMemoryPolicyArchive : IPolicyArchive
{
    private readonly ConcurrentDictionary<(string Tenant, string Version), string> kept = new();

    /// <inheritdoc/>
    public Task KeepAsync(string tenant, string version, string json, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        kept.TryAdd((tenant, version), json);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<string?> FindAsync(string tenant, string version, CancellationToken cancellationToken) =>
        Task.FromResult(kept.GetValueOrDefault((tenant, version)));
}
