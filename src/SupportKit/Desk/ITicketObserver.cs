using System.Collections.Immutable;
using System.Diagnostics;

namespace SupportKit;

/// <summary>
/// Is told of every commit of a ticket after it was stored: to keep an index, to count, to call a CRM. At least once, and in the order of
/// the events within each ticket; tickets come side by side, so implementations are thread-safe. Given with <c>AddObserver</c>.
/// </summary>
/// <remarks>
/// What throws, or takes longer than <see cref="Delivery.DeliveryOptions.SendTimeout"/>, is called again by the delays of
/// <see cref="Delivery.DeliveryOptions"/>. When they end, or with an <see cref="Delivery.UndeliverableException"/> at once, the commit is a dead
/// letter, and later commits of that ticket wait until it was requeued. Other tickets and other observers go on. See docs/observers.md.
/// </remarks>
public interface ITicketObserver
{
    /// <summary>Takes note of a commit. Returns when it is done, for it is not called again after that.</summary>
    /// <param name="committed">The events. One that was seen before comes again after a crash or a failure.</param>
    /// <param name="cancellationToken">The host is stopping, or the time for one call is over. The call is then repeated.</param>
    Task ObserveAsync(CommittedEvents committed, CancellationToken cancellationToken);
}

/// <summary>The events of one commit. Immutable.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Version">The ticket's version after the commit: the sequence number of its last event.</param>
/// <param name="Events">
/// The events, in order, as they are stored now: of a person who was erased meanwhile, they hold nothing any more. Those that were noted for
/// the desk alone are among them.
/// </param>
/// <param name="Attempt">1 for the first call; more when one before it failed.</param>
[DebuggerDisplay("{Ticket} at version {Version}, {Events.Length} events")]
public sealed record CommittedEvents(
    TicketKey Ticket,
    long Version,
    ImmutableArray<RecordedEvent> Events,
    int Attempt = 1
)
{
    /// <summary>
    /// The same for each call about one commit and different for all others: an idempotency key for what the observer calls. An observer
    /// that keeps the last <see cref="Version"/> it has seen of each ticket can leave out what is not after it.
    /// </summary>
    public string Position => $"{Ticket.Tenant}/{Ticket.Ticket}/{Version}";
}
