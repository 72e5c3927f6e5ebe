using System.Collections.Concurrent;

namespace SupportKit.Desk;

/// <summary>
/// What operators have turned on for a desk: an incident is published, a busy period is on. Read once for each request
/// that is opened. Implementations are thread-safe; with several processes they share what is turned on.
/// </summary>
public interface IDeskSwitches
{
    /// <summary>The names of the policy's switches that are on.</summary>
    Task<IReadOnlyCollection<string>> OnAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>Turns a switch on or off; repeating it changes nothing.</summary>
    Task SetAsync(string tenant, string name, bool isOn, CancellationToken cancellationToken);
}

/// <summary>Switches in this process' memory: all off when it starts.</summary>
internal sealed class InMemoryDeskSwitches : IDeskSwitches
{
    private readonly ConcurrentDictionary<(string Tenant, string Name), bool> on = new();

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> OnAsync(string tenant, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<string>>([
            .. on.Keys.Where(key => key.Tenant == tenant).Select(key => key.Name),
        ]);

    /// <inheritdoc/>
    public Task SetAsync(string tenant, string name, bool isOn, CancellationToken cancellationToken)
    {
        if (isOn)
            on[(tenant, name)] = true;
        else
            on.TryRemove((tenant, name), out _);
        return Task.CompletedTask;
    }
}
