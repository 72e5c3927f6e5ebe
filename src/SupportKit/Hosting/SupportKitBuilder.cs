using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Hosting;

#pragma warning disable RS0026, RS0027 // the overloads differ in their first argument, which none may leave out

/// <summary>Configures a host's desk. Each call replaces what an earlier one chose for the same port.</summary>
public sealed partial class SupportKitBuilder
{
    internal SupportKitBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the host, to which the desk is added.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Lets policies come into force although the check of some of their sections takes more work than it may, so that these may have
    /// gaps that nobody has seen. Without this call such a policy is refused with <c>policy.check_incomplete</c>; with it, that is
    /// logged as a warning. Call it before the policies are added.
    /// </summary>
    /// <param name="sections">
    /// The sections of which it is allowed: <c>scope</c>, <c>priority</c>, <c>routing</c>, <c>sla</c>, <c>workflow</c>.
    /// </param>
    /// <exception cref="ArgumentException">A name is not one of these.</exception>
    public SupportKitBuilder AllowIncompleteCheck(params string[] sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        if (Array.Find(sections, name => !IncompleteCheck.Sections.Contains(name)) is { } unknown)
            throw new ArgumentException(
                $"\"{unknown}\" is not a section that is checked; these are: {string.Join(", ", IncompleteCheck.Sections)}.",
                nameof(sections)
            );
        Services.AddSingleton(new IncompleteCheckAllowance([.. sections]));
        return this;
    }

