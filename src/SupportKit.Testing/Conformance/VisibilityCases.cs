using System.Collections.Immutable;
using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class VisibilityCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a requester finds their own ticket and nobody else's", FindAsync),
            new("a requester reads the history of their own ticket and nobody else's", HistoryAsync),
            new(
                "some events of a history are those of their sequences, in order, for whoever sees the ticket",
                SpanAsync
            ),
            new("a requester lists their own tickets and nobody else's", ListAsync),
            new("another requester's tickets take no place on a page", PageAsync),
            new("a tenant sees nothing of another tenant", TenantAsync),
            new("an unknown tenant has nothing", UnknownTenantAsync),
            new("requesters and tenants are compared to the letter", ExactAsync),
        ];

    private static readonly Viewer Ana = Viewer.OfRequester(ConformanceDeskFixture.Ana);
    private static readonly Viewer Ben = Viewer.OfRequester("ben");

    private static async Task FindAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var own = await store.FindAsync(commit.Key, Ana, stop).ConfigureAwait(false);
        ConformanceAssert.Same(commit.Ticket, own, "the requester's own ticket");
        var hidden = await store.FindAsync(commit.Key, Ben, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(null, hidden, "somebody else's ticket");
    }

    private static async Task HistoryAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var own = await store.HistoryAsync(commit.Key, Ana, stop).ConfigureAwait(false);
        ConformanceAssert.Same(commit.Events, own, "the requester's own history");
        var hidden = await store.HistoryAsync(commit.Key, Ben, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, hidden.Length, "the length of somebody else's history");
    }

    private static async Task SpanAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        var ticket = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var more = ConformanceDeskFixture.Assign(ticket, "bo");
        await ConformanceAssert.CommittedAsync(store, more, stop).ConfigureAwait(false);
        var all = commit.Events.AddRange(more.Events);
        long[] bounds = [0, 1, 2, commit.Events[^1].Sequence, more.Events[0].Sequence, all.Length, all.Length + 1];
        foreach (var first in bounds)
        {
            foreach (var last in bounds)
            {
                var some = await store.EventsAsync(commit.Key, Ana, first, last, stop).ConfigureAwait(false);
                var expected = all.Where(recorded => recorded.Sequence >= first && recorded.Sequence <= last);
                ConformanceAssert.Same(expected, some, $"the events from {first} to {last}");
            }
        }
        var hidden = await store.EventsAsync(commit.Key, Ben, 1, all.Length, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, hidden.Length, "how many events of somebody else's ticket");
        var elsewhere = commit.Key with { Tenant = ConformanceDeskFixture.OtherTenant };
        var others = await store.EventsAsync(elsewhere, Viewer.Desk, 1, all.Length, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, others.Length, "how many events of another tenant's ticket");
    }

    private static async Task ListAsync(ITicketStore store, CancellationToken stop)
    {
        var ana = ConformanceDeskFixture.Incident();
        var ben = ConformanceDeskFixture.Open(requester: "ben");
        await ConformanceAssert.CommittedAsync(store, ana, stop).ConfigureAwait(false);
        await ConformanceAssert.CommittedAsync(store, ben, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            [ana.Ticket.Id],
            await ListIdsAsync(store, Ana, stop).ConfigureAwait(false),
            "Ana's list"
        );
        ConformanceAssert.Same(
            [ben.Ticket.Id],
            await ListIdsAsync(store, Ben, stop).ConfigureAwait(false),
            "Ben's list"
        );
        var desk = await ListIdsAsync(store, Viewer.Desk, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(2, desk.Length, "the length of the desk's list");
    }

    private static async Task PageAsync(ITicketStore store, CancellationToken stop)
    {
        // Ana's two stand behind and between Ben's: a store that hides after it has counted gives short pages.
        var mine = new List<TicketId>();
        for (var i = 0; i < 6; i++)
        {
            var requester = i is 3 or 5 ? ConformanceDeskFixture.Ana : "ben";
            var commit = ConformanceDeskFixture.Open(
                requester: requester,
                at: ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * i
            );
            await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            if (requester == ConformanceDeskFixture.Ana)
                mine.Add(commit.Ticket.Id);
        }
        var page = await store
            .ListAsync(new TicketQuery(ConformanceDeskFixture.Tenant, Ana) { Limit = 2 }, stop)
            .ConfigureAwait(false);
        ConformanceAssert.Same(mine, page.Tickets.Select(ticket => ticket.Id), "Ana's page of two");
        ConformanceAssert.Equal(null, page.Next, "the place after Ana's last ticket");
    }

    // Each tenant has a ticket and a dead letter, so that neither is told by having nothing.
    private static async Task TenantAsync(ITicketStore store, CancellationToken stop)
    {
        var north = ConformanceDeskFixture.Incident(commandId: "north's");
        var south = ConformanceDeskFixture.Open(tenant: ConformanceDeskFixture.OtherTenant, commandId: "south's");
        foreach (var commit in (TicketCommit[])[north, south])
        {
            await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            var claimed = await MessageCases
                .ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop)
                .ConfigureAwait(false);
            await store.SettleAsync(claimed, new DeliveryResult.DeadLettered("down"), stop).ConfigureAwait(false);
            await MessageCases.DeliverAllAsync(store, stop).ConfigureAwait(false);
        }
        await ExpectOnlyAsync(store, south, north, stop).ConfigureAwait(false);
        await ExpectOnlyAsync(store, north, south, stop).ConfigureAwait(false);
    }

    private static async Task ExpectOnlyAsync(
        ITicketStore store,
        TicketCommit own,
        TicketCommit others,
        CancellationToken stop
    )
    {
        var tenant = own.Key.Tenant;
        var page = await store.ListAsync(new TicketQuery(tenant, Viewer.Desk), stop).ConfigureAwait(false);
        ConformanceAssert.Same([own.Ticket.Id], page.Tickets.Select(ticket => ticket.Id), $"the list of {tenant}");
        var dead = await store.DeadLettersAsync(new(tenant), 10, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            [own.Messages[0].Id],
            dead.Select(one => one.Message.Id),
            $"the dead letters of {tenant}"
        );
        await ExpectNoTicketAsync(store, others.Key with { Tenant = tenant }, others.CommandId!, stop)
            .ConfigureAwait(false);
    }

    private static Task UnknownTenantAsync(ITicketStore store, CancellationToken stop) =>
        ExpectNothingAsync(store, ConformanceDeskFixture.Incident(commandId: "mine"), "nowhere", stop);

    private static async Task ExactAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        foreach (var nearly in (string[])["Ana", "ana ", "an", "aná", "%"])
        {
            var hidden = await store.FindAsync(commit.Key, Viewer.OfRequester(nearly), stop).ConfigureAwait(false);
            ConformanceAssert.Equal(null, hidden, $"what \"{nearly}\" sees of Ana's ticket");
        }
        await ExpectNothingAsync(store, commit, "North", stop).ConfigureAwait(false);
    }

    private static async Task ExpectNothingAsync(
        ITicketStore store,
        TicketCommit commit,
        string tenant,
        CancellationToken stop
    )
    {
        var key = commit.Key with { Tenant = tenant };
        await ExpectNoTicketAsync(store, key, "mine", stop).ConfigureAwait(false);
        var page = await store.ListAsync(new TicketQuery(tenant, Viewer.Desk), stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, page.Tickets.Length, "the length of the list there");
        var dead = await store.DeadLettersAsync(new(tenant), 10, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, dead.Length, "the number of dead letters there");
    }

    private static async Task ExpectNoTicketAsync(
        ITicketStore store,
        TicketKey key,
        string command,
        CancellationToken stop
    )
    {
        var found = await store.FindAsync(key, Viewer.Desk, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(null, found, "the ticket there");
        var history = await store.HistoryAsync(key, Viewer.Desk, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, history.Length, "the length of the history there");
        var used = await store.FindByCommandAsync(key.Tenant, command, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(null, used, "the ticket of the command there");
    }

    private static async Task<ImmutableArray<TicketId>> ListIdsAsync(
        ITicketStore store,
        Viewer viewer,
        CancellationToken stop
    )
    {
        var page = await store
            .ListAsync(new TicketQuery(ConformanceDeskFixture.Tenant, viewer), stop)
            .ConfigureAwait(false);
        return [.. page.Tickets.Select(ticket => ticket.Id)];
    }
}
