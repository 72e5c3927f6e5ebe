using System.Collections.Immutable;
using NodaTime;
using SupportKit.Routing;
using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class SortCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a list by what is due goes by that, and what nothing is due of comes last", DueAsync),
            new("a list by the last change begins with the latest, then goes by opening instant and id", UpdateAsync),
            new("pages in each order follow each other without gap or repetition, whatever is asked for", PagesAsync),
            new(
                "a ticket that is changed between two pages by the last change moves none of the others",
                ChangingAsync
            ),
        ];

    private static readonly ImmutableArray<QueueOrder> Orders = [.. Enum.GetValues<QueueOrder>()];

    private static async Task DueAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = await OpenAllAsync(store, stop).ConfigureAwait(false);
        var expected = tickets
            .OrderBy(ticket => ticket.NextSlaDue() ?? Instant.MaxValue)
            .ThenBy(ticket => ticket.OpenedAt)
            .ThenBy(ticket => ticket.Id.ToString(), StringComparer.Ordinal);
        await ExpectAsync(store, QueueOrder.Due, expected, stop).ConfigureAwait(false);
    }

    private static async Task UpdateAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = await OpenAllAsync(store, stop).ConfigureAwait(false);
        var expected = tickets
            .OrderByDescending(ticket => ticket.UpdatedAt)
            .ThenBy(ticket => ticket.OpenedAt)
            .ThenBy(ticket => ticket.Id.ToString(), StringComparer.Ordinal);
        await ExpectAsync(store, QueueOrder.Update, expected, stop).ConfigureAwait(false);
    }

    // Each question as the one rule answers it of all tickets there are.
    private static async Task PagesAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = await OpenAllAsync(store, stop).ConfigureAwait(false);
        var all = tickets.Select(ticket => (ticket, ImmutableArray<RecordedEvent>.Empty)).ToList();
        foreach (var viewer in (Viewer[])[Viewer.Desk, Viewer.OfRequester("ben"), Viewer.OfAgent("bo")])
        foreach (var order in Orders)
        foreach (var query in Questions(new(ConformanceDeskFixture.Tenant, viewer) { Order = order }))
        {
            var expected = query.Page(all).Tickets.Select(ticket => ticket.Id).ToList();
            foreach (var limit in (int[])[1, 3])
            {
                var seen = await PagedAsync(store, query with { Limit = limit }, expected.Count, stop)
                    .ConfigureAwait(false);
                ConformanceAssert.Same(expected, seen, $"what pages of {limit} by {order} show to {viewer}");
            }
        }
    }

    private static TicketQuery[] Questions(TicketQuery query) =>
        [
            query,
            query with
            {
                States = [StateCategory.New, StateCategory.Open],
            },
            query with
            {
                Queue = ConformanceDeskFixture.Incidents,
            },
            query with
            {
                Priority = "normal",
                UpdatedFrom = At(1),
            },
            query with
            {
                Channel = "portal",
                OpenedBefore = At(2),
            },
            query with
            {
                Facts = FactSet.Empty.With("urgent", true),
            },
            query with
            {
                DueFrom = ConformanceDeskFixture.Morning,
            },
        ];

    // The one that is changed comes first from then on, which is behind whoever pages; a store that pages by counting repeats one.
    private static async Task ChangingAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = await OpenAllAsync(store, stop).ConfigureAwait(false);
        var query = new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.Desk) { Order = QueueOrder.Update };
        var before = await store.ListAsync(query, stop).ConfigureAwait(false);
        var first = await store.ListAsync(query with { Limit = 4 }, stop).ConfigureAwait(false);
        var moved = before.Tickets[^1];
        await NoteAsync(store, moved, 99, stop).ConfigureAwait(false);
        var rest = await store.ListAsync(query with { After = first.Next }, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            before.Tickets.Skip(4).Where(ticket => ticket.Id != moved.Id).Select(ticket => ticket.Id),
            rest.Tickets.Select(ticket => ticket.Id),
            $"what follows the first page of {tickets.Count} tickets and was not changed"
        );
    }

    private static async Task ExpectAsync(
        ITicketStore store,
        QueueOrder order,
        IEnumerable<Ticket> expected,
        CancellationToken stop
    )
    {
        var ids = expected.Select(ticket => ticket.Id).ToList();
        var query = new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.Desk) { Order = order };
        var page = await store.ListAsync(query, stop).ConfigureAwait(false);
        ConformanceAssert.Same(ids, page.Tickets.Select(ticket => ticket.Id), $"the list by {order}");
        ConformanceAssert.Equal(null, page.Next, "the place after the last page");
        for (var limit = 1; limit <= 4; limit++)
        {
            var seen = await PagedAsync(store, query with { Limit = limit }, ids.Count, stop).ConfigureAwait(false);
            ConformanceAssert.Same(ids, seen, $"what pages of {limit} by {order} show");
        }
    }

    private static async Task<List<TicketId>> PagedAsync(
        ITicketStore store,
        TicketQuery query,
        int most,
        CancellationToken stop
    )
    {
        var seen = new List<TicketId>();
        do
        {
            var page = await store.ListAsync(query, stop).ConfigureAwait(false);
            seen.AddRange(page.Tickets.Select(ticket => ticket.Id));
            query = query with { After = page.Next };
        } while (query.After is not null && seen.Count <= most);
        return seen;
    }

    // Of each kind some that only the next member of the order tells apart: due and not due, opened and changed at one instant.
    private static async Task<List<Ticket>> OpenAllAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = new List<Ticket>();
        foreach (var category in (string[])["question", "incident"])
        foreach (var step in (int[])[2, 1, 1, 0])
        {
            var requester = tickets.Count % 3 == 0 ? ConformanceDeskFixture.Ana : "ben";
            var commit = ConformanceDeskFixture.Open(requester: requester, category: category, at: At(step));
            var ticket = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            if (tickets.Count % 2 == 0)
                ticket = await NoteAsync(store, ticket, 3, stop).ConfigureAwait(false);
            if (tickets.Count % 4 == 1)
                ticket = await ConformanceAssert
                    .CommittedAsync(store, ConformanceDeskFixture.Assign(ticket, "bo"), stop)
                    .ConfigureAwait(false);
            tickets.Add(ticket);
        }
        return tickets;
    }

    private static Task<Ticket> NoteAsync(ITicketStore store, Ticket ticket, int step, CancellationToken stop)
    {
        var note = new TicketCommand.Note(ConformanceDeskFixture.Agent, "Seen before.");
        return ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Apply(ticket, note, At(step)), stop);
    }

    private static Instant At(int step) => ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * step;
}
