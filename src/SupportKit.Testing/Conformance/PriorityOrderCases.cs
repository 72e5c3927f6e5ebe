using System.Collections.Immutable;
using NodaTime;
using SupportKit.Routing;
using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class PriorityOrderCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a list by urgency goes by priority, then by what is due, then by opening instant and id", OrderAsync),
            new("pages by urgency follow each other without gap or repetition, for every viewer", PagesAsync),
            new("a queue's list by urgency holds that queue only", QueueAsync),
            new("a ticket that changes between two pages by urgency moves none of the others", ChangingAsync),
        ];

    private static async Task OrderAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = await OpenAllAsync(store, stop).ConfigureAwait(false);
        var page = await store.ListAsync(Query(Viewer.Desk), stop).ConfigureAwait(false);
        ConformanceAssert.Same(Ids(InOrder(tickets)), Ids(page.Tickets), "the list by urgency");
        ConformanceAssert.Equal(null, page.Next, "the place after the last page");
    }

    private static async Task PagesAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = await OpenAllAsync(store, stop).ConfigureAwait(false);
        foreach (
            var viewer in (Viewer[])[Viewer.Desk, Viewer.OfRequester(ConformanceDeskFixture.Ana), Viewer.OfAgent("bo")]
        )
        {
            var seen = InOrder(tickets.Where(viewer.Sees));
            for (var size = 1; size <= seen.Length + 1; size++)
                await ExpectPagesAsync(store, Query(viewer) with { Limit = size }, seen, stop).ConfigureAwait(false);
        }
    }

    private static async Task QueueAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = await OpenAllAsync(store, stop).ConfigureAwait(false);
        var queue = InOrder(tickets.Where(ticket => ticket.Queue == ConformanceDeskFixture.Incidents));
        var query = Query(Viewer.Desk) with { Queue = ConformanceDeskFixture.Incidents, Limit = 2 };
        await ExpectPagesAsync(store, query, queue, stop).ConfigureAwait(false);
    }

    // Two move past the cursor, up and down, and one is new in front: a store that pages by counting loses or repeats others.
    private static async Task ChangingAsync(ITicketStore store, CancellationToken stop)
    {
        var before = InOrder(await OpenAllAsync(store, stop).ConfigureAwait(false));
        var first = await store.ListAsync(Query(Viewer.Desk) with { Limit = 4 }, stop).ConfigureAwait(false);
        var down = before[0];
        var up = before.First(ticket => ticket.Priority == "normal");
        await ApplyAsync(store, down, Prioritise("normal"), stop).ConfigureAwait(false);
        await ApplyAsync(store, up, Prioritise("high"), stop).ConfigureAwait(false);
        await ConformanceAssert
            .CommittedAsync(
                store,
                ConformanceDeskFixture.Incident(ConformanceDeskFixture.Morning - Duration.FromDays(1)),
                stop
            )
            .ConfigureAwait(false);
        var rest = await store.ListAsync(Query(Viewer.Desk) with { After = first.Next }, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            Unchanged(before.Skip(4)),
            Unchanged(rest.Tickets),
            "what follows the first page and did not change"
        );

        IEnumerable<TicketId> Unchanged(IEnumerable<Ticket> tickets) =>
            Ids(tickets).Where(id => id != down.Id && id != up.Id);
    }

    // Both priorities, each with and without something due, and of each kind some that only the next member tells apart.
    private static async Task<List<Ticket>> OpenAllAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = new List<Ticket>();
        foreach (var category in (string[])["question", "incident"])
        {
            foreach (var priority in (string[])["normal", "high"])
            {
                foreach (var step in (int[])[2, 1, 1, 1])
                {
                    var at = ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * step;
                    var commit = ConformanceDeskFixture.Open(category: category, at: at);
                    var ticket = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
                    ticket = await ApplyAsync(store, ticket, Prioritise(priority), stop).ConfigureAwait(false);
                    if (tickets.Count % 2 == 0)
                        ticket = await ConformanceAssert
                            .CommittedAsync(store, ConformanceDeskFixture.Assign(ticket, "bo"), stop)
                            .ConfigureAwait(false);
                    tickets.Add(ticket);
                }
            }
        }
        // Opened first, and due last of those that are due: what is due counts before what was opened.
        var early = ConformanceDeskFixture.Incident(
            ConformanceDeskFixture.Morning - ConformanceDeskFixture.Microsecond
        );
        var noticed = await ConformanceAssert.CommittedAsync(store, early, stop).ConfigureAwait(false);
        tickets.Add(
            await ApplyAsync(store, noticed, new TicketCommand.Acknowledge(ConformanceDeskFixture.Agent), stop)
                .ConfigureAwait(false)
        );
        return tickets;
    }

    private static async Task ExpectPagesAsync(
        ITicketStore store,
        TicketQuery query,
        ImmutableArray<Ticket> expected,
        CancellationToken stop
    )
    {
        var seen = new List<TicketId>();
        do
        {
            var page = await store.ListAsync(query, stop).ConfigureAwait(false);
            seen.AddRange(Ids(page.Tickets));
            query = query with { After = page.Next };
        } while (query.After is not null && seen.Count <= expected.Length);
        ConformanceAssert.Same(Ids(expected), seen, $"what pages of {query.Limit} show to {query.Viewer}");
    }

    private static ImmutableArray<Ticket> InOrder(IEnumerable<Ticket> tickets) =>
        [
            .. tickets
                .OrderBy(ticket => ticket.Priority == "high" ? 0 : 1)
                .ThenBy(ticket => ticket.NextSlaDue() ?? Instant.MaxValue)
                .ThenBy(ticket => ticket.OpenedAt)
                .ThenBy(ticket => ticket.Id.ToString(), StringComparer.Ordinal),
        ];

    private static TicketQuery Query(Viewer viewer) =>
        new(ConformanceDeskFixture.Tenant, viewer) { Order = QueueOrder.Urgency };

    private static TicketCommand.ChangePriority Prioritise(string priority) =>
        new(ConformanceDeskFixture.Agent, priority, "As agreed.");

    private static IEnumerable<TicketId> Ids(IEnumerable<Ticket> tickets) => tickets.Select(ticket => ticket.Id);

    private static Task<Ticket> ApplyAsync(
        ITicketStore store,
        Ticket ticket,
        TicketCommand command,
        CancellationToken stop
    ) => ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Apply(ticket, command, ticket.UpdatedAt), stop);
}
