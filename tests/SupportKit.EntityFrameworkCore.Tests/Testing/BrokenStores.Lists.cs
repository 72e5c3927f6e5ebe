using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <content>Those that show the wrong tickets, or the right ones in the wrong order.</content>
internal static partial class BrokenStores
{
    private sealed class IgnoresViewer : WrappedStore
    {
        public override Task<ImmutableArray<RecordedEvent>> HistoryAsync(
            TicketKey key,
            Viewer viewer,
            CancellationToken stop
        ) => Inner.HistoryAsync(key, Viewer.Desk, stop);
    }

    private sealed class HidesAfterwards : WrappedStore
    {
        public override async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop)
        {
            var page = await Inner.ListAsync(query with { Viewer = Viewer.Desk }, stop);
            return page with { Tickets = [.. page.Tickets.Where(query.Viewer.Sees)] };
        }
    }

    private sealed class RepeatsTickets : WrappedStore
    {
        public override Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop)
        {
            var after = query.After is { } cursor ? cursor with { Ticket = new TicketId(Guid.Empty) } : null;
            return Inner.ListAsync(query with { After = after }, stop);
        }
    }

    private sealed class ListsBackwards : WrappedStore
    {
        public override async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop)
        {
            var page = await Inner.ListAsync(query, stop);
            return page with { Tickets = [.. page.Tickets.Reverse()] };
        }
    }

    private sealed class HidesShared : WrappedStore
    {
        public override async Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
            await Inner.FindAsync(key, Viewer.Desk, stop) is { } ticket
            && (viewer.Requester is null || viewer.Requester == ticket.Requester)
                ? ticket
                : null;
    }

    // A side table that is only ever added to.
    private class RemembersViewers(Func<Ticket, IEnumerable<string>> of, Func<Viewer, string?> who) : WrappedStore
    {
        private readonly HashSet<(TicketKey, string)> seen = [];

        public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop)
        {
            seen.UnionWith(of(commit.Ticket).Select(person => (commit.Key, person)));
            return Inner.CommitAsync(commit, stop);
        }

        public override Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
            who(viewer) is { } person && seen.Contains((key, person))
                ? Inner.FindAsync(key, Viewer.Desk, stop)
                : Inner.FindAsync(key, viewer, stop);
    }

    private sealed class RemembersShared()
        : RemembersViewers(ticket => ticket.Participants, viewer => viewer.Requester);

    private sealed class SharesEarly() : RemembersViewers(ticket => ticket.Participants, viewer => viewer.Requester);

    private sealed class RemembersAgents()
        : RemembersViewers(ticket => ticket.Assignee is { } agent ? [agent] : [], viewer => viewer.Agent);

    // Takes the row of the first sharing for that of the second.
    private sealed class SharesOnce : WrappedStore
    {
        private readonly HashSet<(TicketKey, string)> gone = [];

        public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop)
        {
            foreach (var unshared in commit.Events.Select(one => one.Event).OfType<TicketEvent.Unshared>())
                gone.Add((commit.Key, unshared.With));
            return Inner.CommitAsync(commit, stop);
        }

        public override Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
            viewer.Requester is { } person && gone.Contains((key, person))
                ? Task.FromResult<Ticket?>(null)
                : Inner.FindAsync(key, viewer, stop);
    }

    private sealed class ListsSharedLast : WrappedStore
    {
        public override async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop)
        {
            var page = await Inner.ListAsync(query, stop);
            return page with
            {
                Tickets = [.. page.Tickets.OrderBy(ticket => ticket.Requester != query.Viewer.Requester)],
            };
        }
    }

    private sealed class ShowsAgentsAll : WrappedStore
    {
        public override Task<Ticket?> FindAsync(TicketKey key, Viewer viewer, CancellationToken stop) =>
            Inner.FindAsync(key, viewer.Agent is null ? viewer : Viewer.Desk, stop);
    }

    // Asks something else than it was asked.
    private sealed class Asks(Func<TicketQuery, TicketQuery> change) : WrappedStore
    {
        public override Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop) =>
            Inner.ListAsync(change(query), stop);
    }

    private sealed class ListsUndueFirst : WrappedStore
    {
        public override async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop)
        {
            var page = await Inner.ListAsync(query, stop);
            return page with
            {
                Tickets =
                [
                    .. page.Tickets.OrderBy(ticket => ticket.Rank).ThenBy(ticket => ticket.NextDue() is not null),
                ],
            };
        }
    }

    private sealed class PassesOverTies : WrappedStore
    {
        private static readonly TicketId Last = new(Guid.Parse("ffffffff-ffff-ffff-ffff-ffffffffffff"));

        public override Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop) =>
            Inner.ListAsync(
                query.After is { } after
                    ? query with
                    {
                        After = after with { OpenedAt = Instant.MaxValue, Ticket = Last },
                    }
                    : query,
                stop
            );
    }

    private sealed class PagesByCounting : WrappedStore
    {
        private readonly Dictionary<TicketCursor, int> counted = [];

        public override async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken stop)
        {
            var skipped = query.After is { } after ? counted[after] : 0;
            var all = await Inner.ListAsync(query with { After = null, Limit = TicketQuery.MaxLimit }, stop);
            var tickets = all.Tickets.Skip(skipped).Take(query.Limit).ToImmutableArray();
            if (skipped + tickets.Length >= all.Tickets.Length)
                return new TicketPage(tickets, null);
            var next = TicketCursor.Of(tickets[^1], query.Order);
            counted[next] = skipped + tickets.Length;
            return new TicketPage(tickets, next);
        }
    }
}
