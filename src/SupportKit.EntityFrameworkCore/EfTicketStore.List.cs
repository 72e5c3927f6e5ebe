using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SupportKit.EntityFrameworkCore.Rows;
using SupportKit.Routing;
using SupportKit.Sla;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

public sealed partial class EfTicketStore
{
    /// <inheritdoc/>
    public async Task<TicketPage> ListAsync(TicketQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var limit = Math.Clamp(query.Limit, 1, TicketQuery.MaxLimit);
        var bodies = await Page(Filtered(context, query), query, limit + 1) // one more tells whether there is another page
            .Select(row => row.Body)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        ImmutableArray<Ticket> tickets = [.. bodies.Take(limit).Select(TicketJson.ReadTicket)];
        return new TicketPage(tickets, bodies.Count > limit ? TicketCursor.Of(tickets[^1], query.Order) : null);
    }

    private static IQueryable<ListedRow> Filtered(DbContext context, TicketQuery query)
    {
        // Whoever asked a ticket sees it: what one person asked is found in what they see.
        var viewer =
            query.Viewer is { Requester: null, Agent: null } && query.Requester is { } asker
                ? Viewer.OfRequester(asker)
                : query.Viewer;
        var rows = Visible(context, query.Tenant, viewer);
        if (!query.States.IsEmpty)
        {
            var states = query.States.ToArray();
            rows = rows.Where(row => states.Contains(row.Ticket.State));
            // In the words of the indexes that leave the closed ones out.
            if (!query.States.Contains(StateCategory.Closed))
                rows = rows.Where(row => row.Ticket.State != StateCategory.Closed);
        }
        if (query.Queue is { } queue)
            rows = rows.Where(row => row.Ticket.Queue == queue);
        if (query.Requester is { } requester)
            rows = rows.Where(row => row.Ticket.Requester == requester);
        if (query.Assignee is { } assignee)
            rows = rows.Where(row => row.Ticket.Assignee == assignee);
        if (query.Unassigned)
            rows = rows.Where(row => row.Ticket.Assignee == null);
        return rows.Select(row => new ListedRow
        {
            Rank = row.Rank,
            NextDue = row.NextDue,
            OpenedAt = row.OpenedAt,
            Id = row.Id,
            Body = row.Ticket.Body,
        });
    }

    // Written so that the index is entered at the cursor: no engine does that for an "or" alone.
    private static IQueryable<ListedRow> Page(IQueryable<ListedRow> rows, TicketQuery query, int limit)
    {
        if (query.After is not { } after)
            return InOrder(rows, query.Order).Take(limit);
        var (openedAt, id) = (Micros.Floor(after.OpenedAt), after.Ticket.Value);
        if (query.Order == QueueOrder.Arrival)
            return InOrder(OpenedAfter(rows), query.Order).Take(limit);

        // Three ranges of the index, one behind the other; each gives a page at most.
        var (rank, due) = (after.Rank, TicketRow.DueOf(after.Due));
        var alike = OpenedAfter(rows.Where(row => row.Rank == rank && row.NextDue == due));
        var dueLater = rows.Where(row => row.Rank == rank && row.NextDue > due);
        var lessUrgent = rows.Where(row => row.Rank > rank);
        return InOrder(First(alike).Concat(First(dueLater)).Concat(First(lessUrgent)), query.Order).Take(limit);

        IQueryable<ListedRow> OpenedAfter(IQueryable<ListedRow> rows) =>
            rows.Where(row => row.OpenedAt >= openedAt && (row.OpenedAt > openedAt || row.Id > id));

        IQueryable<ListedRow> First(IQueryable<ListedRow> range) => InOrder(range, query.Order).Take(limit);
    }

    private static IQueryable<ListedRow> InOrder(IQueryable<ListedRow> rows, QueueOrder order) =>
        order == QueueOrder.Urgency
            ? rows.OrderBy(row => row.Rank).ThenBy(row => row.NextDue).ThenBy(row => row.OpenedAt).ThenBy(row => row.Id)
            : rows.OrderBy(row => row.OpenedAt).ThenBy(row => row.Id);
}
