using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace SupportKit.Hosting;

/// <summary>
/// Finds a singleton that takes what is made for each scope. The container refuses it in Development only; elsewhere one <c>DbContext</c>
/// would serve all callers at once, which it cannot.
/// </summary>
internal static class CaptiveDependency
{
    /// <summary>Returns when the type may be a singleton.</summary>
    /// <exception cref="SupportKitException"><c>hosting.store_scoped</c>.</exception>
    public static void Refuse<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        IServiceCollection services
    )
    {
        var own = Find(services, typeof(T));
        var taken = own is { ImplementationType: not null }
            ? typeof(T).GetConstructors().SelectMany(made => made.GetParameters()).Select(given => given.ParameterType)
            : [];
        if (
            taken.Prepend(typeof(T)).FirstOrDefault(type => Find(services, type)?.Lifetime == ServiceLifetime.Scoped) is
            { } scoped
        )
            throw new SupportKitException(
                SupportKitErrors.HostingStoreScoped,
                $"{typeof(T).Name} serves the whole process, but {scoped.Name} is made for each scope.",
                "Let it take an IDbContextFactory, and make a context for each call."
            );
    }

    private static ServiceDescriptor? Find(IServiceCollection services, Type type) =>
        services.LastOrDefault(service => !service.IsKeyedService && service.ServiceType == type);
}
