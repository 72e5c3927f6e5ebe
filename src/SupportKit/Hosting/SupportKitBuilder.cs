using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.PolicyAnalysis;
using SupportKit.Storage;

namespace SupportKit.Hosting;

/// <summary>Configures a host's desk. Each call replaces what an earlier one chose for the same port.</summary>
public sealed partial class SupportKitBuilder
{
    internal SupportKitBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Gives a tenant its policy. One call for each tenant.</summary>
    /// <exception cref="PolicyJson.PolicyException">The checker finds errors in it.</exception>
    public SupportKitBuilder AddPolicy(Policy policy, string tenant = SupportDesk.DefaultTenant) =>
        AddVerified(PolicyChecker.EnsureValid(policy), tenant);

    /// <summary>Gives a tenant the policy in a file, which is read and checked at once.</summary>
    /// <param name="path">The file; UTF-8.</param>
    /// <param name="tenant">Whose policy it is.</param>
    /// <param name="reloadOnChange">
    /// Reads the file again whenever what it holds changes while the host runs, also when a symbolic link on its path leads
    /// elsewhere. A good one is in force within about five seconds; a bad one is logged with its problems, and the one before stays.
    /// </param>
    /// <exception cref="PolicyJson.PolicyException">The file cannot be read, has problems, or the checker finds errors in it.</exception>
    public SupportKitBuilder AddPolicyFile(
        string path,
        string tenant = SupportDesk.DefaultTenant,
        bool reloadOnChange = false
    )
    {
        if (reloadOnChange)
        {
            Services.AddSingleton(new WatchedPolicy(tenant, path));
            Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PolicyReload>());
        }
        return AddVerified(PolicyFile.Load(path), tenant);
    }

    /// <summary>Chooses who answers for requesters and their entitlements.</summary>
    public SupportKitBuilder UseRequesters<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >()
        where T : class, IRequesterDirectory => Use<IRequesterDirectory, T>();

    /// <summary>Chooses who answers for requesters: one function of the tenant and the requester's id; null for nobody.</summary>
    public SupportKitBuilder UseRequesters(Func<string, string, CancellationToken, Task<Requester?>> find) =>
        Use(ServiceDescriptor.Singleton<IRequesterDirectory>(new DelegateDirectory(find)));

    /// <summary>Chooses how notifications leave.</summary>
    public SupportKitBuilder UseTransport<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >()
        where T : class, INotificationTransport => Use<INotificationTransport, T>();

    /// <summary>Chooses how notifications leave: one function.</summary>
    public SupportKitBuilder UseTransport(Func<Notification, CancellationToken, Task> send) =>
        Use(ServiceDescriptor.Singleton<INotificationTransport>(new DelegateTransport(send)));

    /// <summary>Adds the texts of a language, or other texts for one that SupportKit has. See <see cref="TextCatalog"/>.</summary>
    /// <param name="language">A two-letter code.</param>
    /// <param name="json">One JSON object with a text for each key; what it leaves out is said in English.</param>
    /// <exception cref="SupportKitException">As <see cref="TextCatalog.With(string, string)"/>.</exception>
    public SupportKitBuilder AddTexts(string language, string json) => Change(texts => texts.With(language, json));

    /// <summary>Replaces one text.</summary>
    /// <param name="language">A two-letter code.</param>
    /// <param name="key">One of <see cref="TextCatalog.Keys"/>.</param>
    /// <param name="text">The text, with places of that key.</param>
    /// <exception cref="SupportKitException">As <see cref="TextCatalog.With(string, string, string)"/>.</exception>
    public SupportKitBuilder ReplaceText(string language, string key, string text) =>
        Change(texts => texts.With(language, key, text));

    /// <summary>Chooses where tickets are kept; without this call, in memory.</summary>
    public SupportKitBuilder UseStore<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >()
        where T : class, ITicketStore => Use<ITicketStore, T>();

    /// <summary>Chooses where the versions of policies are kept; without this call, in memory.</summary>
    public SupportKitBuilder UsePolicyArchive<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >()
        where T : class, IPolicyArchive => Use<IPolicyArchive, T>();

    /// <summary>Chooses where attachments are kept; without this call, in memory.</summary>
    public SupportKitBuilder UseAttachments<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >()
        where T : class, IAttachmentStore => Use<IAttachmentStore, T>();

    /// <summary>Keeps attachments as files of one directory. See <see cref="FileAttachmentStore"/>.</summary>
    /// <param name="path">The directory; made when it is first needed.</param>
    public SupportKitBuilder UseFileAttachments(string path) =>
        Use(
            ServiceDescriptor.Singleton<IAttachmentStore>(services => new FileAttachmentStore(
                path,
                services.GetRequiredService<TimeProvider>()
            ))
        );

    /// <summary>Sets which files the desk takes.</summary>
    public SupportKitBuilder ConfigureAttachments(Action<AttachmentOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Sets how long the texts are that the desk takes.</summary>
    public SupportKitBuilder ConfigureTexts(Action<TextOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Chooses where the desk's switches are kept; without this call, in memory.</summary>
    public SupportKitBuilder UseSwitches<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >()
        where T : class, IDeskSwitches => Use<IDeskSwitches, T>();

    /// <summary>Sets how the workers process deadlines and deliver messages.</summary>
    public SupportKitBuilder ConfigureDelivery(Action<DeliveryOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Sets how far this process' clock may be from the store's.</summary>
    public SupportKitBuilder ConfigureClock(Action<ClockOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    private SupportKitBuilder AddVerified(Policy policy, string tenant)
    {
        Services.AddSingleton(new TenantPolicy(tenant, policy));
        return this;
    }

    private SupportKitBuilder Change(Func<TextCatalog, TextCatalog> change)
    {
        _ = change(TextCatalog.Shipped); // a wrong key or place is reported where the host wrote it
        Services.AddSingleton(new TextChange(change));
        return this;
    }

    // It is also registered under its own type, so that a host can resolve the instance that the desk uses.
    private SupportKitBuilder Use<
        TPort,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >()
        where TPort : class
        where T : class, TPort
    {
        Services.TryAddSingleton<T>();
        return Use(ServiceDescriptor.Singleton<TPort>(services => services.GetRequiredService<T>()));
    }

    private SupportKitBuilder Use(ServiceDescriptor service)
    {
        Services.Replace(service);
        return this;
    }

    private sealed class DelegateDirectory(Func<string, string, CancellationToken, Task<Requester?>> find)
        : IRequesterDirectory
    {
        public Task<Requester?> FindAsync(string tenant, string requester, CancellationToken cancellationToken) =>
            find(tenant, requester, cancellationToken);
    }
}
