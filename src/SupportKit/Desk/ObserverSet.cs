using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>
/// The host's observers. Each is a destination of the outbox, so that it has its own progress. A message to one holds no events, only which:
/// they are read when it leaves, and an erased person stands in no message. Thread-safe.
/// </summary>
internal sealed class ObserverSet
{
    private const string Prefix = "observer:";
    private const string LastEvent = "version";

    private readonly FrozenDictionary<string, ITicketObserver> byDestination;

    public ObserverSet(IEnumerable<(string Name, ITicketObserver Observer)> observers)
    {
        byDestination = observers.ToFrozenDictionary(
            given => Prefix + given.Name,
            given => given.Observer,
            StringComparer.Ordinal
        );
        Destinations = byDestination.Keys.Order(StringComparer.Ordinal).ToImmutableArray();
    }

    public static ObserverSet None { get; } = new([]);

    /// <summary>The destinations of the observers of this process.</summary>
    public ImmutableArray<string> Destinations { get; }

    /// <summary>Where a message to an observer goes; null for any other message.</summary>
    public static string? DestinationOf(OutboundMessage message) =>
        message.To.Kind == RecipientKind.Observer ? Prefix + message.To.Id : null;

    /// <summary>What a commit adds to the outbox: one message for each observer, and nothing without observers or events.</summary>
    public ImmutableArray<OutboundMessage> MessagesOf(TicketId ticket, ImmutableArray<RecordedEvent> events)
    {
        if (Destinations.IsEmpty || events.IsEmpty)
            return [];
        var (first, last) = (events[0].Sequence, events[^1].Sequence);
        var values = ImmutableSortedDictionary
            .Create<string, string>(StringComparer.Ordinal)
            .Add(LastEvent, last.ToString(CultureInfo.InvariantCulture));
        return
        [
            .. Destinations.Select(destination => new OutboundMessage(
                $"{ticket}/{first}/{destination}",
                ticket,
                first,
                new Recipient(RecipientKind.Observer, destination[Prefix.Length..]),
                destination,
                "",
                values
            )
            {
                Destination = destination,
            }),
        ];
    }

    /// <summary>Tells an observer of the events that a message names.</summary>
    /// <exception cref="SupportKitException"><c>store.ticket_unreadable</c>: the events cannot be read.</exception>
    public async Task TellAsync(ITicketStore store, ClaimedMessage claimed, CancellationToken cancellationToken)
    {
        var (key, first) = (new TicketKey(claimed.Tenant, claimed.Message.Ticket), claimed.Message.Sequence);
        var last = long.Parse(claimed.Message.Values[LastEvent], CultureInfo.InvariantCulture);
        var events = await store.EventsAsync(key, Viewer.Desk, first, last, cancellationToken).ConfigureAwait(false);
        if (events.IsEmpty) // the host removed the ticket
            return;
        await byDestination[claimed.Destination]
            .ObserveAsync(new CommittedEvents(key, last, events, claimed.Attempts + 1), cancellationToken)
            .ConfigureAwait(false);
    }
}
