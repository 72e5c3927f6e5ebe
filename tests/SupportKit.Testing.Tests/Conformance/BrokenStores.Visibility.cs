using System.Collections.Immutable;
using SupportKit.Storage;
using SupportKit.Tests.Shared;
using Faults = System.Collections.Generic.Dictionary<
    string,
    (System.Func<SupportKit.Storage.ITicketStore> Make, string Promise)
>;

namespace SupportKit.Testing.Tests.Conformance;

/// <content>Those that show a ticket to the wrong person.</content>
internal static partial class BrokenStores
{
    private const string SomeEvents =
        "some events of a history are those of their sequences, in order, for whoever sees the ticket";

    private static Faults Hidden =>
        new()
        {
            ["finds whatever the viewer"] = (
                () => Finding((inner, key, _) => inner.FindAsync(key, Viewer.Desk, default)),
                "a requester finds their own ticket and nobody else's"
            ),
            ["ignores the viewer"] = (
                () => new Altered { History = (inner, key, _) => inner.HistoryAsync(key, Viewer.Desk, default) },
                "a requester reads the history of their own ticket and nobody else's"
            ),
            ["reads some events for whoever asks"] = (
                () => Some((inner, key, _, first, last) => inner.EventsAsync(key, Viewer.Desk, first, last, default)),
                SomeEvents
            ),
            ["forgets the last of some events"] = (
                () =>
                    Some((inner, key, viewer, first, last) => inner.EventsAsync(key, viewer, first, last - 1, default)),
                SomeEvents
            ),
            ["lists whatever the viewer"] = (
                () => Asks(query => query with { Viewer = Viewer.Desk }),
                "a requester lists their own tickets and nobody else's"
            ),
            ["hides after it has counted"] = (
                () =>
                    Listing(
                        async (inner, query) =>
                        {
                            var all = query with { Viewer = Viewer.Desk };
                            var page = await inner.ListAsync(all, default);
                            return page with { Tickets = [.. page.Tickets.Where(query.Viewer.Sees)] };
                        }
                    ),
                "another requester's tickets take no place on a page"
            ),
            ["finds by id, whoever's"] = (FindsByIdAlone, "a tenant sees nothing of another tenant"),
            ["lists the dead letters of all tenants"] = (
                () =>
                    new Altered
                    {
                        DeadLetters = (inner, filter, limit) =>
                            inner.DeadLettersAsync(filter with { Tenant = "north" }, limit, default),
                    },
                "a tenant sees nothing of another tenant"
            ),
            ["fails for whoever never came before"] = (KnowsTenants, "an unknown tenant has nothing"),
            ["ignores the case of ids"] = (
                () =>
                    Finding(
                        (inner, key, viewer) =>
                            inner.FindAsync(
                                key,
                                viewer.Requester is { } person ? Viewer.OfRequester(person.ToLowerInvariant()) : viewer,
                                default
                            )
                    ),
                "requesters and tenants are compared to the letter"
            ),
            ["ignores the case of tenants"] = (
                () => Asks(query => query with { Tenant = query.Tenant.ToLowerInvariant() }),
                "requesters and tenants are compared to the letter"
            ),
        };

    private static Faults Shared =>
        new()
        {
            ["hides what is shared"] = (
                () =>
                    Finding(
                        async (inner, key, viewer) =>
                            await inner.FindAsync(key, Viewer.Desk, default) is { } ticket
                            && (viewer.Requester is null || viewer.Requester == ticket.Requester)
                                ? ticket
                                : null
                    ),
                "a person whom a ticket is shared with finds it, reads its history and lists it"
            ),
            ["remembers what was shared"] = (
                RemembersShared,
                "a person whom a ticket is no longer shared with sees nothing of it"
            ),
            ["shares once and for all"] = (SharesOnce, "a ticket may be shared and shared again, with several at once"),
            ["lists what is shared behind what is one's own"] = (
                () =>
                    Listing(
                        async (inner, query) =>
                        {
                            var page = await inner.ListAsync(query, default);
                            var sorted = page.Tickets.OrderBy(ticket => ticket.Requester != query.Viewer.Requester);
                            return page with { Tickets = [.. sorted] };
                        }
                    ),
                "what is shared stands in a person's list in the place it has among their own"
            ),
            ["shares before it has committed"] = (
                RemembersShared,
                "a commit that was refused shares nothing and takes nothing back"
            ),
            ["shows agents the whole desk"] = (
                () =>
                    Finding(
                        (inner, key, viewer) =>
                            inner.FindAsync(key, viewer.Agent is null ? viewer : Viewer.Desk, default)
                    ),
                "an agent who sees their own sees what is assigned to them and nothing else"
            ),
            ["remembers who worked on it"] = (
                () => RemembersViewers(ticket => ticket.Assignee is { } agent ? [agent] : [], viewer => viewer.Agent),
                "an agent who sees their own no longer sees what was given to somebody else"
            ),
        };

    private static Altered Some(
        Func<ITicketStore, TicketKey, Viewer, long, long, Task<ImmutableArray<RecordedEvent>>> read
    ) => new() { Events = read };

    private static Altered Finding(Func<ITicketStore, TicketKey, Viewer, Task<Ticket?>> find) => new() { Find = find };

    private static Altered FindsByIdAlone()
    {
        var tenants = new Dictionary<TicketId, string>();
        return new Altered
        {
            Commit = (inner, commit) =>
            {
                tenants[commit.Key.Ticket] = commit.Key.Tenant;
                return inner.CommitAsync(commit, default);
            },
            Find = (inner, key, viewer) =>
                inner.FindAsync(
                    key with
                    {
                        Tenant = tenants.GetValueOrDefault(key.Ticket, key.Tenant),
                    },
                    viewer,
                    default
                ),
        };
    }

    private static Altered KnowsTenants()
    {
        var known = new HashSet<string>();
        return new Altered
        {
            Commit = (inner, commit) =>
            {
                known.Add(commit.Key.Tenant);
                return inner.CommitAsync(commit, default);
            },
            List = (inner, query) =>
                known.Contains(query.Tenant)
                    ? inner.ListAsync(query, default)
                    : throw new KeyNotFoundException($"There is no tenant {query.Tenant}."),
        };
    }

    private static Altered RemembersShared() =>
        RemembersViewers(ticket => ticket.Participants, viewer => viewer.Requester);

    // A side table that is only ever added to, and before the commit at that.
    private static Altered RemembersViewers(Func<Ticket, IEnumerable<string>> of, Func<Viewer, string?> who)
    {
        var seen = new HashSet<(TicketKey, string)>();
        return new Altered
        {
            Commit = (inner, commit) =>
            {
                seen.UnionWith(of(commit.Ticket).Select(person => (commit.Key, person)));
                return inner.CommitAsync(commit, default);
            },
            Find = (inner, key, viewer) =>
                inner.FindAsync(
                    key,
                    who(viewer) is { } person && seen.Contains((key, person)) ? Viewer.Desk : viewer,
                    default
                ),
        };
    }

    // Takes the row of the first sharing for that of the second.
    private static Altered SharesOnce()
    {
        var gone = new HashSet<(TicketKey, string)>();
        return new Altered
        {
            Commit = (inner, commit) =>
            {
                foreach (var unshared in commit.Events.Select(one => one.Event).OfType<TicketEvent.Unshared>())
                    gone.Add((commit.Key, unshared.With));
                return inner.CommitAsync(commit, default);
            },
            Find = (inner, key, viewer) =>
                viewer.Requester is { } person && gone.Contains((key, person))
                    ? Task.FromResult<Ticket?>(null)
                    : inner.FindAsync(key, viewer, default),
        };
    }
}
