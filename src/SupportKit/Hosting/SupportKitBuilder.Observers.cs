using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportKit.Desk;

namespace SupportKit.Hosting;

#pragma warning disable RS0026, RS0027 // the overloads differ in their second argument, which none may leave out

/// <content>
/// Who is told of commits. Observers of different names stand side by side, each with its own progress; a call replaces what an earlier one
/// of the same name chose. Every process that opens or changes tickets gives the same names.
/// </content>
public sealed partial class SupportKitBuilder
{
    /// <summary>Adds an observer, which is told of every commit from now on. See <see cref="ITicketObserver"/>.</summary>
    /// <typeparam name="T">The observer.</typeparam>
    /// <param name="name">Under what its progress is kept, so it must stay the same from one version of the host to the next.</param>
    /// <param name="lifetime">
    /// How long one lives, unless the host has registered <typeparamref name="T"/> itself: by default one is made in a scope of its own for
    /// each call, so that it may take a <c>DbContext</c>.
    /// </param>
    public SupportKitBuilder AddObserver<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(string name, ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where T : class, ITicketObserver
    {
        Services.TryAdd(new ServiceDescriptor(typeof(T), typeof(T), lifetime));
        return AddObserver(name, scope => scope.GetRequiredService<T>());
    }

    /// <summary>Adds an observer: what the function makes for each call, from the services of a scope of its own.</summary>
    /// <param name="name">As above.</param>
    /// <param name="create">Makes the observer. One that is to be disposed of comes from the services.</param>
    public SupportKitBuilder AddObserver(string name, Func<IServiceProvider, ITicketObserver> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        foreach (var earlier in Services.Where(Is).ToList())
            Services.Remove(earlier);
        Services.AddSingleton(new ObserverEntry(name, create));
        return this;

        bool Is(ServiceDescriptor service) =>
            service is { IsKeyedService: false, ImplementationInstance: ObserverEntry entry } && entry.Name == name;
    }
}

/// <summary>An observer that the host gave, and its name.</summary>
internal sealed record ObserverEntry(string Name, Func<IServiceProvider, ITicketObserver> Create)
{
    public static ObserverSet Combine(IServiceProvider services)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        return new ObserverSet(
            services
                .GetServices<ObserverEntry>()
                .Select(entry => (entry.Name, (ITicketObserver)new ScopedObserver(scopes, entry.Create)))
        );
    }
}
