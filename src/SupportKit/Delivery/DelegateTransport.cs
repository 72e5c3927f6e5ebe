using SupportKit.Decisions;

namespace SupportKit.Delivery;

/// <summary>A transport that is one function of the host.</summary>
internal sealed class DelegateTransport(
    Func<Notification, CancellationToken, Task> send,
    Func<OutboundMessage, string, bool>? takes = null
) : INotificationTransport
{
    public bool Takes(OutboundMessage message, string tenant, string destination) =>
        takes?.Invoke(message, tenant) ?? true;

    public Task SendAsync(Notification notification, CancellationToken cancellationToken) =>
        send(notification, cancellationToken);
}
