using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;

namespace SupportKit.Testing;

/// <summary>
/// A ticket store that passes every call on to another one. Derive from it to change or watch one operation in a test: to let
/// a commit fail, to delay it, to count what is read. It is as thread-safe as the inner store, and disposes nothing.
/// </summary>
/// <remarks>
/// <see cref="CommitAllAsync"/> and <see cref="SettleAllAsync"/> call <see cref="CommitAsync"/> and <see cref="SettleAsync"/>
/// of this store once per item, so that an override of those sees every commit and every delivery. Override them too, with
/// <c>Inner.CommitAllAsync</c>, to keep the inner store's own way of storing several at once.
/// <see cref="CommitTogetherAsync"/> passes its commits on as they are, for they are one transaction.
/// </remarks>
public abstract class DelegatingTicketStore : ITicketStore
{
    /// <summary>Makes a store that passes its calls on.</summary>
    /// <param name="inner">The store that answers; it stays the caller's to dispose.</param>
    protected DelegatingTicketStore(ITicketStore inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>The store that answers what is not overridden.</summary>
    protected ITicketStore Inner { get; }

    /// <inheritdoc/>
    public virtual Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken) =>
        Inner.CommitAsync(commit, cancellationToken);

    /// <summary>Stores each commit with <see cref="CommitAsync"/> of this store, one after the other.</summary>
    /// <inheritdoc/>
    public virtual async Task<ImmutableArray<CommitOutcome>> CommitAllAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken cancellationToken
    )
    {
        var outcomes = ImmutableArray.CreateBuilder<CommitOutcome>(commits.Length);
        foreach (var commit in commits)
            outcomes.Add(await CommitAsync(commit, cancellationToken).ConfigureAwait(false));
        return outcomes.MoveToImmutable();
    }

    /// <inheritdoc/>
    public virtual Task<CommitOutcome> CommitTogetherAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken cancellationToken
    ) => Inner.CommitTogetherAsync(commits, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken cancellationToken) =>
        Inner.FindAsync(key, viewer, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<TicketId?> FindByCommandAsync(
        string tenant,
        string commandId,
        CancellationToken cancellationToken
    ) => Inner.FindByCommandAsync(tenant, commandId, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<string?> FindCommandFingerprintAsync(
        string tenant,
        string commandId,
        CancellationToken cancellationToken
    ) => Inner.FindCommandFingerprintAsync(tenant, commandId, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<RecordedEvent>> HistoryAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken cancellationToken
    ) => Inner.HistoryAsync(key, viewer, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<RecordedEvent>> EventsAsync(
        TicketKey key,
        Viewer viewer,
        long first,
        long last,
        CancellationToken cancellationToken
    ) => Inner.EventsAsync(key, viewer, first, last, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<TicketPage> ListAsync(TicketQuery query, CancellationToken cancellationToken) =>
        Inner.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<TicketCount> CountAsync(TicketQuery query, int? limit, CancellationToken cancellationToken) =>
        Inner.CountAsync(query, limit, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<AgentLoad>> AgentLoadsAsync(
        string tenant,
        ImmutableArray<string> agents,
        CancellationToken cancellationToken
    ) => Inner.AgentLoadsAsync(tenant, agents, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<Ticket>> ClaimDueAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken cancellationToken
    ) => Inner.ClaimDueAsync(now, leaseUntil, limit, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Instant?> NextDueAsync(CancellationToken cancellationToken) =>
        Inner.NextDueAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
        MessageClaim claim,
        CancellationToken cancellationToken
    ) => Inner.ClaimMessagesAsync(claim, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Instant?> NextMessageAsync(
        ImmutableArray<string>? destinations,
        CancellationToken cancellationToken
    ) => Inner.NextMessageAsync(destinations, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<ClaimedMessage>> RenewMessagesAsync(
        ImmutableArray<ClaimedMessage> claims,
        Instant leaseUntil,
        CancellationToken cancellationToken
    ) => Inner.RenewMessagesAsync(claims, leaseUntil, cancellationToken);

    /// <inheritdoc/>
    public virtual Task SettleAsync(
        ClaimedMessage claimed,
        DeliveryResult result,
        CancellationToken cancellationToken
    ) => Inner.SettleAsync(claimed, result, cancellationToken);

    /// <summary>Records each delivery with <see cref="SettleAsync"/> of this store, one after the other.</summary>
    /// <inheritdoc/>
    public virtual async Task SettleAllAsync(
        ImmutableArray<(ClaimedMessage Claimed, DeliveryResult Result)> settled,
        CancellationToken cancellationToken
    )
    {
        foreach (var (claimed, result) in settled)
            await SettleAsync(claimed, result, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<DeadLetter>> DeadLettersAsync(
        DeadLetterFilter filter,
        int limit,
        CancellationToken cancellationToken
    ) => Inner.DeadLettersAsync(filter, limit, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<int> RequeueAsync(DeadLetterFilter filter, Instant now, CancellationToken cancellationToken) =>
        Inner.RequeueAsync(filter, now, cancellationToken);

    /// <inheritdoc/>
    public virtual Task QuarantineAsync(
        Ticket claimed,
        string code,
        string reason,
        Instant now,
        CancellationToken cancellationToken
    ) => Inner.QuarantineAsync(claimed, code, reason, now, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ImmutableArray<QuarantinedItem>> QuarantinedAsync(
        string? tenant,
        int limit,
        CancellationToken cancellationToken
    ) => Inner.QuarantinedAsync(tenant, limit, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<int> RetryQuarantinedAsync(
        string tenant,
        TicketId? ticket,
        Instant now,
        CancellationToken cancellationToken
    ) => Inner.RetryQuarantinedAsync(tenant, ticket, now, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<NumberBlock> ReserveNumbersAsync(
        string tenant,
        int count,
        CancellationToken cancellationToken
    ) => Inner.ReserveNumbersAsync(tenant, count, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StoreBacklog> BacklogAsync(Instant now, CancellationToken cancellationToken) =>
        Inner.BacklogAsync(now, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Instant?> NowAsync(CancellationToken cancellationToken) => Inner.NowAsync(cancellationToken);
}
