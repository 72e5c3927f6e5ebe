using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.Tests.Shared;

/// <summary>A store that does as another does, but for what a lambda says; it is given the other one first.</summary>
internal sealed class Altered : WrappedStore, IPersonalDataStore
{
    private IPersonalDataStore Archive => (IPersonalDataStore)Inner;

    public Func<ITicketStore, TicketCommit, Task<CommitOutcome>>? Commit { get; init; }

    public Func<ITicketStore, TicketKey, Viewer, Task<Ticket?>>? Find { get; init; }

    public Func<ITicketStore, string, string, Task<TicketId?>>? FindByCommand { get; init; }

    public Func<ITicketStore, TicketKey, Viewer, Task<ImmutableArray<RecordedEvent>>>? History { get; init; }

    public Func<ITicketStore, TicketKey, Viewer, long, long, Task<ImmutableArray<RecordedEvent>>>? Events { get; init; }

    public Func<ITicketStore, TicketQuery, Task<TicketPage>>? List { get; init; }

    public Func<ITicketStore, string, ImmutableArray<string>, Task<ImmutableArray<AgentLoad>>>? Loads { get; init; }

    public Func<ITicketStore, TicketQuery, int?, Task<TicketCount>>? Count { get; init; }

    public Func<ITicketStore, Instant, Instant, int, Task<ImmutableArray<Ticket>>>? ClaimDue { get; init; }

    public Func<ITicketStore, Task<Instant?>>? NextDue { get; init; }

    public Func<ITicketStore, MessageClaim, Task<ImmutableArray<ClaimedMessage>>>? ClaimMessages { get; init; }

    public Func<ITicketStore, ImmutableArray<string>?, Task<Instant?>>? NextMessage { get; init; }

    public Func<
        ITicketStore,
        ImmutableArray<ClaimedMessage>,
        Instant,
        Task<ImmutableArray<ClaimedMessage>>
    >? Renew { get; init; }

    public Func<ITicketStore, ClaimedMessage, DeliveryResult, Task>? Settle { get; init; }

    public Func<ITicketStore, DeadLetterFilter, int, Task<ImmutableArray<DeadLetter>>>? DeadLetters { get; init; }

    public Func<ITicketStore, DeadLetterFilter, Instant, Task<int>>? Requeue { get; init; }

    public Func<IPersonalDataStore, string, string, Task<ImmutableArray<TicketId>>>? Naming { get; init; }

    public Func<IPersonalDataStore, TicketKey, Task<ImmutableArray<OutboundMessage>>>? Messages { get; init; }

    public Func<IPersonalDataStore, ImmutableArray<Ticket>, Task<ImmutableArray<TicketId>>>? Remove { get; init; }

    public Func<IPersonalDataStore, TicketRewrite, Task<bool>>? Rewrite { get; init; }

    public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop) =>
        Commit?.Invoke(Inner, commit) ?? base.CommitAsync(commit, stop);

    public override Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
        Find?.Invoke(Inner, key, viewer) ?? base.FindAsync(key, viewer, stop);

    public override Task<TicketId?> FindByCommandAsync(string tenant, string commandId, CancellationToken stop) =>
        FindByCommand?.Invoke(Inner, tenant, commandId) ?? base.FindByCommandAsync(tenant, commandId, stop);

    public override Task<ImmutableArray<RecordedEvent>> HistoryAsync(
        TicketKey key,
        Viewer viewer,
        CancellationToken stop
    ) => History?.Invoke(Inner, key, viewer) ?? base.HistoryAsync(key, viewer, stop);

    public override Task<ImmutableArray<RecordedEvent>> EventsAsync(
        TicketKey key,
        Viewer viewer,
        long first,
        long last,
        CancellationToken stop
    ) => Events?.Invoke(Inner, key, viewer, first, last) ?? base.EventsAsync(key, viewer, first, last, stop);

    public override Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop) =>
        List?.Invoke(Inner, query) ?? base.ListAsync(query, stop);

    public override Task<ImmutableArray<AgentLoad>> AgentLoadsAsync(
        string tenant,
        ImmutableArray<string> agents,
        CancellationToken stop
    ) => Loads?.Invoke(Inner, tenant, agents) ?? base.AgentLoadsAsync(tenant, agents, stop);

    public override Task<TicketCount> CountAsync(TicketQuery query, int? limit, CancellationToken stop) =>
        Count?.Invoke(Inner, query, limit) ?? base.CountAsync(query, limit, stop);

    public override Task<ImmutableArray<Ticket>> ClaimDueAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken stop
    ) => ClaimDue?.Invoke(Inner, now, leaseUntil, limit) ?? base.ClaimDueAsync(now, leaseUntil, limit, stop);

    public override Task<Instant?> NextDueAsync(CancellationToken stop) =>
        NextDue?.Invoke(Inner) ?? base.NextDueAsync(stop);

    public override Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
        MessageClaim claim,
        CancellationToken stop
    ) => ClaimMessages?.Invoke(Inner, claim) ?? base.ClaimMessagesAsync(claim, stop);

    public override Task<Instant?> NextMessageAsync(ImmutableArray<string>? destinations, CancellationToken stop) =>
        NextMessage?.Invoke(Inner, destinations) ?? base.NextMessageAsync(destinations, stop);

    public override Task<ImmutableArray<ClaimedMessage>> RenewMessagesAsync(
        ImmutableArray<ClaimedMessage> claims,
        Instant leaseUntil,
        CancellationToken stop
    ) => Renew?.Invoke(Inner, claims, leaseUntil) ?? base.RenewMessagesAsync(claims, leaseUntil, stop);

    public override Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken stop) =>
        Settle?.Invoke(Inner, claimed, result) ?? base.SettleAsync(claimed, result, stop);

    public override Task<ImmutableArray<DeadLetter>> DeadLettersAsync(
        DeadLetterFilter filter,
        int limit,
        CancellationToken stop
    ) => DeadLetters?.Invoke(Inner, filter, limit) ?? base.DeadLettersAsync(filter, limit, stop);

    public override Task<int> RequeueAsync(DeadLetterFilter filter, Instant now, CancellationToken stop) =>
        Requeue?.Invoke(Inner, filter, now) ?? base.RequeueAsync(filter, now, stop);

    public Task<ImmutableArray<TicketId>> TicketsNamingAsync(string tenant, string person, CancellationToken stop) =>
        Naming?.Invoke(Archive, tenant, person) ?? Archive.TicketsNamingAsync(tenant, person, stop);

    public Task<ImmutableArray<OutboundMessage>> MessagesAsync(TicketKey key, CancellationToken stop) =>
        Messages?.Invoke(Archive, key) ?? Archive.MessagesAsync(key, stop);

    public Task<bool> RewriteAsync(TicketRewrite rewrite, CancellationToken stop) =>
        Rewrite?.Invoke(Archive, rewrite) ?? Archive.RewriteAsync(rewrite, stop);

    public Task<ImmutableArray<TicketId>> RemoveAsync(ImmutableArray<Ticket> tickets, CancellationToken stop) =>
        Remove?.Invoke(Archive, tickets) ?? Archive.RemoveAsync(tickets, stop);
}