    /// <summary>Gives a tenant its policy. One call for each tenant.</summary>
    /// <exception cref="PolicyJson.PolicyException">The checker finds errors in it.</exception>
    public SupportKitBuilder AddPolicy(Policy policy, string tenant = SupportDesk.DefaultTenant)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return AddVerified(PolicyChecker.EnsureValid(policy, AllowedIncomplete()), tenant);
    }

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
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (reloadOnChange)
        {
            var file = new PolicyFileSource(tenant, path);
            Services.AddSingleton(new PolicySourceEntry(_ => file, path, IsLoaded: true));
        }
        return AddVerified(PolicyFile.Load(path, AllowedIncomplete()), tenant, path);
    }

    /// <summary>Takes policies from a source of the host's, when it starts and while it runs. Several sources serve different tenants.</summary>
    /// <typeparam name="T">The source.</typeparam>
    /// <param name="lifetime">How long one lives, as for <c>UseRequesters</c>.</param>
    public SupportKitBuilder AddPolicySource<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where T : class, IPolicySource
    {
        Services.TryAdd(new ServiceDescriptor(typeof(T), typeof(T), lifetime));
        Services.AddSingleton(
            new PolicySourceEntry(scope => scope.GetRequiredService<T>(), typeof(T).Name, IsLoaded: false)
        );
        return this;
    }

    /// <summary>Takes policies from what the function makes for each reading, from the services of a scope of its own.</summary>
    /// <param name="create">Makes the source. One that is to be disposed of comes from the services.</param>
    /// <param name="name">What problems are said to be in.</param>
    public SupportKitBuilder AddPolicySource(Func<IServiceProvider, IPolicySource> create, string name = "policies")
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Services.AddSingleton(new PolicySourceEntry(create, name, IsLoaded: false));
        return this;
    }

    /// <summary>Chooses who answers for requesters and their entitlements.</summary>
    /// <typeparam name="T">The directory.</typeparam>
    /// <param name="lifetime">
    /// How long one lives, unless the host has registered <typeparamref name="T"/> itself: by default one is made in a scope of its own for
    /// each question, so that it may take a <c>DbContext</c>.
    /// </param>
    public SupportKitBuilder UseRequesters<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where T : class, IRequesterDirectory
    {
        Services.TryAdd(new ServiceDescriptor(typeof(T), typeof(T), lifetime));
        return UseRequesters(scope => scope.GetRequiredService<T>());
    }

    /// <summary>Chooses who answers for requesters: what the function makes for each question, from the services of a scope of its own.</summary>
    /// <param name="create">Makes the directory. One that is to be disposed of comes from the services.</param>
    public SupportKitBuilder UseRequesters(Func<IServiceProvider, IRequesterDirectory> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return UseScoped<IRequesterDirectory>(scopes => new ScopedDirectory(scopes, create));
    }

    /// <summary>
    /// Chooses who answers for requesters: one function of the services of a scope of its own, the tenant and the requester's id;
    /// null for nobody.
    /// </summary>
    public SupportKitBuilder UseRequesters(
        Func<IServiceProvider, string, string, CancellationToken, Task<Requester?>> find
    )
    {
        ArgumentNullException.ThrowIfNull(find);
        return UseRequesters(scope => new DelegateDirectory(
            (tenant, id, cancellationToken) => find(scope, tenant, id, cancellationToken)
        ));
    }

    /// <summary>Chooses who answers for requesters: one function of the tenant and the requester's id; null for nobody.</summary>
    public SupportKitBuilder UseRequesters(Func<string, string, CancellationToken, Task<Requester?>> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        return Use(ServiceDescriptor.Singleton<IRequesterDirectory>(new DelegateDirectory(find)));
    }

    /// <summary>Adds the texts of a language, or other texts for one that SupportKit has. See <see cref="TextCatalog"/>.</summary>
    /// <param name="language">A two-letter code.</param>
    /// <param name="json">One JSON object with a text for each key; what it leaves out is said in English.</param>
    /// <exception cref="SupportKitException">As <see cref="TextCatalog.With(string, string)"/>.</exception>
    public SupportKitBuilder AddTexts(string language, string json)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(json);
        return Change(texts => texts.With(language, json));
    }

    /// <summary>Replaces one text that people are told, in one language.</summary>
    /// <param name="language">A two-letter code.</param>
    /// <param name="key">One of <see cref="TextCatalog.Keys"/>.</param>
    /// <param name="text">The text, with places of that key.</param>
    /// <exception cref="SupportKitException">As <see cref="TextCatalog.With(string, string, string)"/>.</exception>
    public SupportKitBuilder ReplaceText(string language, string key, string text)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(text);
        return Change(texts => texts.With(language, key, text));
    }

    /// <summary>Sets how long the texts are that the desk takes.</summary>
    public SupportKitBuilder ConfigureTexts(Action<TextOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }

    /// <summary>Sets how long closed tickets are kept.</summary>
    public SupportKitBuilder ConfigureRetention(Action<RetentionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }

    /// <summary>Chooses where the desk's switches are kept; without this call, in memory.</summary>
    /// <typeparam name="T">The switches.</typeparam>
    /// <param name="lifetime">How long one lives, as for <c>UseRequesters</c>.</param>
    public SupportKitBuilder UseSwitches<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(ServiceLifetime lifetime = ServiceLifetime.Scoped)
        where T : class, IDeskSwitches
    {
        Services.TryAdd(new ServiceDescriptor(typeof(T), typeof(T), lifetime));
        return UseScoped<IDeskSwitches>(scopes => new ScopedSwitches(scopes, scope => scope.GetRequiredService<T>()));
    }

    /// <summary>Sets how the workers process deadlines and deliver messages.</summary>
    public SupportKitBuilder ConfigureDelivery(Action<DeliveryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }

    /// <summary>Sets what the notifications of all tenants look like, and where they lead.</summary>
    public SupportKitBuilder ConfigureNotifications(Action<NotificationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.ConfigureAll(configure);
        return this;
    }

    /// <summary>Sets what the notifications of one tenant look like; call it after what is set for all.</summary>
    public SupportKitBuilder ConfigureNotifications(string tenant, Action<NotificationOptions> configure)
    {
        HostId.Require(tenant);
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(tenant, configure);
        return this;
    }

    /// <summary>Sets how far this process' clock may be from the store's.</summary>
    public SupportKitBuilder ConfigureClock(Action<ClockOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }

    private IEnumerable<string> AllowedIncomplete() =>
        Services
            .Select(service => service.ImplementationInstance)
            .OfType<IncompleteCheckAllowance>()
            .SelectMany(allowance => allowance.Sections);

    private SupportKitBuilder AddVerified(Policy policy, string tenant, string? origin = null)
    {
        Services.AddSingleton(new TenantPolicy(tenant, policy) { Origin = origin });
        Services.AddOptions<NotificationOptions>(tenant).ValidateOnStart();
        return this;
    }

    private SupportKitBuilder Change(Func<TextCatalog, TextCatalog> change)
    {
        _ = change(TextCatalog.Shipped); // a wrong key or place is reported where the host wrote it
        Services.AddSingleton(new TextChange(change));
        return this;
    }

    // It is also registered under its own type, so that a host can resolve the instance that the desk uses.
    private SupportKitBuilder UseOne<
        TPort,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >()
        where TPort : class
        where T : class, TPort
    {
        Services.TryAddSingleton<T>();
        return Use(
            ServiceDescriptor.Singleton<TPort>(services =>
            {
                CaptiveDependency.Refuse<T>(Services);
                return services.GetRequiredService<T>();
            })
        );
    }

    private SupportKitBuilder UseScoped<TPort>(Func<IServiceScopeFactory, TPort> create)
        where TPort : class =>
        Use(ServiceDescriptor.Singleton(services => create(services.GetRequiredService<IServiceScopeFactory>())));

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
