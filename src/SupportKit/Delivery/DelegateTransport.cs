namespace SupportKit.Delivery;

/// <summary>A transport that is one function of the host.</summary>
internal sealed class DelegateTransport(Func<Notification, CancellationToken, Task> send) : INotificationTransport
{
    public Task SendAsync(Notification notification, CancellationToken cancellationToken) =>
        send(notification, cancellationToken);
}
