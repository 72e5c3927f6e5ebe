using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.Hosting;

/// <summary>
/// Asks a port of the host's in a scope of its own for each call, so that what it depends on may be scoped, as a
/// <c>DbContext</c> is. The scope gives the port: one that is a singleton is always the same.
/// </summary>
internal abstract class ScopedPort<TPort>(IServiceScopeFactory scopes, Func<IServiceProvider, TPort> resolve)
    where TPort : class
{
    protected async Task<TResult> AskAsync<TResult>(Func<TPort, Task<TResult>> ask)
    {
        var scope = scopes.CreateAsyncScope();
        await using var _ = scope.ConfigureAwait(false);
        return await ask(resolve(scope.ServiceProvider)).ConfigureAwait(false);
    }

    protected async Task TellAsync(Func<TPort, Task> tell)
    {
        var scope = scopes.CreateAsyncScope();
        await using var _ = scope.ConfigureAwait(false);
        await tell(resolve(scope.ServiceProvider)).ConfigureAwait(false);
    }
}

/// <summary>A directory of requesters in a scope for each question.</summary>
internal sealed class ScopedDirectory(IServiceScopeFactory scopes, Func<IServiceProvider, IRequesterDirectory> resolve)
    : ScopedPort<IRequesterDirectory>(scopes, resolve),
        IRequesterDirectory
{
    public Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken) =>
        AskAsync(directory => directory.FindAsync(tenant, requester, cancellationToken));
}

/// <summary>A directory of agents in a scope for each question.</summary>
internal sealed class ScopedAgents(IServiceScopeFactory scopes, Func<IServiceProvider, IAgentDirectory> resolve)
    : ScopedPort<IAgentDirectory>(scopes, resolve),
        IAgentDirectory
{
    public Task<DeskAgent?> FindAsync(string tenant, string agent, CancellationToken cancellationToken) =>
        AskAsync(directory => directory.FindAsync(tenant, agent, cancellationToken));

    public Task<IReadOnlyCollection<DeskAgent>> ListAsync(
        string tenant,
        string queue,
        CancellationToken cancellationToken
    ) => AskAsync(directory => directory.ListAsync(tenant, queue, cancellationToken));
}

/// <summary>The desk's switches in a scope for each question.</summary>
internal sealed class ScopedSwitches(IServiceScopeFactory scopes, Func<IServiceProvider, IDeskSwitches> resolve)
    : ScopedPort<IDeskSwitches>(scopes, resolve),
        IDeskSwitches
{
    public Task<ImmutableArray<DeskSwitch>> ListAsync(string tenant, CancellationToken cancellationToken) =>
        AskAsync(switches => switches.ListAsync(tenant, cancellationToken));

    public Task StartAsync(string tenant, DeskSwitch started, CancellationToken cancellationToken) =>
        TellAsync(switches => switches.StartAsync(tenant, started, cancellationToken));

    public Task EndAsync(string tenant, DeskSwitch ended, CancellationToken cancellationToken) =>
        TellAsync(switches => switches.EndAsync(tenant, ended, cancellationToken));
}

/// <summary>The addresses that are not written to, in a scope for each question.</summary>
internal sealed class ScopedSuppressionList(
    IServiceScopeFactory scopes,
    Func<IServiceProvider, ISuppressionList> resolve
) : ScopedPort<ISuppressionList>(scopes, resolve), ISuppressionList
{
    public Task SuppressAsync(string tenant, SuppressedAddress suppressed, CancellationToken cancellationToken) =>
        TellAsync(list => list.SuppressAsync(tenant, suppressed, cancellationToken));

    public Task<int> CountSoftBounceAsync(
        string tenant,
        SoftBounce bounce,
        Instant since,
        CancellationToken cancellationToken
    ) => AskAsync(list => list.CountSoftBounceAsync(tenant, bounce, since, cancellationToken));

    public Task<SuppressedAddress?> FindAsync(string tenant, string address, CancellationToken cancellationToken) =>
        AskAsync(list => list.FindAsync(tenant, address, cancellationToken));

    public Task<ImmutableArray<SuppressedAddress>> ListAsync(
        string tenant,
        int limit,
        CancellationToken cancellationToken
    ) => AskAsync(list => list.ListAsync(tenant, limit, cancellationToken));

    public Task<int> CountAsync(CancellationToken cancellationToken) =>
        AskAsync(list => list.CountAsync(cancellationToken));

    public Task<bool> LiftAsync(string tenant, string address, CancellationToken cancellationToken) =>
        AskAsync(list => list.LiftAsync(tenant, address, cancellationToken));

    public Task<int> LiftAllAsync(string tenant, Recipient recipient, CancellationToken cancellationToken) =>
        AskAsync(list => list.LiftAllAsync(tenant, recipient, cancellationToken));
}

/// <summary>An observer in a scope for each commit.</summary>
internal sealed class ScopedObserver(IServiceScopeFactory scopes, Func<IServiceProvider, ITicketObserver> resolve)
    : ScopedPort<ITicketObserver>(scopes, resolve),
        ITicketObserver
{
    public Task ObserveAsync(CommittedEvents committed, CancellationToken cancellationToken) =>
        TellAsync(observer => observer.ObserveAsync(committed, cancellationToken));
}

/// <summary>An archive of policies in a scope for each question.</summary>
internal sealed class ScopedPolicyArchive(IServiceScopeFactory scopes, Func<IServiceProvider, IPolicyArchive> resolve)
    : ScopedPort<IPolicyArchive>(scopes, resolve),
        IPolicyArchive
{
    public Task KeepAsync(string tenant, string version, string json, CancellationToken cancellationToken) =>
        TellAsync(archive => archive.KeepAsync(tenant, version, json, cancellationToken));

    public Task<string?> FindAsync(string tenant, string version, CancellationToken cancellationToken) =>
        AskAsync(archive => archive.FindAsync(tenant, version, cancellationToken));
}

/// <summary>A transport in a scope for each message. Its destinations have names that stay, and are asked for once.</summary>
internal sealed class ScopedTransport : ScopedPort<INotificationTransport>, INotificationTransport
{
    private readonly Lazy<ImmutableArray<string>> destinations;

    public ScopedTransport(IServiceScopeFactory scopes, Func<IServiceProvider, INotificationTransport> resolve)
        : base(scopes, resolve) => destinations = new(() => Now(transport => transport.Destinations));

    public ImmutableArray<string> Destinations => destinations.Value;

    public bool Takes(OutboundMessage message, string tenant, string destination) =>
        Now(transport => transport.Takes(message, tenant, destination));

    public Task SendAsync(Notification notification, CancellationToken cancellationToken) =>
        TellAsync(transport => transport.SendAsync(notification, cancellationToken));

    // The question does not wait; only the end of the scope may.
    private T Now<T>(Func<INotificationTransport, T> ask) =>
        AskAsync(transport => Task.FromResult(ask(transport))).GetAwaiter().GetResult();
}
