using System.Collections.Immutable;

namespace SupportKit.Desk;

/// <summary>Switches in this process' memory: all off when it starts.</summary>
internal sealed class InMemoryDeskSwitches : IDeskSwitches
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Tenant, string Name, string? Subject), DeskSwitch> last = [];

    public Task<ImmutableArray<DeskSwitch>> ListAsync(string tenant, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult<ImmutableArray<DeskSwitch>>([
                .. last.Where(one => one.Key.Tenant == tenant).Select(one => one.Value),
            ]);
    }

    public Task StartAsync(string tenant, DeskSwitch started, CancellationToken cancellationToken)
    {
        var key = (tenant, started.Name, started.Subject);
        lock (gate)
        {
            if (last.GetValueOrDefault(key) is not { IsOn: true })
                last[key] = started;
        }
        return Task.CompletedTask;
    }

    public Task EndAsync(string tenant, DeskSwitch ended, CancellationToken cancellationToken)
    {
        var key = (tenant, ended.Name, ended.Subject);
        lock (gate)
        {
            if (last.GetValueOrDefault(key) is { IsOn: true } on && on.StartedAt == ended.StartedAt)
                last[key] = ended;
        }
        return Task.CompletedTask;
    }
}
