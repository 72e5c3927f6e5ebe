using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportKit.Desk;

namespace SupportKit.Hosting;

#pragma warning disable RS0026, RS0027 // the overloads differ in their first argument, which none may leave out

/// <content>Who knows the people of the desk. Without any of these calls the host alone vouches for them.</content>
public sealed partial class SupportKitBuilder
{
    /// <summary>Chooses who answers for the people of the desk: their names, addresses, languages, queues and hours.</summary>
    /// <typeparam name="T">The directory.</typeparam>
    /// <param name="lifetime">How long one lives, as for <c>UseRequesters</c>.</param>
    public SupportKitBuilder UseAgents<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where T : class, IAgentDirectory
    {
        Services.TryAdd(new ServiceDescriptor(typeof(T), typeof(T), lifetime));
        return UseAgents(scope => scope.GetRequiredService<T>());
    }

    /// <summary>Chooses who answers for agents: what the function makes for each question, from the services of a scope of its own.</summary>
    /// <param name="create">Makes the directory. One that is to be disposed of comes from the services.</param>
    public SupportKitBuilder UseAgents(Func<IServiceProvider, IAgentDirectory> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return UseScoped<IAgentDirectory>(scopes => new ScopedAgents(scopes, create));
    }

    /// <summary>Chooses who answers for agents: one function, which gives all agents of a tenant.</summary>
    public SupportKitBuilder UseAgents(Func<string, CancellationToken, Task<IReadOnlyCollection<DeskAgent>>> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return Use(ServiceDescriptor.Singleton<IAgentDirectory>(new AgentList(list)));
    }

    /// <summary>Chooses the agents: these, for all tenants.</summary>
    /// <exception cref="ArgumentException">Two of them have the same id.</exception>
    public SupportKitBuilder UseAgents(IEnumerable<DeskAgent> agents)
    {
        ArgumentNullException.ThrowIfNull(agents);
        IReadOnlyCollection<DeskAgent> all = [.. agents];
        if (
            all.GroupBy(agent => agent.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
        )
            throw new ArgumentException($"Two agents have the id \"{twice.Key}\".", nameof(agents));
        return UseAgents((_, _) => Task.FromResult(all));
    }
}
