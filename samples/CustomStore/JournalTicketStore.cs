using System.Collections.Immutable;
using NodaTime;
using SupportKit.Sla;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace CustomStore;

/// <summary>
/// A ticket store over one file, for a desk of one process: all in memory, every change first in the journal, one lock.
/// </summary>
public sealed class JournalTicketStore : ITicketStore, IDisposable
{
    private readonly Lock gate = new();
    private readonly DeskState state = new();
    private readonly Journal journal;

    public JournalTicketStore(string path)
    {
        journal = new Journal(path, line => state.Apply(Change.Read(line)));
        Snapshot();
    }

    /// <summary>Writes the journal anew, without what is over: at every start, and whenever the host likes.</summary>
    public void Snapshot()
    {
        lock (gate)
            journal.Replace(state.Everything().Select(change => change.Write()));
    }

    public void Dispose() => journal.Dispose();

    public Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop) =>
        Locked(() =>
        {
            stop.ThrowIfCancellationRequested();
            var (key, at) = (commit.Key, commit.Ticket.UpdatedAt);
            if (commit.CommandId is { } known && state.Commands.ContainsKey((key.Tenant, known)))
                return CommitOutcome.Repeated;
            if ((state.Tickets.GetValueOrDefault(key)?.Ticket.Version ?? 0) != commit.ExpectedVersion)
                return CommitOutcome.Conflict;
            Keep(
                new Change(
                    commit.Ticket,
                    commit.Events,
                    commit.CommandId is { } command ? [command] : [],
                    [.. commit.Messages.Select(one => new Message(key.Tenant, one, at, at))]
                )
            );
            return CommitOutcome.Committed;
        });

    public Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
        Locked(() => Seen(key, viewer)?.Ticket);

    public Task<TicketId?> FindByCommandAsync(string tenant, string commandId, CancellationToken stop) =>
        Locked(() => state.Commands.TryGetValue((tenant, commandId), out var id) ? id : default(TicketId?));

    public Task<ImmutableArray<RecordedEvent>> HistoryAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
        Locked(() => Seen(key, viewer)?.History ?? []);

    public Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop) => Locked(() => query.Page(All()));

    public Task<ImmutableSortedDictionary<StateCategory, long>> CountAsync(TicketQuery query, CancellationToken stop) =>
        Locked(() => query.Count(All()));

    public Task<ImmutableArray<Ticket>> ClaimDueAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken stop
    ) =>
        Locked(() =>
        {
            var due = state.Tickets.Values.Where(row => row.ClaimableAt <= now);
            ImmutableArray<DeskState.Row> claimed = [.. due.OrderBy(row => row.Ticket.NextWake()).Take(limit)];
            foreach (var row in claimed)
                row.Lease = leaseUntil;
            return claimed.Select(row => row.Ticket).ToImmutableArray();
        });

    public Task<Instant?> NextDueAsync(CancellationToken stop) =>
        Locked(() => state.Tickets.Values.Min(row => row.ClaimableAt));

    public Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
        Instant now,
        Instant leaseUntil,
        int limit,
        CancellationToken stop
    ) =>
        Locked(() =>
        {
            var claimed = state.Heads().Where(message => message.NotBefore <= now).Take(limit).ToImmutableArray();
            return claimed.Select(Claim).ToImmutableArray();

            ClaimedMessage Claim(Message message)
            {
                // Only in memory: a worker that died with the process must not keep a message from leaving.
                var leased = message with
                {
                    NotBefore = leaseUntil,
                    Lease = Guid.NewGuid(),
                };
                state.Apply(Change.Of(leased));
                return new ClaimedMessage(message.Tenant, message.Body, message.Attempts, leased.Lease);
            }
        });

    public Task<Instant?> NextMessageAsync(CancellationToken stop) =>
        Locked(() => state.Heads().Min(message => (Instant?)message.NotBefore));

    public Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken stop) =>
        Locked(() =>
        {
            var waiting = state.Messages.GetValueOrDefault((claimed.Tenant, claimed.Message.Id));
            if (waiting is not { Place: Place.Waiting } || waiting.Lease != claimed.Lease)
                return false;
            var tried = waiting with { Attempts = waiting.Attempts + 1, Lease = Guid.Empty };
            Keep(
                Change.Of(
                    result switch
                    {
                        DeliveryResult.Retry retry => tried with { NotBefore = retry.At, Error = retry.Error },
                        DeliveryResult.Parked forGood => tried with { Place = Place.Parked, Error = forGood.Error },
                        _ => tried with { Place = Place.Gone },
                    }
                )
            );
            return true;
        });

    public Task<ImmutableArray<ParkedMessage>> ParkedAsync(string tenant, int limit, CancellationToken stop) =>
        Locked(() =>
            state
                .Messages.Values.Where(message => message.Place == Place.Parked && message.Tenant == tenant)
                .OrderBy(message => message.CommittedAt)
                .ThenBy(message => message.Body.Sequence)
                .Take(limit)
                .Select(message => new ParkedMessage(message.Body, message.Attempts, message.Error))
                .ToImmutableArray()
        );

    public Task<bool> UnparkAsync(string tenant, string messageId, Instant now, CancellationToken stop) =>
        Locked(() =>
        {
            if (state.Messages.GetValueOrDefault((tenant, messageId)) is not { Place: Place.Parked } parked)
                return false;
            Keep(Change.Of(parked with { Place = Place.Waiting, NotBefore = now, Attempts = 0 }));
            return true;
        });

    // First the disk, then the memory: what fails on the disk has not happened.
    private void Keep(Change change)
    {
        journal.Append(change.Write());
        state.Apply(change);
    }

    private IEnumerable<(Ticket Ticket, ImmutableArray<RecordedEvent> History)> All() =>
        state.Tickets.Values.Select(row => (row.Ticket, row.History));

    private DeskState.Row? Seen(TicketKey key, Viewer viewer) =>
        state.Tickets.GetValueOrDefault(key) is { } row && viewer.Sees(row.Ticket) ? row : null;

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (gate)
            return Task.FromResult(work());
    }
}
