using System.Collections.Immutable;
using NodaTime;

namespace SupportKit.Storage;

/// <summary>
/// Keeps tickets, their history, their deadlines and the messages that are to leave: one store, because they change in
/// one transaction. Implementations are thread-safe and keep every promise below; <c>SupportKit.Testing</c> holds the
/// cases that check them. A store never decides anything.
/// </summary>
public interface ITicketStore
{
    /// <summary>
    /// Stores the ticket, its events, its next deadline, its messages and the command's id in one transaction, if the
    /// stored version is the expected one, the command's id is new in the tenant, and <see cref="TicketCommit.Limits"/> and
    /// <see cref="TicketCommit.AssigneeCapacity"/> hold. Otherwise stores nothing. All are checked in that transaction, so that of parallel
    /// commits of one requester, or of one organization, no more are stored than a limit admits, and of those that give tickets to one agent no more than the
    /// capacity does. A message that names an <see cref="Decisions.OutboundMessage.Destination"/> waits there from the
    /// beginning.
    /// </summary>
    Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken cancellationToken);

    /// <summary>
    /// Stores several commits, each of another ticket and each by itself as <see cref="CommitAsync"/> does: one that loses
    /// its race keeps no other from being stored. A store may do so in one transaction; as it is, they follow one another.
    /// </summary>
    /// <returns>The outcomes, in the order of the commits.</returns>
    async Task<ImmutableArray<CommitOutcome>> CommitAllAsync(
        ImmutableArray<TicketCommit> commits,
        CancellationToken cancellationToken
    )
    {
        var outcomes = ImmutableArray.CreateBuilder<CommitOutcome>(commits.Length);
        foreach (var commit in commits)
            outcomes.Add(await CommitAsync(commit, cancellationToken).ConfigureAwait(false));
        return outcomes.MoveToImmutable();
    }

    /// <summary>
    /// Stores several commits, each of another ticket of one tenant, in one transaction: all of them as
    /// <see cref="CommitAsync"/> does, or nothing at all when one of them cannot be stored.
    /// </summary>
    /// <returns>
    /// <see cref="CommitOutcome.Repeated"/> when a command's id was used before, else <see cref="CommitOutcome.Conflict"/> when a
    /// ticket has another version by now, else <see cref="CommitOutcome.LimitReached"/> when a limit does not hold, else
    /// <see cref="CommitOutcome.CapacityReached"/> when a capacity does not.
    /// </returns>
    Task<CommitOutcome> CommitTogetherAsync(ImmutableArray<TicketCommit> commits, CancellationToken cancellationToken);

    /// <summary>The ticket; null when there is none or the viewer does not see it, which look the same.</summary>
    Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken cancellationToken);

    /// <summary>The ticket that a command's id was used on; null when it was never used in the tenant.</summary>
    Task<TicketId?> FindByCommandAsync(string tenant, string commandId, CancellationToken cancellationToken);

    /// <summary>
    /// The <see cref="TicketCommit.CommandFingerprint"/> that was committed with a command's id; null when the id was never used in the tenant.
    /// </summary>
    Task<string?> FindCommandFingerprintAsync(string tenant, string commandId, CancellationToken cancellationToken);

    /// <summary>The whole history, in order; empty when there is no ticket or the viewer does not see it.</summary>
    Task<ImmutableArray<RecordedEvent>> HistoryAsync(TicketKey key, Viewer viewer, CancellationToken cancellationToken);

    /// <summary>
    /// Some events of a history, in order: those from one sequence to another, both included, as far as there are any; empty when there is no
    /// ticket or the viewer does not see it. As it is, a store reads the whole history.
    /// </summary>
    /// <param name="key">The ticket.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="first">The <see cref="RecordedEvent.Sequence"/> of the first.</param>
    /// <param name="last">That of the last.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    async Task<ImmutableArray<RecordedEvent>> EventsAsync(
        TicketKey key,
        Viewer viewer,
        long first,
        long last,
        CancellationToken cancellationToken
    )
    {
        var history = await HistoryAsync(key, viewer, cancellationToken).ConfigureAwait(false);
        return [.. history.Where(recorded => recorded.Sequence >= first && recorded.Sequence <= last)];
    }

    /// <summary>
    /// One page of the tickets the viewer sees. By <see cref="Routing.QueueOrder.Arrival"/> the one opened first comes
    /// first; by <see cref="Routing.QueueOrder.Urgency"/> the most urgent, then the one due first, with those that nothing is
    /// due of last, then the one opened first; by <see cref="Routing.QueueOrder.Due"/> the one due first, then the one opened first; by
    /// <see cref="Routing.QueueOrder.Update"/> the one changed last, then the one opened first. Of tickets that are alike in that, the one
    /// of the lesser id. Each that stays as it is while somebody pages comes exactly once. One that cannot be read is named in
    /// <see cref="TicketPage.Unreadable"/> in place of being in the page, and keeps no other from being read.
    /// </summary>
    Task<TicketPage> ListAsync(TicketQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// How many tickets the viewer sees of those asked for, by state category; a category without any is left out. Which page
    /// is asked for, and in which order, does not count. A store that is given a limit stops as soon as it has found one more, so that the
    /// count takes no longer however many there are.
    /// </summary>
    /// <param name="query">Which tickets.</param>
    /// <param name="limit">How far the count goes, at least 1; null to count all.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<TicketCount> CountAsync(TicketQuery query, int? limit, CancellationToken cancellationToken);

    /// <summary>
    /// How many new or open tickets agents have, and when the latest ticket that is theirs was opened; in any order, and without those
    /// who have neither. As it is, a store goes through all tickets of each.
    /// </summary>
    /// <param name="tenant">Whose desk.</param>
    /// <param name="agents">The host's ids of the agents, compared to the letter.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    async Task<ImmutableArray<AgentLoad>> AgentLoadsAsync(
        string tenant,
        ImmutableArray<string> agents,
        CancellationToken cancellationToken
    )
    {
        var loads = ImmutableArray.CreateBuilder<AgentLoad>();
        foreach (var agent in agents)
        {
            var query = new TicketQuery(tenant, Viewer.Desk) { Assignee = agent, Limit = TicketQuery.MaxLimit };
            var (open, last) = (0L, default(Instant?));
            do
            {
                var page = await ListAsync(query, cancellationToken).ConfigureAwait(false);
                open += page.Tickets.Count(ticket => AgentLoad.IsOpen(ticket.StateCategory));
                last = page.Tickets.LastOrDefault()?.OpenedAt ?? last;
                query = query with { After = page.Next };
            } while (query.After is not null);
            if (last is not null)
                loads.Add(new AgentLoad(agent, open, last));
        }
        return loads.ToImmutable();
    }

    /// <summary>
    /// Claims tickets whose next deadline is at or before <paramref name="now"/>, earliest first. Nobody else is given
    /// them until <paramref name="leaseUntil"/>, or until a commit moves their deadline. One that cannot be read goes into
    /// quarantine (<see cref="QuarantinedItem"/>) and keeps no other from being given.
    /// </summary>
    Task<ImmutableArray<Ticket>> ClaimDueAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>The instant at which <see cref="ClaimDueAsync"/> next has something to give; null when nothing is planned.</summary>
    Task<Instant?> NextDueAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Claims messages that may leave now to the destination asked for: for each ticket only its first to there that is neither
    /// delivered nor a dead letter, so messages of one ticket leave in order; none after a dead letter that keeps its place
    /// (<see cref="DeliveryResult.DeadLettered.KeepsOrder"/>). Nobody else is given them until the lease
    /// ends. Where very many wait behind others, a store may give fewer than there are, or none, and then names an instant that
    /// has passed in <see cref="NextMessageAsync"/>. One that cannot be read goes into quarantine
    /// (<see cref="QuarantinedItem"/>) and keeps none of another ticket from being given.
    /// </summary>
    Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(MessageClaim claim, CancellationToken cancellationToken);

    /// <summary>
    /// The instant at which <see cref="ClaimMessagesAsync"/> next has something to give for these destinations, or an earlier one
    /// at which to ask again; null when nothing waits.
    /// </summary>
    /// <param name="destinations">The destinations; null for any.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<Instant?> NextMessageAsync(ImmutableArray<string>? destinations, CancellationToken cancellationToken);

    /// <summary>
    /// Extends leases, for a worker that is still busy. A claim that was settled, or whose lease has passed to another worker,
    /// is left alone.
    /// </summary>
    /// <returns>The claims that are held until <paramref name="leaseUntil"/> now, in any order.</returns>
    Task<ImmutableArray<ClaimedMessage>> RenewMessagesAsync(
        ImmutableArray<ClaimedMessage> claims,
        Instant leaseUntil,
        CancellationToken cancellationToken
    );

    /// <summary>Records what became of a claimed message. A claim whose lease has passed to another worker is ignored.</summary>
    Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken cancellationToken);

    /// <summary>Records what became of several claimed messages, each as <see cref="SettleAsync"/> does.</summary>
    async Task SettleAllAsync(
        ImmutableArray<(ClaimedMessage Claimed, DeliveryResult Result)> settled,
        CancellationToken cancellationToken
    )
    {
        foreach (var (claimed, result) in settled)
            await SettleAsync(claimed, result, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The selected dead letters, oldest first.</summary>
    Task<ImmutableArray<DeadLetter>> DeadLettersAsync(
        DeadLetterFilter filter,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Requeues the selected dead letters for delivery from now on, with no attempt counted.</summary>
    /// <returns>How many there were.</returns>
    Task<int> RequeueAsync(DeadLetterFilter filter, Instant now, CancellationToken cancellationToken);

    /// <summary>
    /// Puts the deadline of a claimed ticket into quarantine: nobody is given it until
    /// <see cref="QuarantinedItem.DelayAfter"/> has passed, or until the ticket's next commit, which ends the quarantine whether or not it moves
    /// the deadline: what was decided on is another ticket by then. Does nothing when the ticket has changed meanwhile.
    /// </summary>
    /// <param name="claimed">The ticket as it was claimed.</param>
    /// <param name="code">Why, a stable code.</param>
    /// <param name="reason">Why, for an operator; nothing that a person wrote.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task QuarantineAsync(Ticket claimed, string code, string reason, Instant now, CancellationToken cancellationToken);

    /// <summary>What is in quarantine, by the instant at which it is tried again.</summary>
    /// <param name="tenant">Whose; null for all tenants.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<ImmutableArray<QuarantinedItem>> QuarantinedAsync(
        string? tenant,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Has what is in quarantine tried again from <paramref name="now"/> on. It stays in quarantine until that goes well.</summary>
    /// <param name="tenant">The tenant whose quarantine is meant.</param>
    /// <param name="ticket">Of which ticket; null for all of the tenant.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>How many deadlines and messages that were.</returns>
    Task<int> RetryQuarantinedAsync(string tenant, TicketId? ticket, Instant now, CancellationToken cancellationToken);

    /// <summary>
    /// The instant by the store's own clock, which all processes that share the store have in common; null where there is none, as in this
    /// process' memory or in a file. As it is, a store has none.
    /// </summary>
    Task<Instant?> NowAsync(CancellationToken cancellationToken) => Task.FromResult<Instant?>(null);

    /// <summary>
    /// Reserves ticket numbers of a tenant that follow one another: no number is reserved twice, by whichever process, and no failure
    /// gives one again. A number whose ticket is not stored is never used, so there may be gaps. A store that cannot keep them apart from the caller's own transaction reserves one only, however many are wanted.
    /// </summary>
    /// <param name="tenant">Whose numbers; each tenant's begin at 1.</param>
    /// <param name="count">How many are wanted, at least 1.</param>
    /// <param name="cancellationToken">Ends the attempt; numbers may be lost by that.</param>
    Task<NumberBlock> ReserveNumbersAsync(string tenant, int count, CancellationToken cancellationToken);

    /// <summary>The backlog of the store over all tenants, found with one query.</summary>
    Task<StoreBacklog> BacklogAsync(Instant now, CancellationToken cancellationToken);
}
