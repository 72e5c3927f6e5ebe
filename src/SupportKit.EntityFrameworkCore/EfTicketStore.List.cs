using System.Collections.Immutable;
using System.Linq.Expressions;
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
        var search = await Search.OfAsync(context, query, cancellationToken).ConfigureAwait(false);
        var rows = Filtered(context, query, search)
            .Select(row => new ListedRow
            {
                Rank = row.Rank,
                NextDue = row.NextDue,
                OpenedAt = row.OpenedAt,
                Id = row.Id,
                Body = row.Ticket.Body,
            });
        var bodies = await Page(rows, query, limit + 1, search.IsRare) // one more tells whether there is another page
            .Select(row => row.Body)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        ImmutableArray<Ticket> tickets = [.. bodies.Take(limit).Select(TicketJson.ReadTicket)];
        return new TicketPage(tickets, bodies.Count > limit ? TicketCursor.Of(tickets[^1], query.Order) : null);
    }

    /// <inheritdoc/>
    public async Task<ImmutableSortedDictionary<StateCategory, long>> CountAsync(
        TicketQuery query,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        var search = await Search.OfAsync(context, query, cancellationToken).ConfigureAwait(false);
        var counts = await Filtered(context, query, search)
            .GroupBy(row => row.Ticket.State)
            .Select(of => new { State = of.Key, Count = of.LongCount() })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return counts.ToImmutableSortedDictionary(of => of.State, of => of.Count);
    }

    private static IQueryable<SeenRow> Filtered(DbContext context, TicketQuery query, Search search)
    {
        // Whoever asked a ticket sees it: what one person asked is found in what they see.
        var viewer =
            query.Viewer is { Requester: null, Agent: null } && query.Requester is { } asker
                ? Viewer.OfRequester(asker)
                : query.Viewer;
        var tenant = query.Tenant;
        var rows = search.Leads
            ? VisibleWith(context, tenant, viewer, search.Terms[0])
            : Visible(context, tenant, viewer);
        foreach (var term in search.Leads ? search.Terms[1..] : search.Terms)
            rows = rows.Where(row =>
                context
                    .Set<TermRow>()
                    .Any(one =>
                        one.Tenant == tenant && one.Term == term && one.OpenedAt == row.OpenedAt && one.Ticket == row.Id
                    )
            );
        if (!query.States.IsEmpty)
        {
            var states = query.States.ToArray();
            var one = states[0];
            // One is looked for in an index; of several no engine keeps an index's order.
            rows =
                states.Length == 1
                    ? rows.Where(row => row.Ticket.State == one)
                    : rows.Where(row => states.Contains(row.Ticket.State));
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
        return rows;
    }

    // Written so that the index is entered at the cursor: no engine does that for an "or" alone.
    private static IQueryable<ListedRow> Page(IQueryable<ListedRow> rows, TicketQuery query, int limit, bool few)
    {
        if (query.After is not { } after)
            return InOrder(rows, query.Order).Take(limit);
        var (openedAt, id) = (Micros.Floor(after.OpenedAt), after.Ticket.Value);
        if (query.Order == QueueOrder.Arrival)
            return InOrder(OpenedAfter(rows), query.Order).Take(limit);

        if (few)
            return InOrder(rows.Where(Behind(after)), query.Order).Take(limit);

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

    // For those that no index has in order: all are looked at once.
    private static Expression<Func<ListedRow, bool>> Behind(TicketCursor after)
    {
        var (rank, due) = (after.Rank, TicketRow.DueOf(after.Due));
        var (openedAt, id) = (Micros.Floor(after.OpenedAt), after.Ticket.Value);
        return row =>
            row.Rank > rank
            || (
                row.Rank == rank
                && (
                    row.NextDue > due
                    || (row.NextDue == due && (row.OpenedAt > openedAt || (row.OpenedAt == openedAt && row.Id > id)))
                )
            );
    }

    private static IQueryable<ListedRow> InOrder(IQueryable<ListedRow> rows, QueueOrder order) =>
        order == QueueOrder.Urgency
            ? rows.OrderBy(row => row.Rank).ThenBy(row => row.NextDue).ThenBy(row => row.OpenedAt).ThenBy(row => row.Id)
            : rows.OrderBy(row => row.OpenedAt).ThenBy(row => row.Id);
}
