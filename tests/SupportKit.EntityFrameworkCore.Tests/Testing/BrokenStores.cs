using System.Collections.Immutable;
using NodaTime;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Stores that each break one promise, in the way a plausible implementation would.</summary>
internal static partial class BrokenStores
{
    /// <summary>The broken stores by what is wrong with them, each with the promise that must be found broken.</summary>
    public static readonly ImmutableSortedDictionary<string, (Func<ITicketStore> Make, string Promise)> All =
        new Dictionary<string, (Func<ITicketStore>, string)>
        {
            ["ignores the expected version"] = (
                () => new IgnoresVersion(),
                "a commit at a stale version is a conflict and stores nothing"
            ),
            ["checks the version, then writes"] = (
                () => new ChecksThenWrites(),
                "of many commits at one version exactly one wins"
            ),
            ["forgets command ids"] = (
                () => new ForgetsCommands(),
                "a command id used before is repeated and stores nothing"
            ),
            ["drops messages"] = (
                () => new DropsMessages(),
                "a commit stores ticket, events, deadline, messages and command id"
            ),
            ["stores messages of refused commits"] = (
                () => new StoresHalf(),
                "a commit at a stale version is a conflict and stores nothing"
            ),
            ["ignores the viewer"] = (
                () => new IgnoresViewer(),
                "a requester reads the history of their own ticket and nobody else's"
            ),
            ["hides after it has counted"] = (
                () => new HidesAfterwards(),
                "another requester's tickets take no place on a page"
            ),
            ["begins each page with the last ticket of the one before"] = (
                () => new RepeatsTickets(),
                "pages follow each other without gap or repetition"
            ),
            ["stores all commits or none"] = (
                () => new AllOrNothing(),
                "of several commits one that lost its race keeps no other from being stored"
            ),
            ["stores the first of several commits"] = (
                () => new FirstOnly(),
                "several commits are stored, each with all that belongs to it"
            ),
            ["settles whatever the claim"] = (
                () => new SettlesAnyway(),
                "several settlements are recorded, each under its own claim"
            ),
            ["lists newest first"] = (() => new ListsBackwards(), "a list goes by opening instant and then by id"),
            ["gives a claimed deadline twice"] = (
                () => new IgnoresDeadlineLease(),
                "a claimed deadline is given to nobody else while the lease runs"
            ),
            ["gives deadlines early"] = (
                () => new ClaimsEarly(),
                "a deadline is given from its instant on and not a microsecond before"
            ),
            ["forgets leases when asked what is next"] = (
                () => new ForgetsLeaseEnds(),
                "the next due instant counts in leases"
            ),
            ["gives a claimed message twice"] = (
                () => new IgnoresMessageLease(),
                "a claimed message is given to nobody else while the lease runs"
            ),
            ["takes any settlement"] = (
                () => new TakesAnySettlement(),
                "a settlement under a lease that passed to another worker is ignored"
            ),
            ["drops what could not be delivered"] = (
                () => new DropsFailures(),
                "a parked message waits for a person and lets the next one go"
            ),
            ["keeps milliseconds"] = (
                () => new KeepsMilliseconds(),
                "instants are kept to the microsecond, far ones too"
            ),
            ["hides what is shared"] = (
                () => new HidesShared(),
                "a person whom a ticket is shared with finds it, reads its history and lists it"
            ),
            ["remembers what was shared"] = (
                () => new RemembersShared(),
                "a person whom a ticket is no longer shared with sees nothing of it"
            ),
            ["shares once and for all"] = (
                () => new SharesOnce(),
                "a ticket may be shared and shared again, with several at once"
            ),
            ["lists what is shared behind what is one's own"] = (
                () => new ListsSharedLast(),
                "what is shared stands in a person's list in the place it has among their own"
            ),
            ["shares before it has committed"] = (
                () => new SharesEarly(),
                "a commit that was refused shares nothing and takes nothing back"
            ),
            ["shows agents the whole desk"] = (
                () => new ShowsAgentsAll(),
                "an agent who sees their own sees what is assigned to them and nothing else"
            ),
            ["remembers who worked on it"] = (
                () => new RemembersAgents(),
                "an agent who sees their own no longer sees what was given to somebody else"
            ),
            ["ignores the assignee"] = (
                () => new Asks(query => query with { Assignee = null }),
                "a list shows only what is assigned to the person asked for"
            ),
            ["ignores that nobody has it"] = (
                () => new Asks(query => query with { Unassigned = false }),
                "a list shows only what is assigned to nobody, if asked to"
            ),
            ["takes what is shared for what was asked"] = (
                () => new Asks(query => query with { Requester = null }),
                "a list shows only what the person asked for has asked"
            ),
            ["begins after the instant"] = (
                () =>
                    new Asks(query =>
                        query.After is { } after
                            ? query with
                            {
                                After = after with { OpenedAt = after.OpenedAt + Duration.FromTicks(10) },
                            }
                            : query
                    ),
                "a list begins where the tickets opened from an instant on begin"
            ),
            ["lists by arrival whatever was asked"] = (
                () => new Asks(query => query with { Order = QueueOrder.Arrival }),
                "a list by urgency goes by priority, then by what is due, then by opening instant and id"
            ),
            ["lists first what nothing is due of"] = (
                () => new ListsUndueFirst(),
                "a list by urgency goes by priority, then by what is due, then by opening instant and id"
            ),
            ["passes over what is due at the same instant"] = (
                () => new PassesOverTies(),
                "pages by urgency follow each other without gap or repetition, for every viewer"
            ),
            ["lists all queues by urgency"] = (
                () => new Asks(query => query with { Queue = null }),
                "a queue's list by urgency holds that queue only"
            ),
            ["finds tickets with one of the words"] = (
                () => new Asks(query => query with { Text = query.Words() is [var first, ..] ? first : null }),
                "a text finds the tickets that have every word of it"
            ),
            ["splits a question at spaces only"] = (
                () => new AnswersItself((ticket, text) => ticket.Title.Split(' ').Contains(text)),
                "words are found whatever their case, marks and form"
            ),
            ["searches titles only"] = (
                () =>
                    new AnswersItself(
                        (ticket, text) => SearchWords.Of(text).All(SearchWords.Of(ticket.Title).Contains)
                    ),
                "what both sides wrote in replies is found, and what was found before stays so"
            ),
            ["searches notes"] = (() => new SearchesNotes(), "what the desk noted for itself finds nothing"),
            ["finds nothing without words"] = (
                () => new AnswersItself((_, text) => SearchWords.Of(text).Any()),
                "a text without words narrows nothing down"
            ),
            ["ignores facts"] = (
                () => new Asks(query => query with { Facts = FactSet.Empty }),
                "facts find the tickets of which all of them are known, compared to the letter"
            ),
            ["keeps what was known before"] = (
                () => new RemembersFacts(),
                "facts that have changed are found as they are and not as they were"
            ),
            ["compares the beginning of a fact"] = (
                () => new Asks(query => query with { Facts = Cut(query.Facts, 5000) }),
                "facts of any name, value and length are found"
            ),
            ["is found by what was refused"] = (
                () => new SearchesRefused(),
                "a commit that was refused is found by nothing it said"
            ),
            ["searches the whole desk"] = (
                () => new Asks(query => query.Text is null ? query : query with { Viewer = Viewer.Desk }),
                "a search shows what the viewer sees and the other members ask for"
            ),
            ["searches by arrival whatever was asked"] = (
                () => new Asks(query => query.Text is null ? query : query with { Order = QueueOrder.Arrival }),
                "pages of a search follow each other without gap or repetition, in either order"
            ),
            ["forgets terms of commits made together"] = (
                () => new FirstTogether(),
                "what deadlines change together stays found"
            ),
            ["counts nothing too"] = (
                () =>
                    new Counts(
                        (counts, _) =>
                            counts.ContainsKey(StateCategory.Closed) ? counts : counts.Add(StateCategory.Closed, 0)
                    ),
                "tickets are counted by state category, and a category without any is left out"
            ),
            ["counts each ticket once and for all"] = (
                () => new CountsFirst(),
                "tickets that have moved on are counted where they are"
            ),
            ["counts for everybody"] = (
                () => new CountsOf(query => query with { Viewer = Viewer.Desk }),
                "only what the viewer sees is counted"
            ),
            ["counts whatever is asked for"] = (
                () => new CountsOf(query => new TicketQuery(query.Tenant, query.Viewer)),
                "only what is asked for is counted, wherever a page would begin"
            ),
            ["pages by counting"] = (
                () => new PagesByCounting(),
                "a ticket that changes between two pages by urgency moves none of the others"
            ),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private sealed class IgnoresVersion : WrappedStore
    {
        public override async Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop)
        {
            var stored = await Inner.FindAsync(commit.Key, Viewer.Desk, stop);
            return await Inner.CommitAsync(commit with { ExpectedVersion = stored?.Version ?? 0 }, stop);
        }
    }

