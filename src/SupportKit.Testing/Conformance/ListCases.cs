using System.Collections.Immutable;
using SupportKit.Storage;
using SupportKit.Workflows;

namespace SupportKit.Testing;

internal static class ListCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a list goes by opening instant and then by id", OrderAsync),
            new("pages follow each other without gap or repetition", PagesAsync),
            new("a ticket opened between two pages moves none of the others", GrowingAsync),
            new("a list shows only the state categories asked for", StatesAsync),
            new("a list shows only the queue asked for", QueueAsync),
            new("a list shows only what is assigned to the person asked for", AssigneeAsync),
            new("a list shows only what is assigned to nobody, if asked to", UnassignedAsync),
            new("a list shows only what the person asked for has asked", RequesterAsync),
            new("a list begins where the tickets opened from an instant on begin", OpenedFromAsync),
            new("a page holds at least one and at most the most tickets", LimitAsync),
        ];

    private static async Task OrderAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = await OpenSevenAsync(store, stop).ConfigureAwait(false);
        var page = await store.ListAsync(Query(), stop).ConfigureAwait(false);
        ConformanceAssert.Same(InOrder(opened), page.Tickets.Select(ticket => ticket.Id), "the list");
        ConformanceAssert.Equal(null, page.Next, "the place after the last page");
        ConformanceAssert.Same(
            opened.Single(ticket => ticket.Id == page.Tickets[0].Id),
            page.Tickets[0],
            "the first ticket of the list"
        );
    }

    private static async Task PagesAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = await OpenSevenAsync(store, stop).ConfigureAwait(false);
        for (var size = 1; size <= 8; size++)
        {
            var seen = new List<TicketId>();
            TicketCursor? after = null;
            do
            {
                var page = await store
                    .ListAsync(Query() with { Limit = size, After = after }, stop)
                    .ConfigureAwait(false);
                ConformanceAssert.Equal(
                    Math.Min(size, 7 - seen.Count),
                    page.Tickets.Length,
                    $"the length of a page of {size}"
                );
                seen.AddRange(page.Tickets.Select(ticket => ticket.Id));
                after = page.Next;
            } while (after is not null && seen.Count < 7);
            ConformanceAssert.Same(InOrder(opened), seen, $"what pages of {size} show");
            ConformanceAssert.Equal(null, after, $"the place after the last page of {size}");
        }
    }

    private static async Task GrowingAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = await OpenSevenAsync(store, stop).ConfigureAwait(false);
        var first = await store.ListAsync(Query() with { Limit = 3 }, stop).ConfigureAwait(false);
        var early = ConformanceDeskFixture.Open(
            at: ConformanceDeskFixture.Morning - ConformanceDeskFixture.Microsecond
        );
        await ConformanceAssert.CommittedAsync(store, early, stop).ConfigureAwait(false);
        var rest = await store.ListAsync(Query() with { After = first.Next }, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            InOrder(opened).Skip(3),
            rest.Tickets.Select(ticket => ticket.Id),
            "what follows the first page"
        );
    }

    private static async Task StatesAsync(ITicketStore store, CancellationToken stop)
    {
        var fresh = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Incident(), stop)
            .ConfigureAwait(false);
        var other = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Incident(), stop)
            .ConfigureAwait(false);
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Open(), stop).ConfigureAwait(false);
        var held = await ApplyAsync(
                store,
                fresh,
                new TicketCommand.Fire(ConformanceDeskFixture.Agent, Triggers.Hold),
                stop
            )
            .ConfigureAwait(false);
        var answered = await ApplyAsync(
                store,
                other,
                new TicketCommand.Reply(ConformanceDeskFixture.Agent, "So."),
                stop
            )
            .ConfigureAwait(false);

        var one = await store.ListAsync(Query() with { States = [StateCategory.OnHold] }, stop).ConfigureAwait(false);
        ConformanceAssert.Same([held.Id], one.Tickets.Select(ticket => ticket.Id), "the list of held tickets");
        var both = Query() with { States = [StateCategory.Answered, StateCategory.OnHold], Limit = 2 };
        var two = await store.ListAsync(both, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            InOrder([held, answered]),
            two.Tickets.Select(ticket => ticket.Id),
            "the list of two categories"
        );
        ConformanceAssert.Equal(null, two.Next, "the place after the list of two categories");
    }

    private static async Task QueueAsync(ITicketStore store, CancellationToken stop)
    {
        var incident = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Incident(), stop)
            .ConfigureAwait(false);
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Open(category: "question"), stop)
            .ConfigureAwait(false);
        var page = await store
            .ListAsync(Query() with { Queue = ConformanceDeskFixture.Incidents }, stop)
            .ConfigureAwait(false);
        ConformanceAssert.Same([incident.Id], page.Tickets.Select(ticket => ticket.Id), "the queue's list");
        var none = await store.ListAsync(Query() with { Queue = "nobody" }, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, none.Tickets.Length, "the length of an unknown queue's list");
    }

    private static async Task AssigneeAsync(ITicketStore store, CancellationToken stop)
    {
        var own = await AssignedAsync(store, "bo", stop).ConfigureAwait(false);
        await AssignedAsync(store, "cy", stop).ConfigureAwait(false);
        await AssignedAsync(store, null, stop).ConfigureAwait(false);
        await ExpectListAsync(store, Query() with { Assignee = "bo" }, [own], stop).ConfigureAwait(false);
        foreach (var nearly in (string[])["Bo", "bo ", "b", ""])
            await ExpectListAsync(store, Query() with { Assignee = nearly }, [], stop).ConfigureAwait(false);

        var passedOn = ConformanceDeskFixture.Assign(own, "dee");
        await ConformanceAssert.CommittedAsync(store, passedOn, stop).ConfigureAwait(false);
        await ExpectListAsync(store, Query() with { Assignee = "bo" }, [], stop).ConfigureAwait(false);
        await ExpectListAsync(store, Query() with { Assignee = "dee" }, [own], stop).ConfigureAwait(false);
    }

    private static async Task UnassignedAsync(ITicketStore store, CancellationToken stop)
    {
        await AssignedAsync(store, "bo", stop).ConfigureAwait(false);
        var free = await AssignedAsync(store, null, stop).ConfigureAwait(false);
        var back = await AssignedAsync(store, "bo", stop).ConfigureAwait(false);
        back = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Assign(back, null), stop)
            .ConfigureAwait(false);
        var unassigned = Query() with { Unassigned = true };
        await ExpectListAsync(store, unassigned, [free, back], stop).ConfigureAwait(false);
        await ExpectListAsync(store, unassigned with { Assignee = "bo" }, [], stop).ConfigureAwait(false);
    }

    private static async Task RequesterAsync(ITicketStore store, CancellationToken stop)
    {
        var own = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Incident(), stop)
            .ConfigureAwait(false);
        var bens = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Open(requester: "ben"), stop)
            .ConfigureAwait(false);
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Share(bens, ConformanceDeskFixture.Ana), stop)
            .ConfigureAwait(false);
        foreach (var viewer in (Viewer[])[Viewer.Desk, Viewer.OfRequester(ConformanceDeskFixture.Ana)])
        {
            var query = Query() with { Viewer = viewer, Requester = ConformanceDeskFixture.Ana };
            await ExpectListAsync(store, query, [own], stop).ConfigureAwait(false);
        }
    }

    private static async Task OpenedFromAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = await OpenSevenAsync(store, stop).ConfigureAwait(false);
        var from = ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond;
        foreach (var viewer in (Viewer[])[Viewer.Desk, Viewer.OfRequester(ConformanceDeskFixture.Ana)])
        {
            var query = Query() with { Viewer = viewer, After = TicketCursor.OpenedFrom(from) };
            await ExpectListAsync(store, query, opened.Where(ticket => ticket.OpenedAt >= from), stop)
                .ConfigureAwait(false);
        }
    }

    private static async Task LimitAsync(ITicketStore store, CancellationToken stop)
    {
        ImmutableArray<TicketCommit> opens =
        [
            .. Enumerable
                .Range(0, TicketQuery.MaxLimit + 1)
                .Select(_ => ConformanceDeskFixture.Open(category: "question")),
        ];
        await store.CommitAllAsync(opens, stop).ConfigureAwait(false);
        var least = await store.ListAsync(Query() with { Limit = 0 }, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(1, least.Tickets.Length, "the length of a page of none");
        var most = await store.ListAsync(Query() with { Limit = int.MaxValue }, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(TicketQuery.MaxLimit, most.Tickets.Length, "the length of the longest page");
        var rest = await store.ListAsync(Query() with { After = most.Next }, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(1, rest.Tickets.Length, "the length of the page after the longest");
    }

    private static TicketQuery Query() => new(ConformanceDeskFixture.Tenant, Viewer.Desk);

    // Three instants a microsecond apart, several tickets at each, stored in no order.
    private static async Task<List<Ticket>> OpenSevenAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = new List<Ticket>();
        foreach (var step in (int[])[2, 0, 1, 1, 0, 2, 1])
        {
            var commit = ConformanceDeskFixture.Open(
                at: ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * step
            );
            opened.Add(await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false));
        }
        return opened;
    }

    private static IEnumerable<TicketId> InOrder(IEnumerable<Ticket> tickets) =>
        tickets
            .OrderBy(ticket => ticket.OpenedAt)
            .ThenBy(ticket => ticket.Id.ToString(), StringComparer.Ordinal)
            .Select(ticket => ticket.Id);

    private static async Task<Ticket> AssignedAsync(ITicketStore store, string? agent, CancellationToken stop)
    {
        var opened = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Incident(), stop)
            .ConfigureAwait(false);
        return agent is null
            ? opened
            : await ConformanceAssert
                .CommittedAsync(store, ConformanceDeskFixture.Assign(opened, agent), stop)
                .ConfigureAwait(false);
    }

    private static async Task ExpectListAsync(
        ITicketStore store,
        TicketQuery query,
        IEnumerable<Ticket> expected,
        CancellationToken stop
    )
    {
        var page = await store.ListAsync(query, stop).ConfigureAwait(false);
        ConformanceAssert.Same(InOrder(expected), page.Tickets.Select(ticket => ticket.Id), "the list");
    }

    private static Task<Ticket> ApplyAsync(
        ITicketStore store,
        Ticket ticket,
        TicketCommand command,
        CancellationToken stop
    ) =>
        ConformanceAssert.CommittedAsync(
            store,
            ConformanceDeskFixture.Apply(ticket, command, ConformanceDeskFixture.Morning),
            stop
        );
}
