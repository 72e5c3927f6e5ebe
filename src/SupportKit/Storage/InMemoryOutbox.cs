using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;

namespace SupportKit.Storage;

/// <summary>The messages of <see cref="InMemoryTicketStore"/>, which holds the lock.</summary>
internal sealed class InMemoryOutbox
{
    private readonly List<Entry> waiting = [];
    private readonly List<Entry> deadLetters = [];

    public void Add(TicketCommit commit) =>
        waiting.AddRange(
            commit.Messages.Select(message => new Entry(commit.Ticket.Tenant, message, commit.Ticket.UpdatedAt))
        );

    public ImmutableArray<ClaimedMessage> Claim(Instant now, Instant leaseUntil, int limit)
    {
        var claimed = Heads().Where(entry => entry.NotBefore <= now).Take(limit).ToImmutableArray();
        foreach (var entry in claimed)
            (entry.NotBefore, entry.Lease) = (leaseUntil, Guid.NewGuid());
        return
        [
            .. claimed.Select(entry => new ClaimedMessage(
                entry.Tenant,
                entry.Message,
                entry.Attempts,
                entry.Lease,
                entry.CommittedAt
            )),
        ];
    }

    public Instant? Next() => Heads().Min(entry => (Instant?)entry.NotBefore);

    public bool Settle(ClaimedMessage claimed, DeliveryResult result)
    {
        if (
            waiting.Find(entry => entry.Is(claimed.Tenant, claimed.Message.Id) && entry.Lease == claimed.Lease)
            is not { } entry
        )
            return false;
        if (result is not DeliveryResult.Released)
            entry.Attempts++;
        switch (result)
        {
            case DeliveryResult.Released released:
                (entry.NotBefore, entry.Lease) = (released.At, Guid.Empty);
                break;
            case DeliveryResult.Retry retry:
                (entry.NotBefore, entry.Error, entry.Lease) = (retry.At, retry.Error, Guid.Empty);
                break;
            case DeliveryResult.DeadLettered forGood:
                entry.Error = forGood.Error;
                waiting.Remove(entry);
                deadLetters.Add(entry);
                break;
            default:
                waiting.Remove(entry);
                break;
        }
        return true;
    }

    public ImmutableArray<DeadLetter> DeadLetters(string tenant, int limit) =>
        [
            .. deadLetters
                .Where(entry => entry.Tenant == tenant)
                .OrderBy(entry => entry.CommittedAt)
                .ThenBy(entry => entry.Message.Sequence)
                .Take(limit)
                .Select(entry => new DeadLetter(entry.Message, entry.Attempts, entry.Error)),
        ];

    public bool Requeue(string tenant, string messageId, Instant now)
    {
        if (deadLetters.Find(entry => entry.Is(tenant, messageId)) is not { } entry)
            return false;
        deadLetters.Remove(entry);
        (entry.NotBefore, entry.Attempts, entry.Lease) = (now, 0, Guid.Empty);
        waiting.Add(entry);
        return true;
    }

    public ImmutableArray<OutboundMessage> Of(TicketKey key) =>
        [.. waiting.Concat(deadLetters).Where(entry => entry.IsOf(key)).Select(entry => entry.Message)];

    public void Remove(TicketKey key, ImmutableArray<string> ids)
    {
        foreach (var entries in new[] { waiting, deadLetters })
            entries.RemoveAll(entry => entry.IsOf(key) && ids.Contains(entry.Message.Id));
    }

    // The first message of each ticket that still has to leave.
    private IEnumerable<Entry> Heads() =>
        waiting
            .OrderBy(entry => entry.Message.Sequence)
            .DistinctBy(entry => (entry.Tenant, entry.Message.Ticket))
            .OrderBy(entry => entry.NotBefore);

    private sealed class Entry(string tenant, OutboundMessage message, Instant committedAt)
    {
        public string Tenant => tenant;

        public OutboundMessage Message => message;

        public Instant CommittedAt { get; } = committedAt;

        public Instant NotBefore { get; set; } = committedAt;

        public Guid Lease { get; set; }

        public int Attempts { get; set; }

        public string Error { get; set; } = "";

        public bool IsOf(TicketKey key) => key == new TicketKey(tenant, message.Ticket);

        public bool Is(string otherTenant, string id) => tenant == otherTenant && message.Id == id;
    }
}