    // All writers have read before the first of them writes: the worst that a race can do, every time.
    private sealed class ChecksThenWrites : WrappedStore
    {
        private readonly TaskCompletionSource allHaveRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int readers;

        public override async Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop)
        {
            var stored = await Inner.FindAsync(commit.Key, Viewer.Desk, stop);
            if (stored is null)
                return await Inner.CommitAsync(commit, stop);
            if (stored.Version != commit.ExpectedVersion)
                return CommitOutcome.Conflict;
            if (Interlocked.Increment(ref readers) == 16)
                allHaveRead.SetResult();
            await allHaveRead.Task;
            while (true)
            {
                var now = await Inner.FindAsync(commit.Key, Viewer.Desk, stop);
                var outcome = await Inner.CommitAsync(commit with { ExpectedVersion = now!.Version }, stop);
                if (outcome != CommitOutcome.Conflict)
                    return outcome;
            }
        }
    }

    private sealed class ForgetsCommands : WrappedStore
    {
        public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop) =>
            Inner.CommitAsync(commit with { CommandId = null }, stop);
    }

    private sealed class DropsMessages : WrappedStore
    {
        public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop) =>
            Inner.CommitAsync(commit with { Messages = [] }, stop);
    }

    private sealed class StoresHalf : WrappedStore
    {
        public override async Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop)
        {
            var outcome = await Inner.CommitAsync(commit, stop);
            var stored = await Inner.FindAsync(commit.Key, Viewer.Desk, stop);
            if (outcome == CommitOutcome.Conflict && stored is not null)
            {
                var half = new TicketCommit(stored, [], commit.Messages, stored.Version, null);
                await Inner.CommitAsync(half, stop);
            }
            return outcome;
        }
    }

    private sealed class AllOrNothing : WrappedStore, ITicketStore
    {
        async Task<ImmutableArray<CommitOutcome>> ITicketStore.CommitAllAsync(
            ImmutableArray<TicketCommit> commits,
            CancellationToken stop
        )
        {
            foreach (var commit in commits)
            {
                var stored = await Inner.FindAsync(commit.Key, Viewer.Desk, stop);
                if (stored?.Version != commit.ExpectedVersion)
                    return [.. commits.Select(_ => CommitOutcome.Conflict)];
            }
            return await Inner.CommitAllAsync(commits, stop);
        }
    }

    private sealed class FirstOnly : WrappedStore, ITicketStore
    {
        async Task<ImmutableArray<CommitOutcome>> ITicketStore.CommitAllAsync(
            ImmutableArray<TicketCommit> commits,
            CancellationToken stop
        )
        {
            await Inner.CommitAsync(commits[0], stop);
            return [.. commits.Select(_ => CommitOutcome.Committed)];
        }
    }

    private sealed class SettlesAnyway : WrappedStore, ITicketStore
    {
        private readonly Dictionary<string, Guid> leases = [];

        public override async Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
            Instant now,
            Instant leaseUntil,
            int limit,
            CancellationToken stop
        )
        {
            var claimed = await Inner.ClaimMessagesAsync(now, leaseUntil, limit, stop);
            foreach (var message in claimed)
                leases[message.Message.Id] = message.Lease;
            return claimed;
        }

        async Task ITicketStore.SettleAllAsync(
            ImmutableArray<(ClaimedMessage Claimed, DeliveryResult Result)> settled,
            CancellationToken stop
        )
        {
            foreach (var (claimed, result) in settled)
                await Inner.SettleAsync(claimed with { Lease = leases[claimed.Message.Id] }, result, stop);
        }
    }

    private sealed class IgnoresDeadlineLease : WrappedStore
    {
        public override Task<ImmutableArray<Ticket>> ClaimDueAsync(
            Instant now,
            Instant leaseUntil,
            int limit,
            CancellationToken stop
        ) => Inner.ClaimDueAsync(now, now, limit, stop);
    }

    private sealed class ClaimsEarly : WrappedStore
    {
        public override Task<ImmutableArray<Ticket>> ClaimDueAsync(
            Instant now,
            Instant leaseUntil,
            int limit,
            CancellationToken stop
        ) => Inner.ClaimDueAsync(now + Duration.FromMilliseconds(1), leaseUntil, limit, stop);
    }

    private sealed class ForgetsLeaseEnds : WrappedStore
    {
        private Instant? first;

        public override async Task<Instant?> NextDueAsync(CancellationToken stop) =>
            first ??= await Inner.NextDueAsync(stop);
    }

    private sealed class IgnoresMessageLease : WrappedStore
    {
        public override Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
            Instant now,
            Instant leaseUntil,
            int limit,
            CancellationToken stop
        ) => Inner.ClaimMessagesAsync(now, now, limit, stop);
    }

    private sealed class TakesAnySettlement : WrappedStore
    {
        private readonly Dictionary<string, Guid> leases = [];

        public override async Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
            Instant now,
            Instant leaseUntil,
            int limit,
            CancellationToken stop
        )
        {
            var claimed = await Inner.ClaimMessagesAsync(now, leaseUntil, limit, stop);
            foreach (var message in claimed)
                leases[message.Message.Id] = message.Lease;
            return claimed;
        }

        public override Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken stop) =>
            Inner.SettleAsync(claimed with { Lease = leases[claimed.Message.Id] }, result, stop);
    }

    private sealed class DropsFailures : WrappedStore
    {
        public override Task SettleAsync(ClaimedMessage claimed, DeliveryResult result, CancellationToken stop)
        {
            var gone = new DeliveryResult.Delivered(Instant.MinValue);
            return Inner.SettleAsync(claimed, result is DeliveryResult.Parked ? gone : result, stop);
        }
    }

    private sealed class KeepsMilliseconds : WrappedStore
    {
        public override async Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
            await Inner.FindAsync(key, viewer, stop) is { } ticket
                ? ticket with
                {
                    OpenedAt = Instant.FromUnixTimeMilliseconds(ticket.OpenedAt.ToUnixTimeMilliseconds()),
                }
                : null;
    }
}
