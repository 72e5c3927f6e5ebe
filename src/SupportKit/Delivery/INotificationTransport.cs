using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
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
    /// <summary>
    /// Where notifications go, by names that stay; none when all go to one place, as by default. With names each notification
    /// leaves once for each, with <see cref="Notification.Destination"/> set, and each destination has attempts, an order and a
    /// circuit of its own: one that is down neither holds up the others nor has anything repeated to them.
    /// </summary>
    ImmutableArray<string> Destinations => [];

    /// <summary>
    /// Whether it takes a message to one of its destinations; all of them, by default. With several transports side by side each
    /// message goes to every destination that takes it; one that none takes is a dead letter with
    /// <c>delivery.transport_missing</c>, which a person sees. Must not wait: it is asked before the message leaves.
    /// </summary>
    /// <param name="message">The message as data: who is told, and of what.</param>
    /// <param name="tenant">Whose desk it comes from.</param>
    /// <param name="destination">One of <see cref="Destinations"/>; empty when those have no names.</param>
    bool Takes(OutboundMessage message, string tenant, string destination) => true;

    /// <summary>Hands the notification over. Returning means it arrived; any exception means it did not and is retried.</summary>
    /// <remarks>
    /// A send that takes longer than <see cref="DeliveryOptions.SendTimeout"/> is left to itself, whether it heeds its token or
    /// not. That, and a <see cref="TimeoutException"/>, marks the message as perhaps delivered: the same id comes again.
    /// </remarks>
    /// <exception cref="UndeliverableException">Trying again is no use: the message is a dead letter at once.</exception>
    /// <param name="notification">What to tell whom.</param>
    /// <param name="cancellationToken">The time is up, or the host is stopping: then the message is sent again after the next start.</param>
    Task SendAsync(Notification notification, CancellationToken cancellationToken);
}

/// <summary>A message in words. Immutable.</summary>
/// <param name="Id">One per fact and recipient; stays the same when delivery is repeated.</param>
/// <param name="Tenant">Whose desk it comes from.</param>
/// <param name="Ticket">The ticket it is about.</param>
/// <param name="To">Who is told; the transport knows their address.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Subject">One line of plain text, with the number before it: <c>[ACME-1042] …</c>.</param>
/// <param name="Body">Plain text; lines end with LF.</param>
[DebuggerDisplay("{Template,nq} to {To.Kind} {To.Id,nq}: {Subject,nq}")]
public sealed record Notification(
    string Id,
    string Tenant,
    TicketId Ticket,
    Recipient To,
    string Language,
    string Subject,
    string Body
)
{
    /// <summary>What people call the ticket; null for a ticket without a number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TicketNumber? Number { get; init; }

    /// <summary>Where people read the ticket.</summary>
    public string Link { get; init; } = "";

    /// <summary>What the page is made of; null for what the desk did not make.</summary>
    internal MailContent? Content { get; init; }

    /// <summary>The files that go with it in a mail; empty for none.</summary>
    internal ImmutableArray<NotificationFile> Files { get; init; } = [];

    /// <summary>
    /// The same as a page of HTML, for mails: in the tenant's look (<see cref="NotificationOptions"/>), readable in light and dark and for
    /// screen readers. It loads nothing but the tenant's logo, and what people wrote is encoded.
    /// </summary>
    public string ToHtml() => MailPage.Write(this);

    /// <summary>Which of <see cref="INotificationTransport.Destinations"/> it goes to; empty when those have no names.</summary>
    [JsonIgnore] // the receiver knows who it is
    public string Destination { get; init; } = "";

    /// <summary>What it tells of: the template of the text, e.g. <c>agent-replied</c>. See docs/notifications.md.</summary>
    public string Template { get; init; } = "";

    /// <summary>
    /// What stands in the text's places, as data, for whoever words it otherwise (a card in a chat): instants in ISO 8601, ids and
    /// keys. <c>kind</c> is how firmly a promise was made, <c>committed</c> or <c>typical</c>. What <c>withheld</c> names the policy does not show in messages.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Values { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;
}
