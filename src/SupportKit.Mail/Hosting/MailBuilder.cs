using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportKit.Hosting;
using SupportKit.Mail;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives a desk its mail.</summary>
public static class MailBuilder
{
    /// <summary>
    /// Takes mails in: resolve <see cref="InboundMail"/> and hand it what a webhook brings, or call <c>UsePickupFolder</c> or <c>UseImap</c> as
    /// well.
    /// </summary>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <param name="configure">Names the addresses, and whose they are.</param>
    /// <returns>The same builder.</returns>
    public static SupportKitBuilder UseMail(this SupportKitBuilder builder, Action<MailOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        OptionsBinding.BindOwn<MailOptions>(services, "Mail", (section, options) => section.Bind(options));
        services.AddOptions<MailOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsCheck>());
        services.TryAddSingleton(provider => new TicketToken(
            provider.GetRequiredService<IOptions<MailOptions>>().Value.SigningKeys
        ));
        services.TryAddSingleton<MailGatherer>();
        services.TryAddSingleton<MailAnswers>();
        SmtpBuilder.Addresses(services);
        services.TryAddSingleton<MailCommitter>();
        services.TryAddSingleton(provider => new InboundMail(
            provider.GetRequiredService<IOptions<MailOptions>>(),
            provider.GetRequiredService<MailGatherer>(),
            provider.GetRequiredService<MailCommitter>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        return builder;
    }

    /// <summary>Takes mails in that are put into a folder as files. <see cref="UseMail"/> must be called as well.</summary>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <param name="configure">Names the folder.</param>
    /// <returns>The same builder.</returns>
    public static SupportKitBuilder UsePickupFolder(
        this SupportKitBuilder builder,
        Action<PickupFolderOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<PickupFolderOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PickupFolderOptions>, PickupFolderOptionsCheck>()
        );
        services.TryAddSingleton<PickupFolder>();
        services.AddHostedService(provider => provider.GetRequiredService<PickupFolder>());
        return builder;
    }

    /// <summary>Takes mails in from a mailbox. <see cref="UseMail"/> must be called as well.</summary>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <param name="configure">Names the mailbox.</param>
    /// <returns>The same builder.</returns>
    public static SupportKitBuilder UseImap(this SupportKitBuilder builder, Action<ImapOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<ImapOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ImapOptions>, ImapOptionsCheck>());
        services.TryAddSingleton<ImapReceiver>();
        services.AddHostedService(provider => provider.GetRequiredService<ImapReceiver>());
        return builder;
    }
}
