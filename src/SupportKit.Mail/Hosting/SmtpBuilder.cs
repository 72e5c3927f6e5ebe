using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportKit.Decisions;
using SupportKit.Hosting;
using SupportKit.Mail;
using SupportKit.Storage;

namespace Microsoft.Extensions.DependencyInjection;

#pragma warning disable RS0026 // the overloads differ in an argument that none may leave out

/// <summary>Lets a desk's notifications leave as mails.</summary>
public static class SmtpBuilder
{
    /// <summary>
    /// Chooses that notifications leave as mails. A mail keeps its Message-ID when it is sent again, says that a machine wrote
    /// it, and is a dead letter at once when its recipient has no address or the server refuses it for good.
    /// </summary>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <param name="configure">Names the server and the sender.</param>
    /// <returns>The same builder.</returns>
    public static SupportKitBuilder UseSmtp(this SupportKitBuilder builder, Action<SmtpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        Bind(builder.Services);
        builder.Services.AddOptions<SmtpOptions>().Configure(configure).ValidateOnStart();
        return UseSmtp(builder);
    }

    /// <summary>Chooses that notifications leave as mails, to addresses that a service of the host's knows.</summary>
    /// <param name="builder">What <c>AddSupportKit</c> returns.</param>
    /// <param name="configure">Names the server and the sender.</param>
    /// <param name="addressOf">
    /// <see cref="SmtpOptions.AddressOf"/>, with the services of a scope of its own for each mail: a <c>DbContext</c> is found there.
    /// </param>
    /// <returns>The same builder.</returns>
    public static SupportKitBuilder UseSmtp(
        this SupportKitBuilder builder,
        Action<SmtpOptions> configure,
        Func<IServiceProvider, string, Recipient, CancellationToken, Task<string?>> addressOf
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(addressOf);
        Bind(builder.Services);
        builder
            .Services.AddOptions<SmtpOptions>()
            .Configure(configure)
            .Configure<IServiceScopeFactory>(
                (options, scopes) =>
                    options.AddressOf = async (tenant, to, cancellationToken) =>
                    {
                        var scope = scopes.CreateAsyncScope();
                        await using var _ = scope.ConfigureAwait(false);
                        return await addressOf(scope.ServiceProvider, tenant, to, cancellationToken)
                            .ConfigureAwait(false);
                    }
            )
            .ValidateOnStart();
        return UseSmtp(builder);
    }

    // What the code sets comes after it, and so counts before it.
    private static void Bind(IServiceCollection services) =>
        OptionsBinding.BindOwn<SmtpOptions>(
            services,
            "Smtp",
            (section, options) =>
            {
                if (OptionsBinding.IsGiven(section, nameof(options.Recipients)))
                    options.Recipients = []; // a list is replaced, not added to
                section.Bind(options);
            }
        );

    private static SupportKitBuilder UseSmtp(SupportKitBuilder builder)
    {
        var services = builder.Services;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmtpOptions>, SmtpOptionsCheck>());
        services.TryAddSingleton<SmtpPool>();
        services.TryAddSingleton(provider => new MailWriter(
            provider.GetRequiredService<IOptions<SmtpOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<IOptions<MailOptions>>(),
            provider.GetService<TicketToken>(),
            provider.GetService<SupportKit.Desk.PolicyCatalog>()
        ));
        services.TryAddSingleton<SmtpTransport>();
        Addresses(services);
        services.TryAddSingleton<IMailSender>(provider => provider.GetRequiredService<SmtpTransport>());
        return builder.UseTransportOf("mail", provider => provider.GetRequiredService<SmtpTransport>());
    }

    /// <summary>Whose address is which, and which of them are not written to.</summary>
    internal static void Addresses(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new RecipientAddresses(
            provider.GetRequiredService<IOptions<SmtpOptions>>(),
            provider.GetService<SupportKit.IAgentDirectory>()
        ));
        services.TryAddSingleton(provider => new BouncedAddresses(
            provider.GetRequiredService<ISuppressionList>(),
            provider.GetRequiredService<RecipientAddresses>(),
            provider.GetRequiredService<ITicketStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<TicketToken>(),
            provider.GetService<SupportKit.Desk.PolicyCatalog>()
        ));
    }
}
