using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using SupportKit.Decisions;

namespace SupportKit.Storage;

/// <summary>The messages of <see cref="InMemoryTicketStore"/>, which holds the lock.</summary>
internal sealed class InMemoryOutbox
{
    // The messages of a ticket to a destination that have to leave, in order: only the first of each may.
    private readonly Dictionary<Lane, List<Entry>> lanes = [];
    private readonly Dictionary<(string Tenant, string Id, string Destination), Entry> waiting = [];
    private readonly List<Entry> dead = [];

    public void Add(Ticket ticket, ImmutableArray<OutboundMessage> messages, Instant at)
    {
        foreach (var message in messages)
            Enqueue(new Entry(ticket.Tenant, message, message.Destination ?? "", at));
    }

    public ImmutableArray<ClaimedMessage> Claim(MessageClaim claim)
    {
        foreach (
            var far in Heads([claim.Destination]).Where(entry => entry.NotBefore > claim.Now + MessageClaim.MaxDelay)
        )
            far.NotBefore = far.Lease == Guid.Empty ? claim.Now : claim.LeaseUntil;
        var claimed = Heads([claim.Destination])
            .Where(entry => entry.NotBefore <= claim.Now)
            .OrderBy(entry => entry.NotBefore)
            .Take(claim.Limit)
            .ToImmutableArray();
        foreach (var entry in claimed)
            (entry.NotBefore, entry.Lease) = (claim.LeaseUntil, Guid.NewGuid());
        return [.. claimed.Select(entry => entry.ToClaimed())];
    }

    public int DeadCount => dead.Count;

    // Leased or not, when nobody has tried it; else from when it may be tried again.
    public Instant? Oldest(Instant now) =>
        Heads(null)
            .Select(entry => entry.Attempts == 0 ? entry.CommittedAt : entry.NotBefore)
            .Where(since => since <= now)
            .Min(since => (Instant?)since);

    public Instant? Next(ImmutableArray<string>? destinations) =>
        Heads(destinations).Min(entry => (Instant?)entry.NotBefore);

    public ImmutableArray<ClaimedMessage> Renew(ImmutableArray<ClaimedMessage> claims, Instant leaseUntil)
    {
        var held = claims.Where(claimed => Find(claimed) is not null).ToImmutableArray();
        foreach (var claimed in held)
            Find(claimed)!.NotBefore = leaseUntil;
        return held;
    }

    public bool Settle(ClaimedMessage claimed, DeliveryResult result)
    {
        if (Find(claimed) is not { } entry)
            return false;
        entry.Lease = Guid.Empty;
        switch (result)
        {
            case DeliveryResult.Released released:
                entry.NotBefore = released.At;
                return true;
            case DeliveryResult.Routed routed:
                Dequeue(entry);
                foreach (var destination in routed.Destinations)
                    Enqueue(entry.To(destination));
                return true;
            case DeliveryResult.Retry retry:
                entry.Failed(retry.Error, "", retry.PerhapsDelivered);
                entry.NotBefore = retry.At;
                return true;
            case DeliveryResult.DeadLettered forGood:
                entry.Failed(forGood.Error, forGood.Code, forGood.PerhapsDelivered);
                entry.IsHolding = forGood.KeepsOrder;
                if (!entry.IsHolding)
                    Dequeue(entry);
                dead.Add(entry);
                return true;
            case DeliveryResult.Delivered:
                Dequeue(entry);
                return true;
            default:
                throw new UnreachableException($"DeliveryResult.{result.GetType().Name} is not handled.");
        }
    }

    public ImmutableArray<DeadLetter> DeadLetters(DeadLetterFilter filter, int limit) =>
        [
            .. Meant(filter)
                .OrderBy(entry => entry.CommittedAt)
                .ThenBy(entry => entry.Message.Sequence)
                .Take(limit)
                .Select(entry => entry.ToDeadLetter()),
        ];

