using System.Collections.Concurrent;
using SupportKit;
using SupportKit.Delivery;

namespace HelpDesk;

/// <summary>Stands for a mail server: keeps what arrives. A repeated message is dropped by its id, as a good receiver does.</summary>
public sealed class Mailbox : INotificationTransport
{
    private readonly ConcurrentDictionary<string, bool> seen = new();
    private readonly ConcurrentQueue<Notification> arrived = new();

    public IReadOnlyCollection<Notification> Arrived => arrived;

    /// <summary>Whose address does not work; nobody's, unless set. What is sent to them becomes a dead letter.</summary>
    public string? Unreachable { get; set; }

    public Task SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (notification.To.Id == Unreachable)
            throw new UndeliverableException(
                "mailbox.address_refused",
                "The mail server knows no such mailbox.",
                "Correct the address, and send it again."
            );
        if (seen.TryAdd(notification.Id, true))
            arrived.Enqueue(notification);
        return Task.CompletedTask;
    }
}
