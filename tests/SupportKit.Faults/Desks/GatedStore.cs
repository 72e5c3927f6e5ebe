using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Faults.Desks;

/// <summary>A store whose commits wait for something, as on a slow disk.</summary>
internal sealed class GatedStore(ITicketStore inner, Func<Task> beforeCommit) : ITicketStore
{
    public async Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop)
    {
        await beforeCommit();
        return await inner.CommitAsync(commit, stop);
    }

    public async Task<ImmutableArray<CommitOutcome>> CommitAllAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken stop
    )
    {
        await beforeCommit();
        return await inner.CommitAllAsync(commits, stop);
    }

    public Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
        inner.FindAsync(key, viewer, stop);

    public Task<TicketId?> FindByCommandAsync(string tenant, string commandId, CancellationToken stop) =>
        inner.FindByCommandAsync(tenant, commandId, stop);

    public Task<ImmutableArray<RecordedEvent>> HistoryAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
        inner.HistoryAsync(key, viewer, stop);

    public Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop) => inner.ListAsync(query, stop);

    public Task<ImmutableSortedDictionary<StateCategory, long>> CountAsync(TicketQuery query, CancellationToken stop) =>
        inner.CountAsync(query, stop);

    public Task<ImmutableArray<Ticket>> ClaimDueAsync(Instant now, Instant until, int limit, CancellationToken stop) =>
        inner.ClaimDueAsync(now, until, limit, stop);

    public Task<Instant?> NextDueAsync(CancellationToken stop) => inner.NextDueAsync(stop);

    public Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken stop
    ) => inner.ClaimMessagesAsync(now, leaseUntil, limit, stop);

    public Task<Instant?> NextMessageAsync(CancellationToken stop) => inner.NextMessageAsync(stop);

    public Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken stop) =>
        inner.SettleAsync(claimed, result, stop);

    public Task SettleAllAsync(
        ImmutableArray<(ClaimedMessage Claimed, DeliveryResult Result)> settled,
        CancellationToken stop
    ) => inner.SettleAllAsync(settled, stop);

    public Task<ImmutableArray<ParkedMessage>> ParkedAsync(string tenant, int limit, CancellationToken stop) =>
        inner.ParkedAsync(tenant, limit, stop);

    public Task<bool> UnparkAsync(string tenant, string messageId, Instant now, CancellationToken stop) =>
        inner.UnparkAsync(tenant, messageId, now, stop);
}
