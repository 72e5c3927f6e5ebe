using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportKit.Delivery;

namespace SupportKit.Hosting;

/// <content>The transports that come with the desk.</content>
public sealed partial class SupportKitBuilder
{
    /// <summary>
    /// Chooses that notifications leave as mails. A mail keeps its Message-ID when it is sent again, says that a machine wrote
    /// it, and is a dead letter at once when its recipient has no address or the server refuses it for good.
    /// </summary>
    public SupportKitBuilder UseSmtp(Action<SmtpOptions> configure)
    {
        Services.AddOptions<SmtpOptions>().Configure(configure).ValidateOnStart();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmtpOptions>, SmtpOptionsCheck>());
        return Use<INotificationTransport, SmtpTransport>();
    }

    /// <summary>
    /// Chooses that notifications leave as webhooks, signed as Standard Webhooks has it. Any answer but 2xx is a failure; no
    /// redirect is followed, no proxy is used, and addresses that are not public are refused unless the endpoint is
    /// <see cref="WebhookEndpoint.Internal"/>.
    /// </summary>
    public SupportKitBuilder UseWebhook(Action<WebhookOptions> configure)
    {
        Services.AddOptions<WebhookOptions>().Configure(configure).ValidateOnStart();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsCheck>());
        return Use<INotificationTransport, WebhookTransport>();
    }
}
