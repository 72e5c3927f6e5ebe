using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.Storage;

// Which tickets have something due. They stand in an order of their own, so that a claim looks at what is due and at nothing else.
public sealed partial class InMemoryTicketStore
{
    private readonly SortedSet<(Instant At, TicketKey Key)> claimable = new(
        Comparer<(Instant At, TicketKey Key)>.Create(
            static (one, other) =>
                one.At.CompareTo(other.At) is not 0 and var order ? order
                : string.CompareOrdinal(one.Key.Tenant, other.Key.Tenant) is not 0 and var tenant ? tenant
                : one.Key.Ticket.Value.CompareTo(other.Key.Ticket.Value)
        )
    );

    /// <inheritdoc/>
    public Task<ImmutableArray<Ticket>> ClaimDueAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken cancellationToken
    ) =>
        Read(() =>
        {
            var due = claimable
                .TakeWhile(entry => entry.At <= now)
                .Select(entry => tickets[entry.Key])
                .OrderBy(row => row.Ticket.NextDeadline())
                .Take(limit)
                .ToImmutableArray();
            foreach (var row in due)
                Put(row.Ticket.Key, row.LeasedUntil(leaseUntil));
            return due.Select(row => row.Ticket).ToImmutableArray();
        });

    /// <inheritdoc/>
    public Task<Instant?> NextDueAsync(CancellationToken cancellationToken) =>
        Read(() => claimable.Count == 0 ? default(Instant?) : claimable.Min.At);

    /// <inheritdoc/>
    public Task QuarantineAsync(
        Ticket claimed,
        string code,
        string reason,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(claimed);
        return Read(() =>
        {
            if (tickets.GetValueOrDefault(claimed.Key) is not { } row || row.Ticket.Version != claimed.Version)
                return false;
            var attempts = (row.Quarantine?.Attempts ?? 0) + 1;
            var until = now + QuarantinedItem.DelayAfter(attempts);
            var item = new QuarantinedItem(claimed.Key, null, code, reason, attempts, until);
            Put(claimed.Key, row.SetAside(item));
            return true;
        });
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<QuarantinedItem>> QuarantinedAsync(
        string? tenant,
        int limit,
        CancellationToken cancellationToken
    ) =>
        Read(() =>
            tickets
                .Values.Select(row => row.Quarantine)
                .OfType<QuarantinedItem>()
                .Where(item => tenant is null || item.Ticket.Tenant == tenant)
                .OrderBy(item => item.RetryAt)
                .Take(limit)
                .ToImmutableArray()
        );

    /// <inheritdoc/>
    public Task<int> RetryQuarantinedAsync(
        string tenant,
        TicketId? ticket,
        Instant now,
        CancellationToken cancellationToken
    ) =>
        Read(() =>
        {
            var meant = tickets
                .Where(row => row.Value.Quarantine is not null && row.Key.Tenant == tenant)
                .Where(row => ticket is not { } id || row.Key.Ticket == id)
                .ToList();
            foreach (var (key, row) in meant)
                Put(key, row.SetAside(row.Quarantine! with { RetryAt = now }));
            return meant.Count;
        });

    private void Put(TicketKey key, Row row)
    {
        Plan(key, row.ClaimableAt);
        tickets[key] = row;
    }

    private void Drop(TicketKey key)
    {
        Plan(key, null);
        tickets.Remove(key);
    }

    private void Plan(TicketKey key, Instant? at)
    {
        var planned = tickets.GetValueOrDefault(key)?.ClaimableAt;
        if (planned == at)
            return;
        if (planned is { } earlier)
            claimable.Remove((earlier, key));
        if (at is { } later)
            claimable.Add((later, key));
    }
}
