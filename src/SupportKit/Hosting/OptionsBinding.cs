using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.PolicyJson;
using SupportKit.Storage;

namespace SupportKit.Hosting;

/// <summary>
/// Takes options from the host's configuration. What it does not know, or cannot read, is refused where the host calls it: a setting
/// with a slip in its name would otherwise leave the default in force without a word.
/// </summary>
internal static class OptionsBinding
{
    private static readonly string[] Sections =
    [
        "Delivery",
        "Notifications",
        "Attachments",
        "Texts",
        "Clock",
        "Retention",
        "Webhook",
        // Those of SupportKit.Mail, which binds them itself.
        "Smtp",
        "Mail",
    ];

    /// <summary>Binds each section to its options.</summary>
    /// <exception cref="SupportKitException"><c>hosting.option_unknown</c>, <c>hosting.option_impossible</c>.</exception>
    public static void Bind(IServiceCollection services, IConfiguration configuration)
    {
        RefuseUnknown(configuration, Sections);
        services.AddSingleton(new HostConfiguration(configuration));
        // Each call names its type, so that the binder's code is generated and can be trimmed.
        Bind<DeliveryOptions>(services, configuration, "Delivery", (section, options) => section.Bind(options));
        BindNotifications(services, configuration.GetSection("Notifications"));
        Bind<AttachmentOptions>(
            services,
            configuration,
            "Attachments",
            (section, options) =>
            {
                if (IsGiven(section, nameof(options.MediaTypes)))
                    options.MediaTypes = []; // a list is replaced, not added to
                section.Bind(options);
            }
        );
        Bind<TextOptions>(services, configuration, "Texts", (section, options) => section.Bind(options));
        Bind<ClockOptions>(services, configuration, "Clock", (section, options) => section.Bind(options));
        Bind<RetentionOptions>(services, configuration, "Retention", (section, options) => section.Bind(options));
        Bind<WebhookOptions>(
            services,
            configuration,
            "Webhook",
            (section, options) =>
            {
                if (IsGiven(section, nameof(options.Recipients)))
                    options.Recipients = [];
                section.Bind(options);
            }
        );
    }

    // For all tenants, and beside that for each that is named under "Tenants".
    private static void BindNotifications(IServiceCollection services, IConfigurationSection section)
    {
        string[] known = [.. typeof(NotificationOptions).GetProperties().Select(property => property.Name)];
        RefuseUnknown(section, [.. known, "Tenants"]);
        if (section.Exists())
            services.ConfigureAll<NotificationOptions>(options => section.Bind(options));
        foreach (var tenant in section.GetSection("Tenants").GetChildren())
        {
            RefuseUnknown(tenant, known);
            services.Configure<NotificationOptions>(tenant.Key, options => tenant.Bind(options));
        }
    }

    /// <summary>Binds a section of another package's, if the host has given a configuration.</summary>
    internal static void BindOwn<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions
    >(IServiceCollection services, string name, Action<IConfigurationSection, TOptions> bind)
        where TOptions : class, new()
    {
        foreach (
            var given in services
                .Where(service => !service.IsKeyedService)
                .Select(service => service.ImplementationInstance)
                .OfType<HostConfiguration>()
                .ToList()
        )
            Bind(services, given.Configuration, name, bind);
    }

    private static void Bind<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TOptions>(
        IServiceCollection services,
        IConfiguration configuration,
        string name,
        Action<IConfigurationSection, TOptions> bind
    )
        where TOptions : class, new()
    {
        var section = configuration.GetSection(name);
        if (!section.Exists())
            return;
        var properties = typeof(TOptions).GetProperties();
        RefuseUnknown(section, [.. properties.Select(property => property.Name)]);
        foreach (var property in properties.Where(IsTime))
            RefuseDays(section.GetSection(property.Name));
        try
        {
            bind(section, new TOptions());
        }
        catch (InvalidOperationException error)
        {
            throw Impossible($"{error.Message}", "Write a value of that type.");
        }
        services.AddOptions<TOptions>().Configure(options => bind(section, options));
    }

    private static bool IsTime(PropertyInfo property) =>
        (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(TimeSpan);

    internal static bool IsGiven(IConfigurationSection section, string name) => section.GetSection(name).Exists();

    private static void RefuseUnknown(IConfiguration configuration, string[] known)
    {
        foreach (var child in configuration.GetChildren())
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw new SupportKitException(
                    SupportKitErrors.HostingOptionUnknown,
                    $"The configuration has \"{child.Path}\", which is not an option.",
                    $"{Spelling.DidYouMean(child.Key, known)}Otherwise leave it out; docs/options.md has all."
                );
    }

    // .NET reads a bare number as days, and hardly anybody means that.
    private static void RefuseDays(IConfigurationSection value)
    {
        if (int.TryParse(value.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            throw Impossible(
                $"The configuration has \"{value.Path}\": {value.Value}, which would be days.",
                "Write hours, minutes and seconds, such as 00:00:30, or days as 1.00:00:00."
            );
    }

    private static SupportKitException Impossible(string cause, string remedy) =>
        new(SupportKitErrors.HostingOptionImpossible, cause, remedy);
}

/// <summary>The section that the host gave, for packages that bind sections of their own.</summary>
internal sealed record HostConfiguration(IConfiguration Configuration);
