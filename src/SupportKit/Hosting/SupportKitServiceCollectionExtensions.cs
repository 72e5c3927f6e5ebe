using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SupportKit;
using SupportKit.Deadlines;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Hosting;
using SupportKit.Localization;
using SupportKit.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a support desk to a host.</summary>
public static class SupportKitServiceCollectionExtensions
{
    /// <summary>
    /// Adds the desk and its workers. May be called more than once, and leaves alone what the host has registered
    /// before. The host must still give a policy, a directory of requesters and a transport.
    /// </summary>
    /// <returns>A builder that says what the desk is made of.</returns>
    public static SupportKitBuilder AddSupportKit(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<DeliveryOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<DeliveryOptions>, DeliveryOptionsCheck>()
        );

        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<NotificationOptions>, NotificationOptionsCheck>()
        );

        services.AddOptions<RetentionOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptionsCheck>()
        );
        services.AddOptions<AttachmentOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<AttachmentOptions>, AttachmentOptionsCheck>()
        );

        services.AddOptions<ClockOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClockOptions>, ClockOptionsCheck>());

        services.AddOptions<TextOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TextOptions>, TextOptionsCheck>());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(all => new DeskClock(
            all.GetRequiredService<ITicketStore>(),
            all.GetRequiredService<TimeProvider>(),
            all.GetRequiredService<IOptions<ClockOptions>>().Value
        ));
        services.TryAddSingleton(all =>
            all.GetServices<TextChange>().Aggregate(TextCatalog.Shipped, (texts, change) => change.Apply(texts))
        );
        services.TryAddSingleton(all => new PolicyCatalog(all.GetServices<TenantPolicy>())
        {
            HasProtector = all.GetService<ISecretProtector>() is not null,
            AllowIncomplete =
            [
                .. all.GetServices<IncompleteCheckAllowance>().SelectMany(allowance => allowance.Sections),
            ],
        });
        services.TryAddSingleton<WorkerSignals>();
        services.TryAddSingleton(ObserverEntry.Combine);
        services.TryAddSingleton(all => new HostFacts(
            all.GetService<ILogger<SupportDesk>>() ?? NullLogger<SupportDesk>.Instance
        ));
        services.TryAddSingleton<ITicketStore, InMemoryTicketStore>();
        services.TryAddSingleton<IPolicyArchive, InMemoryPolicyArchive>();
        services.TryAddSingleton<IDeskSwitches, InMemoryDeskSwitches>();
        services.TryAddSingleton<ISuppressionList, InMemorySuppressionList>();
        services.TryAddSingleton<IKeptSecretStore, InMemoryKeptSecretStore>();
        services.TryAddSingleton<IPresenceStore, InMemoryPresenceStore>();
        services.TryAddSingleton<IAttachmentStore, InMemoryAttachmentStore>();
        services.TryAddSingleton<IRequesterDirectory>(_ =>
            throw Missing(SupportKitErrors.HostingRequestersMissing, "requesters", "UseRequesters")
        );
        services.TryAddSingleton<INotificationTransport>(_ =>
            throw Missing(SupportKitErrors.HostingTransportMissing, "transport", "UseTransport")
        );
        services.TryAddSingleton<IPersonalDataStore>(all =>
            all.GetRequiredService<ITicketStore>() as IPersonalDataStore
            ?? throw new SupportKitException(
                SupportKitErrors.HostingPersonalDataStoreMissing,
                "The host's store of tickets cannot erase a person.",
                "Let it implement IPersonalDataStore, or register one."
            )
        );
        services.TryAddSingleton(all => new SupportDesk(
            all.GetRequiredService<ITicketStore>(),
            all.GetRequiredService<IAttachmentStore>(),
            all.GetRequiredService<IRequesterDirectory>(),
            all.GetRequiredService<IDeskSwitches>(),
            all.GetRequiredService<PolicyCatalog>(),
            all.GetRequiredService<IPolicyArchive>(),
            all.GetRequiredService<WorkerSignals>(),
            all.GetRequiredService<DeskClock>(),
            all.GetService<IOptions<AttachmentOptions>>(),
            all.GetService<IOptions<TextOptions>>(),
            all.GetRequiredService<HostFacts>(),
            all.GetService<IAgentDirectory>(),
            all.GetRequiredService<ObserverSet>(),
            new SecretKeeping(all.GetRequiredService<IKeptSecretStore>(), all.GetService<ISecretProtector>())
        ));
        services.TryAddSingleton(all => new PersonalDataService(
            all.GetRequiredService<ITicketStore>(),
            all.GetRequiredService<IPersonalDataStore>(),
            all.GetRequiredService<IAttachmentStore>(),
            all.GetRequiredService<PolicyCatalog>(),
            all.GetRequiredService<IPolicyArchive>(),
            all.GetRequiredService<DeskClock>()
        )
        {
            Signals = all.GetRequiredService<WorkerSignals>(),
            Secrets = all.GetRequiredService<IKeptSecretStore>(),
            Suppressions = all.GetRequiredService<ISuppressionList>(),
            KeepClosed = all.GetRequiredService<IOptions<RetentionOptions>>().Value.KeepClosed,
            Observers = all.GetRequiredService<ObserverSet>(),
        });
        services.TryAddSingleton(ByTheClock<AttachmentSweep>);
        services.TryAddSingleton(ByTheClock<DeadlineProcessor>);
        services.TryAddSingleton(ByTheClock<OutboxProcessor>);
        services.TryAddSingleton(provider => new DeskHealth(
            provider.GetRequiredService<ITicketStore>(),
            provider.GetRequiredService<TimeProvider>()
        )
        {
            Workers = provider.GetRequiredService<WorkerSignals>(),
            Clock = provider.GetRequiredService<DeskClock>(),
            HostFacts = provider.GetRequiredService<HostFacts>(),
            Suppressions = provider.GetRequiredService<ISuppressionList>(),
        });
        // Before the workers: without a policy they have nothing to go by.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PolicyReload>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, DeadlineWorker>(ByTheClock<DeadlineWorker>)
        );
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OutboxWorker>(ByTheClock<OutboxWorker>));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, AttachmentWorker>(ByTheClock<AttachmentWorker>)
        );
        return new SupportKitBuilder(services);
    }

    /// <summary>
    /// Adds the desk and its workers, as <see cref="AddSupportKit(IServiceCollection)"/> does, and takes its options from the host's
    /// configuration: <c>builder.Configuration.GetSection("SupportKit")</c>. What the host sets in code counts before it. See docs/options.md.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The section that holds the options, e.g. <c>Delivery:BatchSize</c>.</param>
    /// <returns>A builder that says what the desk is made of.</returns>
    /// <exception cref="SupportKitException">
    /// <c>hosting.option_unknown</c>: a name is not an option's. <c>hosting.option_impossible</c>: a value is of another type.
    /// </exception>
    public static SupportKitBuilder AddSupportKit(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = services.AddSupportKit();
        OptionsBinding.Bind(services, configuration);
        return builder;
    }

    /// <summary>Adds the desk's health, <see cref="DeskHealth"/>, to the host's health checks.</summary>
    /// <param name="builder">What <c>AddHealthChecks</c> returns. <c>AddSupportKit</c> is called on the services as well.</param>
    /// <param name="name">What the check is called.</param>
    /// <param name="failureStatus">What is reported when the desk is far behind; null for unhealthy.</param>
    /// <param name="tags">What the host picks checks by; null for none.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddSupportKit(
        this IHealthChecksBuilder builder,
        string name = "supportkit",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.Add(
            new HealthCheckRegistration(name, all => all.GetRequiredService<DeskHealth>(), failureStatus, tags)
        );
    }

    /// <summary>Adds <see cref="TimeZoneDataHealth"/>: whether newer time-zone data would move open promises. It reads every open ticket.</summary>
    /// <param name="builder">What <c>AddHealthChecks</c> returns. <c>AddSupportKit</c> is called on the services as well.</param>
    /// <param name="name">What the check is called.</param>
    /// <param name="failureStatus">What is reported while there are such promises; degraded by default.</param>
    /// <param name="tags">What the host picks checks by; null for none.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddSupportKitTimeZoneData(
        this IHealthChecksBuilder builder,
        string name = "supportkit-time-zones",
        HealthStatus failureStatus = HealthStatus.Degraded,
        IEnumerable<string>? tags = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.Add(
            new HealthCheckRegistration(
                name,
                all => new TimeZoneDataHealth(
                    all.GetRequiredService<SupportDesk>(),
                    all.GetRequiredService<PolicyCatalog>()
                ),
                failureStatus,
                tags
            )
        );
    }

    // The store's time is used in place of the machine's.
    private static T ByTheClock<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        IServiceProvider all
    ) => ActivatorUtilities.CreateInstance<T>(all, all.GetRequiredService<DeskClock>());

    private static SupportKitException Missing(string code, string what, string call) =>
        new(code, $"The host gave no {what}.", $"Call {call} on what AddSupportKit returns.");
}
