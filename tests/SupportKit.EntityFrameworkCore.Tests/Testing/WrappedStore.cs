using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>A store that does as another does, to break one thing at a time.</summary>
internal class WrappedStore : ITicketStore
{
    protected ITicketStore Inner { get; } = new InMemoryTicketStore();

    public virtual Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop) =>
        Inner.CommitAsync(commit, stop);

    public virtual Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
        Inner.FindAsync(key, viewer, stop);

    public virtual Task<TicketId?> FindByCommandAsync(string tenant, string commandId, CancellationToken stop) =>
        Inner.FindByCommandAsync(tenant, commandId, stop);

    public virtual Task<ImmutableArray<RecordedEvent>> HistoryAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken stop
    ) => Inner.HistoryAsync(key, viewer, stop);

    public virtual Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop) =>
        Inner.ListAsync(query, stop);

    public virtual Task<ImmutableSortedDictionary<StateCategory, long>> CountAsync(
        TicketQuery query,
        CancellationToken stop
    ) => Inner.CountAsync(query, stop);

    public virtual Task<ImmutableArray<Ticket>> ClaimDueAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken stop
    ) => Inner.ClaimDueAsync(now, leaseUntil, limit, stop);

    public virtual Task<Instant?> NextDueAsync(CancellationToken stop) => Inner.NextDueAsync(stop);

    public virtual Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken stop
    ) => Inner.ClaimMessagesAsync(now, leaseUntil, limit, stop);

    public virtual Task<Instant?> NextMessageAsync(CancellationToken stop) => Inner.NextMessageAsync(stop);

    public virtual Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken stop) =>
        Inner.SettleAsync(claimed, result, stop);

    public virtual Task<ImmutableArray<ParkedMessage>> ParkedAsync(string tenant, int limit, CancellationToken stop) =>
        Inner.ParkedAsync(tenant, limit, stop);

    public virtual Task<bool> UnparkAsync(string tenant, string messageId, Instant now, CancellationToken stop) =>
        Inner.UnparkAsync(tenant, messageId, now, stop);
}
