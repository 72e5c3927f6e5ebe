using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportKit.AspNetCore;
using SupportKit.Desk;
using SupportKit.Hosting;
using SupportKit.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what the endpoints of a desk need.</summary>
public static class SupportKitBuilderExtensions
{
    /// <summary>Adds what <c>MapSupportKit</c> and its parts need. May be called more than once.</summary>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <param name="configure">Sets how requests are taken; null for the defaults.</param>
    /// <returns>The same builder.</returns>
    public static SupportKitBuilder AddEndpoints(
        this SupportKitBuilder builder,
        Action<SupportEndpointOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddDataProtection();
        services.AddOptions<SupportEndpointOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SupportEndpointOptions>, SupportEndpointOptionsCheck>()
        );
        services.TryAddSingleton<GuestTokens>();
        services.TryAddSingleton<LiveConnections>();
        services.TryAddSingleton(all => new PolicyVersions(
            all.GetRequiredService<PolicyCatalog>(),
            all.GetRequiredService<IPolicyArchive>()
        ));
        services.TryAddScoped<ICallerResolver, ClaimsCallerResolver>();
        services.TryAddEnumerable(ServiceDescriptor.Transient<IStartupFilter, AuthorizationCheck>());
        if (configure is not null)
            services.Configure(configure);
        return builder;
    }

    /// <summary>
    /// Encrypts what a policy has kept of masked secrets (<c>redaction.keep</c>) with ASP.NET Core Data Protection. Let all processes of the host share
    /// its keys, and keep these apart from the database; without them nothing is brought back. An <see cref="ISecretProtector"/> that is registered already stays.
    /// </summary>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <returns>The same builder.</returns>
    public static SupportKitBuilder ProtectSecrets(this SupportKitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddDataProtection();
        builder.Services.TryAddSingleton<ISecretProtector, DataProtectionSecrets>();
        return builder;
    }

    /// <summary>Adds what the endpoints need, with a class of the host's that says who a request is from.</summary>
    /// <typeparam name="T">The class; one is made in the scope of each request, so it may take a <c>DbContext</c>.</typeparam>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <param name="configure">Sets how requests are taken; null for the defaults.</param>
    /// <returns>The same builder.</returns>
    public static SupportKitBuilder AddEndpoints<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(this SupportKitBuilder builder, Action<SupportEndpointOptions>? configure = null)
        where T : class, ICallerResolver
    {
        builder.AddEndpoints(configure).Services.Replace(ServiceDescriptor.Scoped<ICallerResolver, T>());
        return builder;
    }
}
