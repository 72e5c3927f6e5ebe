namespace SupportKit.Desk;

/// <summary>A directory of agents that is one list, the same for all tenants or one for each. Thread-safe where the function is.</summary>
internal sealed class AgentList(Func<string, CancellationToken, Task<IReadOnlyCollection<DeskAgent>>> list)
    : IAgentDirectory
{
    public async Task<DeskAgent?> FindAsync(string tenant, string agent, CancellationToken cancellationToken)
    {
        var all = await list(tenant, cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(known => known.Id == agent);
    }

    public async Task<IReadOnlyCollection<DeskAgent>> ListAsync(
        string tenant,
        string queue,
        CancellationToken cancellationToken
    )
    {
        var all = await list(tenant, cancellationToken).ConfigureAwait(false);
        return [.. all.Where(known => known.Queues.Contains(queue))];
    }
}
