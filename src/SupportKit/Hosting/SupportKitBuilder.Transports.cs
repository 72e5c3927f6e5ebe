using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportKit.Decisions;
using SupportKit.Delivery;

namespace SupportKit.Hosting;

#pragma warning disable RS0026, RS0027 // the overloads differ in their first argument, which none may leave out

/// <content>
/// How notifications leave. Transports of different names stand side by side (mail for people, a webhook for queues): each message
/// goes to all that take it. A call replaces what an earlier one of the same name chose.
/// </content>
public sealed partial class SupportKitBuilder
{
    /// <summary>Chooses the transport that takes notifications out.</summary>
    /// <typeparam name="T">The transport.</typeparam>
    /// <param name="lifetime">
    /// How long one lives, unless the host has registered <typeparamref name="T"/> itself: by default one is made in a scope of its own for
    /// each message, so that it may take a <c>DbContext</c>. Choose a singleton for one that holds a connection.
    /// </param>
    /// <param name="name">
    /// What messages to it are filed under while it stands beside others and names no <see cref="INotificationTransport.Destinations"/>;
    /// null for the type's name.
    /// </param>
    public SupportKitBuilder UseTransport<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(ServiceLifetime lifetime = ServiceLifetime.Scoped, string? name = null)
        where T : class, INotificationTransport
    {
        Services.TryAdd(new ServiceDescriptor(typeof(T), typeof(T), lifetime));
        return UseScopedTransport(name ?? typeof(T).Name, scope => scope.GetRequiredService<T>());
    }

    /// <summary>Chooses a transport: what the function makes for each message, from the services of a scope of its own.</summary>
    /// <param name="create">Makes the transport. One that is to be disposed of comes from the services.</param>
    /// <param name="name">As above; <c>host</c>, unless set.</param>
    public SupportKitBuilder UseTransport(
        Func<IServiceProvider, INotificationTransport> create,
        string name = HostTransport
    )
    {
        ArgumentNullException.ThrowIfNull(create);
        return UseScopedTransport(name, create);
    }

    /// <summary>Chooses a transport: one function.</summary>
    /// <param name="send">Hands a notification over.</param>
    /// <param name="name">As above; <c>host</c>, unless set.</param>
    /// <param name="takes">Whether it takes a message of a tenant; null, as by default, for all.</param>
    public SupportKitBuilder UseTransport(
        Func<Notification, CancellationToken, Task> send,
        string name = HostTransport,
        Func<OutboundMessage, string, bool>? takes = null
    )
    {
        ArgumentNullException.ThrowIfNull(send);
        var transport = new DelegateTransport(send, takes);
        return UseTransportOf(name, _ => transport);
    }

    /// <summary>
    /// Chooses that notifications leave as webhooks, signed as Standard Webhooks has it. Any answer but 2xx is a failure; no
    /// redirect is followed, no proxy is used, and addresses that are not public are refused unless the endpoint is
    /// <see cref="WebhookEndpoint.Internal"/>.
    /// </summary>
    public SupportKitBuilder UseWebhook(Action<WebhookOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddOptions<WebhookOptions>().Configure(configure).ValidateOnStart();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsCheck>());
        Services.TryAddSingleton<WebhookTransport>();
        return UseTransportOf("webhook", services => services.GetRequiredService<WebhookTransport>());
    }

    private const string HostTransport = "host";

    private SupportKitBuilder UseScopedTransport(string name, Func<IServiceProvider, INotificationTransport> resolve) =>
        UseTransportOf(
            name,
            services => new ScopedTransport(services.GetRequiredService<IServiceScopeFactory>(), resolve)
        );

    internal SupportKitBuilder UseTransportOf(string name, Func<IServiceProvider, INotificationTransport> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        foreach (var earlier in Services.Where(service => IsTransport(service, name)).ToList())
            Services.Remove(earlier);
        Services.AddSingleton(new TransportEntry(name, create));
        Services.Replace(ServiceDescriptor.Singleton(TransportEntry.Combine));
        return this;
    }

    private static bool IsTransport(ServiceDescriptor service, string name) =>
        service is { IsKeyedService: false, ImplementationInstance: TransportEntry entry } && entry.Name == name;

    /// <summary>A transport that the host chose, and its name.</summary>
    private sealed record TransportEntry(string Name, Func<IServiceProvider, INotificationTransport> Create)
    {
        /// <summary>One alone serves as it is; it needs no names then.</summary>
        public static INotificationTransport Combine(IServiceProvider services) =>
            services.GetServices<TransportEntry>().Select(entry => (entry.Name, entry.Create(services))).ToList() switch
            {
                [var (_, alone)] => alone,
                var several => new TransportSet(several),
            };
    }
}
