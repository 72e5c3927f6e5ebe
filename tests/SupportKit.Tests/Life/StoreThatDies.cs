using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Tests.Life;

/// <summary>A store whose process ends after so many commits: the next one, and all after it, fail.</summary>
internal sealed class StoreThatDies(ITicketStore inner, int commits) : ITicketStore
{
    public Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken) =>
        commits-- > 0 ? inner.CommitAsync(commit, cancellationToken) : throw new IOException("The process has ended.");

    public Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken cancellationToken) =>
        inner.FindAsync(key, viewer, cancellationToken);

    public Task<TicketId?> FindByCommandAsync(string tenant, string commandId, CancellationToken cancellationToken) =>
        inner.FindByCommandAsync(tenant, commandId, cancellationToken);

    public Task<ImmutableArray<RecordedEvent>> HistoryAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken cancellationToken
    ) => inner.HistoryAsync(key, viewer, cancellationToken);

    public Task<TicketPage> ListAsync(TicketQuery query, CancellationToken cancellationToken) =>
        inner.ListAsync(query, cancellationToken);

    public Task<ImmutableSortedDictionary<StateCategory, long>> CountAsync(
        TicketQuery query,
        CancellationToken cancellationToken
    ) => inner.CountAsync(query, cancellationToken);

    public Task<ImmutableArray<Ticket>> ClaimDueAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken cancellationToken
    ) => inner.ClaimDueAsync(now, leaseUntil, limit, cancellationToken);

    public Task<Instant?> NextDueAsync(CancellationToken cancellationToken) => inner.NextDueAsync(cancellationToken);

    public Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken cancellationToken
    ) => inner.ClaimMessagesAsync(now, leaseUntil, limit, cancellationToken);

    public Task<Instant?> NextMessageAsync(CancellationToken cancellationToken) =>
        inner.NextMessageAsync(cancellationToken);

    public Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken cancellationToken) =>
        inner.SettleAsync(claimed, result, cancellationToken);

    public Task<ImmutableArray<ParkedMessage>> ParkedAsync(
        string tenant,
        int limit,
        CancellationToken cancellationToken
    ) => inner.ParkedAsync(tenant, limit, cancellationToken);

    public Task<bool> UnparkAsync(string tenant, string messageId, Instant now, CancellationToken cancellationToken) =>
        inner.UnparkAsync(tenant, messageId, now, cancellationToken);
}
