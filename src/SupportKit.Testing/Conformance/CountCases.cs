using SupportKit.Routing;
using SupportKit.Storage;
using SupportKit.Workflows;

namespace SupportKit.Testing;

internal static class CountCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("tickets are counted by state category, and a category without any is left out", CategoriesAsync),
            new("tickets that have moved on are counted where they are", MovedAsync),
            new("only what the viewer sees is counted", ViewerAsync),
            new("only what is asked for is counted, wherever a page would begin", AskedAsync),
            new("a count goes no further than its limit, and says whether there are more", BoundedAsync),
        ];

    private static async Task CategoriesAsync(ITicketStore store, CancellationToken stop)
    {
        await ExpectAsync(store, Query(), "", stop).ConfigureAwait(false);
        for (var i = 0; i < 3; i++)
            await OpenAsync(store, stop).ConfigureAwait(false);
        var held = await OpenAsync(store, stop).ConfigureAwait(false);
        await FireAsync(store, held, Triggers.Hold, stop).ConfigureAwait(false);
        await ExpectAsync(store, Query(), "New 3, OnHold 1", stop).ConfigureAwait(false);
    }

    private static async Task MovedAsync(ITicketStore store, CancellationToken stop)
    {
        await OpenAsync(store, stop).ConfigureAwait(false);
        var ticket = await OpenAsync(store, stop).ConfigureAwait(false);
        ticket = await FireAsync(store, ticket, Triggers.Hold, stop).ConfigureAwait(false);
        await ExpectAsync(store, Query(), "New 1, OnHold 1", stop).ConfigureAwait(false);
        ticket = await FireAsync(store, ticket, Triggers.Resume, stop).ConfigureAwait(false);
        await ExpectAsync(store, Query(), "New 1, Open 1", stop).ConfigureAwait(false);
        await FireAsync(store, ticket, Triggers.Resolve, stop).ConfigureAwait(false);
        await ExpectAsync(store, Query(), "New 1, Resolved 1", stop).ConfigureAwait(false);
    }

    private static async Task ViewerAsync(ITicketStore store, CancellationToken stop)
    {
        var ana = await OpenAsync(store, stop).ConfigureAwait(false);
        var ben = await OpenAsync(store, stop, "ben").ConfigureAwait(false);
        await OpenAsync(store, stop, "ben").ConfigureAwait(false);
        await OpenAsync(store, stop, tenant: ConformanceDeskFixture.OtherTenant).ConfigureAwait(false);
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Share(ben, ConformanceDeskFixture.Ana), stop)
            .ConfigureAwait(false);
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Assign(ana, "bo"), stop)
            .ConfigureAwait(false);
        foreach (
            var (viewer, count) in ((Viewer, string)[])
                [
                    (Viewer.Desk, "New 3"),
                    (Viewer.OfRequester(ConformanceDeskFixture.Ana), "New 2"),
                    (Viewer.OfRequester("ben"), "New 2"),
                    (Viewer.OfRequester("eve"), ""),
                    (Viewer.OfAgent("bo"), "New 1"),
                ]
        )
            await ExpectAsync(store, Query() with { Viewer = viewer }, count, stop).ConfigureAwait(false);
    }

    private static async Task AskedAsync(ITicketStore store, CancellationToken stop)
    {
        var ana = await OpenAsync(store, stop).ConfigureAwait(false);
        var held = await OpenAsync(store, stop).ConfigureAwait(false);
        held = await FireAsync(store, held, Triggers.Hold, stop).ConfigureAwait(false);
        await OpenAsync(store, stop, "ben", "question", title: "Other").ConfigureAwait(false);
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Assign(ana, "bo"), stop)
            .ConfigureAwait(false);
        foreach (
            var (query, count) in ((TicketQuery, string)[])
                [
                    (Query() with { Limit = 1, After = TicketCursor.Of(held, default) }, "New 2, OnHold 1"),
                    (Query() with { States = [StateCategory.OnHold, StateCategory.Closed] }, "OnHold 1"),
                    (Query() with { Queue = ConformanceDeskFixture.Incidents }, "New 1, OnHold 1"),
                    (Query() with { Requester = "ben" }, "New 1"),
                    (Query() with { Assignee = "bo" }, "New 1"),
                    (Query() with { Unassigned = true }, "New 1, OnHold 1"),
                    (Query() with { Text = "moves" }, "New 1, OnHold 1"),
                    (Query() with { Facts = FactSet.Empty.With("note", "Other"), Text = "other" }, "New 1"),
                ]
        )
            await ExpectAsync(store, query, count, stop).ConfigureAwait(false);
    }

    // Of a colleague the store has two lists, and of words others than of the desk.
    private static async Task BoundedAsync(ITicketStore store, CancellationToken stop)
    {
        for (var i = 0; i < 2; i++)
        {
            await OpenAsync(store, stop, organization: "acme").ConfigureAwait(false);
            await OpenAsync(store, stop, "ben", organization: "acme").ConfigureAwait(false);
        }
        var held = await OpenAsync(store, stop, organization: "acme").ConfigureAwait(false);
        await FireAsync(store, held, Triggers.Hold, stop).ConfigureAwait(false);
        foreach (
            var query in (TicketQuery[])
                [
                    Query(),
                    Query() with
                    {
                        States = [StateCategory.New, StateCategory.OnHold],
                        Order = QueueOrder.Urgency,
                    },
                    Query() with
                    {
                        Queue = ConformanceDeskFixture.Incidents,
                        Text = "nothing moves",
                    },
                    Query() with
                    {
                        Text = "nothing mov",
                        LastWordIsPrefix = true,
                    },
                    Query() with
                    {
                        Viewer = Viewer.OfRequester(ConformanceDeskFixture.Ana),
                    },
                    Query() with
                    {
                        Viewer = Viewer.OfRequester("ben", "acme"),
                    },
                ]
        )
        {
            var all = await store.CountAsync(query, limit: null, stop).ConfigureAwait(false);
            for (var limit = 1; limit <= all.Tickets + 1; limit++)
            {
                var count = await store.CountAsync(query, limit, stop).ConfigureAwait(false);
                var what = $"a count of {all.Tickets} with the limit {limit}";
                ConformanceAssert.Equal(Math.Min(limit, all.Tickets), count.Tickets, what);
                ConformanceAssert.Equal(limit >= all.Tickets, count.IsExact, $"whether {what} is exact");
                foreach (var (state, tickets) in count.ByState)
                    ConformanceAssert.Equal(
                        true,
                        tickets <= all.ByState.GetValueOrDefault(state),
                        $"whether {what} has no more than there are as {state}"
                    );
            }
        }
    }

    private static TicketQuery Query() => new(ConformanceDeskFixture.Tenant, Viewer.Desk);

    private static Task<Ticket> OpenAsync(
        ITicketStore store,
        CancellationToken stop,
        string requester = ConformanceDeskFixture.Ana,
        string category = "incident",
        string tenant = ConformanceDeskFixture.Tenant,
        string title = "Nothing moves",
        string? organization = null
    ) =>
        ConformanceAssert.CommittedAsync(
            store,
            ConformanceDeskFixture.Open(
                tenant: tenant,
                requester: requester,
                category: category,
                title: title,
                organization: organization
            ),
            stop
        );

    private static Task<Ticket> FireAsync(ITicketStore store, Ticket ticket, string trigger, CancellationToken stop) =>
        ConformanceAssert.CommittedAsync(
            store,
            ConformanceDeskFixture.Apply(
                ticket,
                new TicketCommand.Fire(ConformanceDeskFixture.Agent, trigger),
                ticket.UpdatedAt
            ),
            stop
        );

    private static async Task ExpectAsync(
        ITicketStore store,
        TicketQuery query,
        string expected,
        CancellationToken stop
    )
    {
        var count = await store.CountAsync(query, limit: null, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(true, count.IsExact, "whether a count of all is exact");
        ConformanceAssert.Equal(
            expected,
            string.Join(", ", count.ByState.Select(of => $"{of.Key} {of.Value}")),
            "the count"
        );
    }
}