    public int Requeue(DeadLetterFilter filter, Instant now)
    {
        var meant = Meant(filter).ToList();
        foreach (var entry in meant)
        {
            dead.Remove(entry);
            (entry.NotBefore, entry.Attempts) = (now, 0);
            if (entry.IsHolding)
                entry.IsHolding = false; // it never left its place
            else
                Enqueue(entry);
        }
        return meant.Count;
    }

    public ImmutableArray<OutboundMessage> Of(TicketKey key) =>
        [
            .. waiting
                .Values.OrderBy(entry => entry.Message.Sequence)
                .Concat(dead)
                .Where(entry => entry.IsOf(key))
                .Select(entry => entry.Message)
                .DistinctBy(message => message.Id),
        ];

    public void Remove(TicketKey key, ImmutableArray<string> ids)
    {
        dead.RemoveAll(Removed);
        foreach (var entry in waiting.Values.Where(Removed).ToList())
            Dequeue(entry);

        bool Removed(Entry entry) => entry.IsOf(key) && ids.Contains(entry.Message.Id);
    }

    private IEnumerable<Entry> Meant(DeadLetterFilter filter) =>
        dead.Where(entry => filter.Matches(entry.Tenant, entry.ToDeadLetter()));

    private IEnumerable<Entry> Heads(ImmutableArray<string>? destinations) =>
        lanes
            .Where(lane => destinations is not { } names || names.Contains(lane.Key.Destination))
            .Select(lane => lane.Value[0])
            .Where(entry => !entry.IsHolding);

    private Entry? Find(ClaimedMessage claimed) =>
        waiting.GetValueOrDefault((claimed.Tenant, claimed.Message.Id, claimed.Destination)) is { } entry
        && entry.Lease == claimed.Lease
            ? entry
            : null;

    private void Enqueue(Entry entry)
    {
        if (!lanes.TryGetValue(entry.Lane, out var lane))
            lanes.Add(entry.Lane, lane = []);
        // The message is almost always the last one; a requeued dead letter may be earlier.
        var place = lane.FindLastIndex(other => other.Message.Sequence <= entry.Message.Sequence) + 1;
        lane.Insert(place, entry);
        waiting[entry.Key] = entry;
    }

    private void Dequeue(Entry entry)
    {
        var lane = lanes[entry.Lane];
        lane.Remove(entry);
        waiting.Remove(entry.Key);
        if (lane.Count == 0)
            lanes.Remove(entry.Lane);
    }

    private sealed record Lane(string Tenant, TicketId Ticket, string Destination);

    private sealed class Entry(string tenant, OutboundMessage message, string destination, Instant committedAt)
    {
        private bool perhapsDelivered;
        private string error = "";
        private string code = "";

        public string Tenant => tenant;

        public OutboundMessage Message => message;

        public (string, string, string) Key => (tenant, message.Id, Lane.Destination);

        public Lane Lane { get; } = new(tenant, message.Ticket, destination);

        public Instant CommittedAt { get; } = committedAt;

        public Instant NotBefore { get; set; } = committedAt;

        public Guid Lease { get; set; }

        public int Attempts { get; set; }

        /// <summary>It is a dead letter that keeps its place, so that what follows waits.</summary>
        public bool IsHolding { get; set; }

        public bool IsOf(TicketKey key) => key == new TicketKey(tenant, message.Ticket);

        public Entry To(string other) => new(tenant, message, other, CommittedAt);

        public void Failed(string why, string reason, bool perhaps)
        {
            Attempts++;
            (error, code, perhapsDelivered) = (why, reason, perhapsDelivered || perhaps);
        }

        public ClaimedMessage ToClaimed() => new(tenant, message, Attempts, Lease, CommittedAt, destination);

        public DeadLetter ToDeadLetter() =>
            new(message, Attempts, error)
            {
                Code = code,
                Destination = destination,
                CommittedAt = CommittedAt,
                PerhapsDelivered = perhapsDelivered,
            };
    }
}
