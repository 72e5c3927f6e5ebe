using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class ParticipantCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a person whom a ticket is shared with finds it, reads its history and lists it", SharedAsync),
            new("a person whom a ticket is no longer shared with sees nothing of it", UnsharedAsync),
            new("a ticket may be shared and shared again, with several at once", AgainAsync),
            new("what is shared stands in a person's list in the place it has among their own", PlaceAsync),
            new("a commit that was refused shares nothing and takes nothing back", RefusedAsync),
            new("an agent who sees their own sees what is assigned to them and nothing else", AgentAsync),
            new("an agent who sees their own no longer sees what was given to somebody else", ReassignedAsync),
        ];

    private static readonly Viewer Ana = Viewer.OfRequester(ConformanceDeskFixture.Ana);
    private static readonly Viewer Ben = Viewer.OfRequester("ben");
    private static readonly Viewer Cleo = Viewer.OfRequester("cleo");

    private static async Task SharedAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, ticket, Ben, stop).ConfigureAwait(false);
        ticket = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Share(ticket, "ben"), stop)
            .ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ana, stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ben, stop).ConfigureAwait(false);
        foreach (var nearly in (string[])["Ben", "ben ", "be"])
            await ExpectHiddenAsync(store, ticket, Viewer.OfRequester(nearly), stop).ConfigureAwait(false);
        // Whoever writes afterwards changes nothing about it.
        var reply = new TicketCommand.Reply(ConformanceDeskFixture.Agent, "So.");
        ticket = await ApplyAsync(store, ticket, reply, stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ben, stop).ConfigureAwait(false);

        // Another tenant's person of the same id is somebody else, even with a ticket of the same id.
        var there = ConformanceDeskFixture.Open(tenant: ConformanceDeskFixture.OtherTenant, id: ticket.Id);
        await ConformanceAssert.CommittedAsync(store, there, stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, there.Ticket, Ben, stop).ConfigureAwait(false);
    }

    private static async Task UnsharedAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop).ConfigureAwait(false);
        ticket = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Share(ticket, "ben"), stop)
            .ConfigureAwait(false);
        ticket = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Unshare(ticket, "ben"), stop)
            .ConfigureAwait(false);
        await ExpectHiddenAsync(store, ticket, Ben, stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ana, stop).ConfigureAwait(false);
    }

    private static async Task AgainAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop).ConfigureAwait(false);
        foreach (
            var step in (Func<Ticket, TicketCommit>[])
                [
                    before => ConformanceDeskFixture.Share(before, "ben"),
                    before => ConformanceDeskFixture.Share(before, "cleo"),
                    before => ConformanceDeskFixture.Unshare(before, "ben"),
                    before => ConformanceDeskFixture.Share(before, "ben"),
                    before => ConformanceDeskFixture.Unshare(before, "cleo"),
                ]
        )
            ticket = await ConformanceAssert.CommittedAsync(store, step(ticket), stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ben, stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, ticket, Cleo, stop).ConfigureAwait(false);
    }

    private static async Task PlaceAsync(ITicketStore store, CancellationToken stop)
    {
        var seen = new List<TicketId>();
        for (var i = 0; i < 6; i++)
        {
            var requester = i % 2 == 0 ? "ben" : ConformanceDeskFixture.Ana;
            var commit = ConformanceDeskFixture.Open(
                requester: requester,
                at: ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * i
            );
            var ticket = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            if (i == 4) // Ben's last stays his own
                continue;
            seen.Add(ticket.Id);
            if (requester == "ben")
                await ConformanceAssert
                    .CommittedAsync(store, ConformanceDeskFixture.Share(ticket, ConformanceDeskFixture.Ana), stop)
                    .ConfigureAwait(false);
        }
        var (listed, query) = (new List<TicketId>(), new TicketQuery(ConformanceDeskFixture.Tenant, Ana) { Limit = 2 });
        do
        {
            var page = await store.ListAsync(query, stop).ConfigureAwait(false);
            listed.AddRange(page.Tickets.Select(ticket => ticket.Id));
            query = query with { After = page.Next };
        } while (query.After is not null && listed.Count <= seen.Count);
        ConformanceAssert.Same(seen, listed, "Ana's list, page by page");
    }

    private static async Task RefusedAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = await OpenAsync(store, stop).ConfigureAwait(false);
        var ticket = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Share(opened, "ben"), stop)
            .ConfigureAwait(false);
        var late = ConformanceDeskFixture.Share(opened, "cleo");
        ConformanceAssert.Equal(
            CommitOutcome.Conflict,
            await store.CommitAsync(late, stop).ConfigureAwait(false),
            "the outcome of sharing at a stale version"
        );
        var unshared = ConformanceDeskFixture.Unshare(ticket, "ben");
        ticket = await ApplyAsync(store, ticket, new TicketCommand.Acknowledge(ConformanceDeskFixture.Agent), stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(
            CommitOutcome.Conflict,
            await store.CommitAsync(unshared, stop).ConfigureAwait(false),
            "the outcome of taking back at a stale version"
        );
        await ExpectHiddenAsync(store, ticket, Cleo, stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ben, stop).ConfigureAwait(false);
    }

    private static async Task AgentAsync(ITicketStore store, CancellationToken stop)
    {
        var free = await OpenAsync(store, stop).ConfigureAwait(false);
        var bos = await AssignedAsync(store, "bo", stop).ConfigureAwait(false);
        var cys = await AssignedAsync(store, "cy", stop).ConfigureAwait(false);
        var viewer = Viewer.OfAgent("bo");
        await ExpectSeenAsync(store, bos, viewer, stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, cys, viewer, stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, free, viewer, stop).ConfigureAwait(false);
        foreach (var nearly in (string[])["Bo", "bo ", "b", ConformanceDeskFixture.Ana])
            await ExpectHiddenAsync(store, bos, Viewer.OfAgent(nearly), stop).ConfigureAwait(false);
    }

    private static async Task ReassignedAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await AssignedAsync(store, "bo", stop).ConfigureAwait(false);
        ticket = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Assign(ticket, "cy"), stop)
            .ConfigureAwait(false);
        await ExpectHiddenAsync(store, ticket, Viewer.OfAgent("bo"), stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Viewer.OfAgent("cy"), stop).ConfigureAwait(false);
        ticket = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Assign(ticket, null), stop)
            .ConfigureAwait(false);
        await ExpectHiddenAsync(store, ticket, Viewer.OfAgent("cy"), stop).ConfigureAwait(false);
    }

    private static async Task ExpectSeenAsync(ITicketStore store, Ticket ticket, Viewer viewer, CancellationToken stop)
    {
        var key = ticket.Key;
        var found = await store.FindAsync(key, viewer, stop).ConfigureAwait(false);
        ConformanceAssert.Same(ticket, found, $"the ticket that {viewer} finds");
        var history = await store.HistoryAsync(key, viewer, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(ticket.Version, history.Length, $"the length of the history that {viewer} reads");
        var page = await store.ListAsync(new TicketQuery(ticket.Tenant, viewer), stop).ConfigureAwait(false);
        ConformanceAssert.Same([ticket.Id], page.Tickets.Select(listed => listed.Id), $"the list of {viewer}");
    }

    private static async Task ExpectHiddenAsync(
        ITicketStore store,
        Ticket ticket,
        Viewer viewer,
        CancellationToken stop
    )
    {
        var key = ticket.Key;
        var found = await store.FindAsync(key, viewer, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(null, found, $"the ticket that {viewer} finds");
        var history = await store.HistoryAsync(key, viewer, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, history.Length, $"the length of the history that {viewer} reads");
        var page = await store.ListAsync(new TicketQuery(ticket.Tenant, viewer), stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            false,
            page.Tickets.Any(listed => listed.Id == ticket.Id),
            $"whether {viewer} lists the ticket"
        );
    }

    private static Task<Ticket> OpenAsync(ITicketStore store, CancellationToken stop) =>
        ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop);

    private static async Task<Ticket> AssignedAsync(ITicketStore store, string agent, CancellationToken stop)
    {
        var opened = await OpenAsync(store, stop).ConfigureAwait(false);
        return await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Assign(opened, agent), stop)
            .ConfigureAwait(false);
    }

    private static Task<Ticket> ApplyAsync(
        ITicketStore store,
        Ticket ticket,
        TicketCommand command,
        CancellationToken stop
    ) => ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Apply(ticket, command, ticket.UpdatedAt), stop);
}
