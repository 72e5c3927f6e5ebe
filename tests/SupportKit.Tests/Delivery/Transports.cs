using Microsoft.Extensions.DependencyInjection;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Hosting;

namespace SupportKit.Tests.Delivery;

/// <summary>Makes transports as a host does, and something to send.</summary>
internal static class Transports
{
    public static readonly string Secret =
        "whsec_" + Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    public static Notification Sample { get; } =
        new(
            "ticket/1/Requesterana",
            "default",
            new TicketId(Guid.Empty),
            new Recipient(RecipientKind.Requester, "ana"),
            "en",
            "We have your request",
            "The desk has received your request.\n\nhttps://desk.example"
        );

    public static INotificationTransport Make(Action<SupportKitBuilder> choose, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        choose(services.AddSupportKit());
        return services.BuildServiceProvider().GetRequiredService<INotificationTransport>();
    }

    public static INotificationTransport Webhook(WebhookEndpoint endpoint, TimeProvider? time = null) =>
        Make(desk => desk.UseWebhook(webhook => webhook.Endpoints.Add(endpoint)), time);
}
