using System.Collections.Concurrent;
using SupportKit;

namespace HelpDesk;

/// <summary>Stands for a mail server: keeps what arrives. A repeated message is dropped by its id, as a good receiver does.</summary>
public sealed class Mailbox : INotificationTransport
{
    private readonly ConcurrentDictionary<string, bool> seen = new();
    private readonly ConcurrentQueue<Notification> arrived = new();

    public IReadOnlyCollection<Notification> Arrived => arrived;

    public Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (seen.TryAdd(notification.Id, true))
            arrived.Enqueue(notification);
        return Task.CompletedTask;
    }
}
