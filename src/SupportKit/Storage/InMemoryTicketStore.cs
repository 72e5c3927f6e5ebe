using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.Storage;

/// <summary>
/// Tickets in this process' memory: for tests and demonstrations; gone when the process ends. Keeps every promise of
/// the port, by holding one lock.
/// </summary>
public sealed partial class InMemoryTicketStore : ITicketStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<TicketKey, Row> tickets = [];
    private readonly Dictionary<(string Tenant, string Command), (TicketId Ticket, string Fingerprint)> commands = [];
    private readonly Dictionary<string, long> lastNumbers = new(StringComparer.Ordinal);
    private readonly InMemoryOutbox outbox = new();

    /// <inheritdoc/>
    public Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken) =>
        CommitTogetherAsync([commit], cancellationToken);

    /// <inheritdoc/>
    public Task<CommitOutcome> CommitTogetherAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            foreach (var commit in commits)
                if (commit.CommandId is { } id && commands.ContainsKey((commit.Key.Tenant, id)))
                    return Task.FromResult(CommitOutcome.Repeated);
            foreach (var commit in commits)
                if ((tickets.GetValueOrDefault(commit.Key)?.Ticket.Version ?? 0) != commit.ExpectedVersion)
                    return Task.FromResult(CommitOutcome.Conflict);
            foreach (var commit in commits)
                if (commit.Limits.Any(limit => !limit.Holds(ConcernedBy(limit, commit.Ticket))))
                    return Task.FromResult(CommitOutcome.LimitReached);
            foreach (var commit in commits)
                if (commit.AssigneeCapacity is { } most && OthersOpenOf(commit.Ticket) >= most)
                    return Task.FromResult(CommitOutcome.CapacityReached);
            foreach (var commit in commits)
                Store(commit);
            return Task.FromResult(CommitOutcome.Committed);
        }
    }

    /// <inheritdoc/>
    public Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return Read(() => Seen(key, viewer)?.Ticket);
    }

    /// <inheritdoc/>
    public Task<TicketId?> FindByCommandAsync(string tenant, string commandId, CancellationToken cancellationToken) =>
        Read(() => commands.TryGetValue((tenant, commandId), out var done) ? done.Ticket : default(TicketId?));

    /// <inheritdoc/>
    public Task<string?> FindCommandFingerprintAsync(
        string tenant,
        string commandId,
        CancellationToken cancellationToken
    ) => Read(() => commands.TryGetValue((tenant, commandId), out var done) ? done.Fingerprint : null);

    /// <inheritdoc/>
    public Task<ImmutableArray<RecordedEvent>> HistoryAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return Read(() => Seen(key, viewer)?.History ?? []);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<RecordedEvent>> EventsAsync(
        TicketKey key,
        Viewer viewer,
        long first,
        long last,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        // Sequences begin at 1 and have no gap.
        return Read(() =>
            Seen(key, viewer)?.History is { } history && Math.Max(first, 1) <= Math.Min(last, history.Length)
                ? history[(int)(Math.Max(first, 1) - 1)..(int)Math.Min(last, history.Length)]
                : []
        );
    }

    /// <inheritdoc/>
    public Task<TicketPage> ListAsync(TicketQuery query, CancellationToken cancellationToken) =>
        Read(() => query.Page(All()));

    /// <inheritdoc/>
    public Task<TicketCount> CountAsync(TicketQuery query, int? limit, CancellationToken cancellationToken) =>
        Read(() => query.Count(All(), limit));

    /// <inheritdoc/>
    public Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
        MessageClaim claim,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Read(() => outbox.Claim(claim));
    }

    /// <inheritdoc/>
    public Task<Instant?> NextMessageAsync(ImmutableArray<string>? destinations, CancellationToken cancellationToken) =>
        Read(() => outbox.Next(destinations));

    /// <inheritdoc/>
    public Task<ImmutableArray<ClaimedMessage>> RenewMessagesAsync(
        ImmutableArray<ClaimedMessage> claims,
        Instant leaseUntil,
        CancellationToken cancellationToken
    ) => Read(() => outbox.Renew(claims, leaseUntil));

    /// <inheritdoc/>
    public Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken cancellationToken) =>
        Read(() => outbox.Settle(claimed, result));

    /// <inheritdoc/>
    public Task<ImmutableArray<DeadLetter>> DeadLettersAsync(
        DeadLetterFilter filter,
        int limit,
        CancellationToken cancellationToken
    ) => Read(() => outbox.DeadLetters(filter, limit));

    /// <inheritdoc/>
    public Task<int> RequeueAsync(DeadLetterFilter filter, Instant now, CancellationToken cancellationToken) =>
        Read(() => outbox.Requeue(filter, now));

    /// <inheritdoc/>
    public Task<NumberBlock> ReserveNumbersAsync(string tenant, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Read(() =>
        {
            var last = lastNumbers.GetValueOrDefault(tenant);
            lastNumbers[tenant] = last + count;
            return new NumberBlock(last + 1, count);
        });
    }

    /// <inheritdoc/>
    public Task<StoreBacklog> BacklogAsync(Instant now, CancellationToken cancellationToken) =>
        Read(() =>
            new StoreBacklog(
                tickets
                    .Values.Where(row => row.Quarantine is null)
                    .Min(row => row.Ticket.NextDeadline() is { } due && due <= now ? due : default(Instant?)),
                outbox.Oldest(now),
                tickets.Values.Count(row => row.Quarantine is not null),
                outbox.DeadCount
            )
        );

    private void Store(TicketCommit commit)
    {
        var history = tickets.GetValueOrDefault(commit.Key)?.History ?? [];
        Put(commit.Key, new Row(commit.Ticket, history.AddRange(commit.Events)));
        outbox.Add(commit.Ticket, commit.Messages, commit.At ?? commit.Ticket.UpdatedAt);
        if (commit.CommandId is { } done)
            commands.Add((commit.Key.Tenant, done), (commit.Key.Ticket, commit.CommandFingerprint));
    }

    private IEnumerable<(Ticket Ticket, ImmutableArray<RecordedEvent> History)> All() =>
        tickets.Values.Select(row => (row.Ticket, row.History));

    private IEnumerable<Ticket> ConcernedBy(RequesterLimit limit, Ticket committed) =>
        tickets.Values.Select(row => row.Ticket).Where(ticket => limit.Concerns(ticket, committed));

    private int OthersOpenOf(Ticket given) =>
        tickets.Values.Count(row =>
            row.Ticket.Tenant == given.Tenant
            && row.Ticket.Assignee == given.Assignee
            && row.Ticket.Id != given.Id
            && AgentLoad.IsOpen(row.Ticket.StateCategory)
        );

    private Row? Seen(TicketKey key, Viewer viewer) =>
        tickets.GetValueOrDefault(key) is { } row && viewer.Sees(row.Ticket) ? row : null;

    private Task<T> Read<T>(Func<T> read)
    {
        lock (gate)
            return Task.FromResult(read());
    }

    private sealed class Row(
        Ticket ticket,
        ImmutableArray<RecordedEvent> history,
        Instant? leaseUntil = null,
        QuarantinedItem? quarantine = null
    )
    {
        public Ticket Ticket { get; } = ticket;

        public ImmutableArray<RecordedEvent> History { get; } = history;

        public QuarantinedItem? Quarantine { get; } = quarantine;

        /// <summary>When a worker may next be given the ticket; null when nothing about it is planned.</summary>
        public Instant? ClaimableAt { get; } =
            ticket.NextDeadline() is { } wake ? Instant.Max(wake, leaseUntil ?? wake) : null;

        public Row LeasedUntil(Instant until) => new(Ticket, History, until, Quarantine);

        public Row SetAside(QuarantinedItem item) => new(Ticket, History, item.RetryAt, item);
    }
}
