using SupportKit.Decisions;
using SupportKit.Delivery;

namespace SupportKit;

/// <summary>
/// Takes a notification out of the process: by mail, webhook, the host's own bus. Delivery is at least once: after a
/// crash the same <see cref="Notification.Id"/> may come again, and a receiver that must not see it twice drops it by
/// that id. Implementations are thread-safe.
/// </summary>
public interface INotificationTransport
{
    /// <summary>Hands the notification over. Returning means it arrived; any exception means it did not and is retried.</summary>
    /// <exception cref="UndeliverableException">Trying again is no use: the message is parked at once.</exception>
    /// <param name="notification">What to tell whom.</param>
    /// <param name="cancellationToken">The host is stopping; the message is delivered after the next start.</param>
    Task SendAsync(Notification notification, CancellationToken cancellationToken);
}

/// <summary>A message in words. Immutable.</summary>
/// <param name="Id">One per fact and recipient; stays the same when delivery is repeated.</param>
/// <param name="Tenant">Whose desk it comes from.</param>
/// <param name="Ticket">The ticket it is about.</param>
/// <param name="To">Who is told; the transport knows their address.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Subject">One line of plain text.</param>
/// <param name="Body">Plain text; lines end with LF.</param>
public sealed record Notification(
    string Id,
    string Tenant,
    TicketId Ticket,
    Recipient To,
    string Language,
    string Subject,
    string Body
);
