using System.Collections.Immutable;
using NodaTime;
using SupportKit;
using SupportKit.Storage;

namespace CustomStore;

/// <summary>
/// A ticket store over one file, for a desk of one process: SupportKit's own store in memory, and before it a journal of
/// what that store was told. Each change is first on the disk; a start tells it all of it again.
/// </summary>
public sealed class JournalTicketStore : ITicketStore, IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly InMemoryTicketStore memory = new();
    private readonly Dictionary<(string Tenant, string Message, string Destination), ClaimedMessage> claims = [];
    private readonly Journal journal;

    public JournalTicketStore(string path) =>
        journal = new Journal(path, line => ReplayAsync(Entry.Read(line)).GetAwaiter().GetResult()); // memory never waits

    public void Dispose()
    {
        journal.Dispose();
        gate.Dispose();
    }

    public Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop) =>
        CommitTogetherAsync([commit], stop);

    // One line, which is read whole or not at all.
    public Task<CommitOutcome> CommitTogetherAsync(ImmutableArray<TicketCommit> commits, CancellationToken stop) =>
        AloneAsync(
            async () =>
            {
                foreach (var commit in commits)
                {
                    if (
                        commit.CommandId is { } command
                        && await memory.FindByCommandAsync(commit.Key.Tenant, command, stop) is not null
                    )
                        return CommitOutcome.Repeated;
                }
                foreach (var commit in commits)
                {
                    var stored = await memory.FindAsync(commit.Key, Viewer.Desk, stop);
                    if ((stored?.Version ?? 0) != commit.ExpectedVersion)
                        return CommitOutcome.Conflict;
                    foreach (var limit in commit.Limits)
                    {
                        if (!limit.Holds(await ConcernedAsync(limit, commit.Ticket, stop)))
                            return CommitOutcome.LimitReached;
                    }
                    if (commit.AssigneeCapacity <= await OthersOpenAsync(commit.Ticket, stored, stop))
                        return CommitOutcome.CapacityReached;
                }
                journal.Append(new Entry.Committed(commits).Write());
                return await memory.CommitTogetherAsync(commits, default);
            },
            stop
        );

    public Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
        memory.FindAsync(key, viewer, stop);

    public Task<TicketId?> FindByCommandAsync(string tenant, string commandId, CancellationToken stop) =>
        memory.FindByCommandAsync(tenant, commandId, stop);

    public Task<string?> FindCommandFingerprintAsync(string tenant, string commandId, CancellationToken stop) =>
        memory.FindCommandFingerprintAsync(tenant, commandId, stop);

    public Task<ImmutableArray<RecordedEvent>> HistoryAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
        memory.HistoryAsync(key, viewer, stop);

    public Task<ImmutableArray<RecordedEvent>> EventsAsync(
        TicketKey key,
        Viewer viewer,
        long first,
        long last,
        CancellationToken stop
    ) => memory.EventsAsync(key, viewer, first, last, stop);

    public Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop) => memory.ListAsync(query, stop);

    public Task<TicketCount> CountAsync(TicketQuery query, int? limit, CancellationToken stop) =>
        memory.CountAsync(query, limit, stop);

    // Whom a deadline is leased to is not written down: the worker ends with the process.
    public Task<ImmutableArray<Ticket>> ClaimDueAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken stop
    ) => memory.ClaimDueAsync(now, leaseUntil, limit, stop);

    public Task<Instant?> NextDueAsync(CancellationToken stop) => memory.NextDueAsync(stop);

    public Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(MessageClaim claim, CancellationToken stop) =>
        AloneAsync(
            async () =>
            {
                var claimed = await memory.ClaimMessagesAsync(claim, stop);
                if (!claimed.IsEmpty)
                    journal.Append(new Entry.Claimed(claim.Now, claim.Destination).Write());
                Remember(claimed);
                return claimed;
            },
            stop
        );

    public Task<Instant?> NextMessageAsync(ImmutableArray<string>? destinations, CancellationToken stop) =>
        memory.NextMessageAsync(destinations, stop);

    // Leases are not written down: the worker ends with the process.
    public Task<ImmutableArray<ClaimedMessage>> RenewMessagesAsync(
        ImmutableArray<ClaimedMessage> claims,
        Instant leaseUntil,
        CancellationToken stop
    ) => memory.RenewMessagesAsync(claims, leaseUntil, stop);

    public Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken stop) =>
        AloneAsync(
            async () =>
            {
                var key = (claimed.Tenant, claimed.Message.Id, claimed.Destination);
                if (claims.GetValueOrDefault(key)?.Lease != claimed.Lease)
                    return false;
                if (result is not DeliveryResult.Released) // a restart leases nothing to anybody
                    journal.Append(Entry.Settled.Of(claimed, result).Write());
                claims.Remove(key);
                await memory.SettleAsync(claimed, result, default);
                return true;
            },
            stop
        );

    public Task<ImmutableArray<DeadLetter>> DeadLettersAsync(
        DeadLetterFilter filter,
        int limit,
        CancellationToken stop
    ) => memory.DeadLettersAsync(filter, limit, stop);

    public Task<int> RequeueAsync(DeadLetterFilter filter, Instant now, CancellationToken stop) =>
        AloneAsync(
            async () =>
            {
                if ((await memory.DeadLettersAsync(filter, 1, stop)).IsEmpty)
                    return 0;
                journal.Append(new Entry.Requeued(filter, now).Write());
                return await memory.RequeueAsync(filter, now, default);
            },
            stop
        );

    // What is in quarantine is not written down: after a start it is tried at once.
    public Task QuarantineAsync(Ticket claimed, string code, string reason, Instant now, CancellationToken stop) =>
        memory.QuarantineAsync(claimed, code, reason, now, stop);

    public Task<ImmutableArray<QuarantinedItem>> QuarantinedAsync(string? tenant, int limit, CancellationToken stop) =>
        memory.QuarantinedAsync(tenant, limit, stop);

    public Task<int> RetryQuarantinedAsync(string tenant, TicketId? ticket, Instant now, CancellationToken stop) =>
        memory.RetryQuarantinedAsync(tenant, ticket, now, stop);

    public Task<NumberBlock> ReserveNumbersAsync(string tenant, int count, CancellationToken stop) =>
        AloneAsync(
            async () =>
            {
                journal.Append(new Entry.Reserved(tenant, count).Write());
                return await memory.ReserveNumbersAsync(tenant, count, default);
            },
            stop
        );

    public Task<StoreBacklog> BacklogAsync(Instant now, CancellationToken stop) => memory.BacklogAsync(now, stop);

    private async Task ReplayAsync(Entry entry)
    {
        switch (entry)
        {
            case Entry.Committed(var commits):
                await memory.CommitTogetherAsync(commits, default);
                break;
            case Entry.Claimed(var now, var destination):
                // Under leases that end at once, for the workers are gone: more than were claimed, and none of them later.
                Remember(
                    await memory.ClaimMessagesAsync(
                        new MessageClaim(now, now, int.MaxValue) { Destination = destination },
                        default
                    )
                );
                break;
            case Entry.Settled settled:
                claims.Remove((settled.Tenant, settled.Message, settled.Destination), out var claimed);
                await memory.SettleAsync(claimed!, settled.ToResult(), default);
                break;
            case Entry.Requeued(var filter, var now):
                await memory.RequeueAsync(filter, now, default);
                break;
            case Entry.Reserved(var tenant, var count):
                await memory.ReserveNumbersAsync(tenant, count, default);
                break;
        }
    }

    private async Task<List<Ticket>> ConcernedAsync(RequesterLimit limit, Ticket one, CancellationToken stop)
    {
        var tickets = new List<Ticket>();
        var query = new TicketQuery(one.Tenant, Viewer.Desk)
        {
            Requester = limit.OfOrganization ? null : one.Requester,
            Organization = limit.OfOrganization ? one.Organization : null,
            Limit = TicketQuery.MaxLimit,
        };
        for (TicketQuery? next = query; next is not null; )
        {
            var page = await memory.ListAsync(next, stop);
            tickets.AddRange(page.Tickets);
            next = page.Next is { } more ? query with { After = more } : null;
        }
        return tickets;
    }

    // What the assignee has to do besides the ticket itself, which may be theirs already.
    private async Task<long> OthersOpenAsync(Ticket given, Ticket? stored, CancellationToken stop)
    {
        if (given.Assignee is not { } agent)
            return 0;
        var loads = await ((ITicketStore)memory).AgentLoadsAsync(given.Tenant, [agent], stop);
        var isCounted = stored?.Assignee == agent && stored.StateCategory is (StateCategory.New or StateCategory.Open);
        return loads.Sum(load => load.OpenTickets) - (isCounted ? 1 : 0);
    }

    private void Remember(ImmutableArray<ClaimedMessage> claimed)
    {
        foreach (var one in claimed)
            claims[(one.Tenant, one.Message.Id, one.Destination)] = one;
    }

    private async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken stop)
    {
        await gate.WaitAsync(stop);
        try
        {
            return await work();
        }
        finally
        {
            gate.Release();
        }
    }
}
