using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace CustomStore;

/// <summary>What all changes come to. Whoever uses it holds the store's lock.</summary>
internal sealed class DeskState
{
    public Dictionary<TicketKey, Row> Tickets { get; } = [];

    public Dictionary<(string Tenant, string Command), TicketId> Commands { get; } = [];

    public Dictionary<(string Tenant, string Id), Message> Messages { get; } = [];

    public void Apply(Change change)
    {
        if (change.Ticket is { } ticket)
        {
            var key = new TicketKey(ticket.Tenant, ticket.Id);
            var before = Tickets.GetValueOrDefault(key) ?? new Row(ticket, [], []);
            // A new row, and with it no lease: the deadline has moved.
            Tickets[key] = new Row(
                ticket,
                before.History.AddRange(change.Events),
                before.Commands.AddRange(change.Commands)
            );
            foreach (var command in change.Commands)
                Commands[(ticket.Tenant, command)] = ticket.Id;
        }
        foreach (var message in change.Messages)
        {
            Messages[(message.Tenant, message.Body.Id)] = message;
            if (message.Place == Place.Gone)
                Messages.Remove((message.Tenant, message.Body.Id));
        }
    }

    /// <summary>The changes that lead to this state from nothing.</summary>
    public IEnumerable<Change> Everything() =>
        Tickets
            .Values.Select(row => new Change(row.Ticket, row.History, row.Commands, []))
            .Concat(Messages.Values.Select(Change.Of));

    /// <summary>The first message of each ticket that still has to leave, the one that may leave first at the front.</summary>
    public IEnumerable<Message> Heads() =>
        Messages
            .Values.Where(message => message.Place == Place.Waiting)
            .OrderBy(message => message.Body.Sequence)
            .DistinctBy(message => (message.Tenant, message.Body.Ticket))
            .OrderBy(message => message.NotBefore);

    internal sealed record Row(Ticket Ticket, ImmutableArray<RecordedEvent> History, ImmutableArray<string> Commands)
    {
        public Instant? Lease { get; set; }

        public Instant? ClaimableAt =>
            Ticket.NextWake() is { } wake ? Instant.Max(wake, Lease ?? wake) : default(Instant?);
    }
}
