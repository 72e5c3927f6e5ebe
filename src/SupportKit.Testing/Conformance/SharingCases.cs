using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Testing;

internal static class SharingCases
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

    private static readonly Viewer Ana = Viewer.OfRequester(SampleDesk.Ana);
    private static readonly Viewer Ben = Viewer.OfRequester("ben");
    private static readonly Viewer Cleo = Viewer.OfRequester("cleo");

    private static async Task SharedAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, ticket, Ben, stop).ConfigureAwait(false);
        ticket = await Expect.CommittedAsync(store, SampleDesk.Share(ticket, "ben"), stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ana, stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ben, stop).ConfigureAwait(false);
        foreach (var nearly in (string[])["Ben", "ben ", "be", ""])
            await ExpectHiddenAsync(store, ticket, Viewer.OfRequester(nearly), stop).ConfigureAwait(false);
        // Whoever writes afterwards changes nothing about it.
        var reply = new TicketCommand.Reply(SampleDesk.Agent, "So.");
        ticket = await ApplyAsync(store, ticket, reply, stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ben, stop).ConfigureAwait(false);

        // Another tenant's person of the same id is somebody else, even with a ticket of the same id.
        var there = SampleDesk.Open(tenant: SampleDesk.OtherTenant, id: ticket.Id);
        await Expect.CommittedAsync(store, there, stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, there.Ticket, Ben, stop).ConfigureAwait(false);
    }

    private static async Task UnsharedAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop).ConfigureAwait(false);
        ticket = await Expect.CommittedAsync(store, SampleDesk.Share(ticket, "ben"), stop).ConfigureAwait(false);
        ticket = await Expect.CommittedAsync(store, SampleDesk.Unshare(ticket, "ben"), stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, ticket, Ben, stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ana, stop).ConfigureAwait(false);
    }

    private static async Task AgainAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, stop).ConfigureAwait(false);
        foreach (
            var step in (Func<Ticket, TicketCommit>[])
                [
                    before => SampleDesk.Share(before, "ben"),
                    before => SampleDesk.Share(before, "cleo"),
                    before => SampleDesk.Unshare(before, "ben"),
                    before => SampleDesk.Share(before, "ben"),
                    before => SampleDesk.Unshare(before, "cleo"),
                ]
        )
            ticket = await Expect.CommittedAsync(store, step(ticket), stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Ben, stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, ticket, Cleo, stop).ConfigureAwait(false);
    }

    private static async Task PlaceAsync(ITicketStore store, CancellationToken stop)
    {
        var seen = new List<TicketId>();
        for (var i = 0; i < 6; i++)
        {
            var requester = i % 2 == 0 ? "ben" : SampleDesk.Ana;
            var commit = SampleDesk.Open(requester: requester, at: SampleDesk.Morning + SampleDesk.Microsecond * i);
            var ticket = await Expect.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            if (i == 4) // Ben's last stays his own
                continue;
            seen.Add(ticket.Id);
            if (requester == "ben")
                await Expect
                    .CommittedAsync(store, SampleDesk.Share(ticket, SampleDesk.Ana), stop)
                    .ConfigureAwait(false);
        }
        var (listed, query) = (new List<TicketId>(), new TicketQuery(SampleDesk.Tenant, Ana) { Limit = 2 });
        do
        {
            var page = await store.ListAsync(query, stop).ConfigureAwait(false);
            listed.AddRange(page.Tickets.Select(ticket => ticket.Id));
            query = query with { After = page.Next };
        } while (query.After is not null && listed.Count <= seen.Count);
        Expect.Same(seen, listed, "Ana's list, page by page");
    }

    private static async Task RefusedAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = await OpenAsync(store, stop).ConfigureAwait(false);
        var ticket = await Expect.CommittedAsync(store, SampleDesk.Share(opened, "ben"), stop).ConfigureAwait(false);
        var late = SampleDesk.Share(opened, "cleo");
        Expect.Equal(
            CommitOutcome.Conflict,
            await store.CommitAsync(late, stop).ConfigureAwait(false),
            "the outcome of sharing at a stale version"
        );
        var unshared = SampleDesk.Unshare(ticket, "ben");
        ticket = await ApplyAsync(store, ticket, new TicketCommand.Acknowledge(SampleDesk.Agent), stop)
            .ConfigureAwait(false);
        Expect.Equal(
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
        foreach (var nearly in (string[])["Bo", "bo ", "b", "", SampleDesk.Ana])
            await ExpectHiddenAsync(store, bos, Viewer.OfAgent(nearly), stop).ConfigureAwait(false);
    }

    private static async Task ReassignedAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await AssignedAsync(store, "bo", stop).ConfigureAwait(false);
        ticket = await Expect.CommittedAsync(store, SampleDesk.Assign(ticket, "cy"), stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, ticket, Viewer.OfAgent("bo"), stop).ConfigureAwait(false);
        await ExpectSeenAsync(store, ticket, Viewer.OfAgent("cy"), stop).ConfigureAwait(false);
        ticket = await Expect.CommittedAsync(store, SampleDesk.Assign(ticket, null), stop).ConfigureAwait(false);
        await ExpectHiddenAsync(store, ticket, Viewer.OfAgent("cy"), stop).ConfigureAwait(false);
    }

    private static async Task ExpectSeenAsync(ITicketStore store, Ticket ticket, Viewer viewer, CancellationToken stop)
    {
        var key = ticket.Key;
        var found = await store.FindAsync(key, viewer, stop).ConfigureAwait(false);
        Expect.Same(ticket, found, $"the ticket that {viewer} finds");
        var history = await store.HistoryAsync(key, viewer, stop).ConfigureAwait(false);
        Expect.Equal(ticket.Version, history.Length, $"the length of the history that {viewer} reads");
        var page = await store.ListAsync(new TicketQuery(ticket.Tenant, viewer), stop).ConfigureAwait(false);
        Expect.Same([ticket.Id], page.Tickets.Select(listed => listed.Id), $"the list of {viewer}");
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
        Expect.Equal(null, found, $"the ticket that {viewer} finds");
        var history = await store.HistoryAsync(key, viewer, stop).ConfigureAwait(false);
        Expect.Equal(0, history.Length, $"the length of the history that {viewer} reads");
        var page = await store.ListAsync(new TicketQuery(ticket.Tenant, viewer), stop).ConfigureAwait(false);
        Expect.Equal(false, page.Tickets.Any(listed => listed.Id == ticket.Id), $"whether {viewer} lists the ticket");
    }

    private static Task<Ticket> OpenAsync(ITicketStore store, CancellationToken stop) =>
        Expect.CommittedAsync(store, SampleDesk.Incident(), stop);

    private static async Task<Ticket> AssignedAsync(ITicketStore store, string agent, CancellationToken stop)
    {
        var opened = await OpenAsync(store, stop).ConfigureAwait(false);
        return await Expect.CommittedAsync(store, SampleDesk.Assign(opened, agent), stop).ConfigureAwait(false);
    }

    private static Task<Ticket> ApplyAsync(
        ITicketStore store,
        Ticket ticket,
        TicketCommand command,
        CancellationToken stop
    ) => Expect.CommittedAsync(store, SampleDesk.Apply(ticket, command, ticket.UpdatedAt), stop);
}
