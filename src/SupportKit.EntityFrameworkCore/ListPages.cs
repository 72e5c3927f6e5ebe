using System.Linq.Expressions;
using SupportKit.Routing;

namespace SupportKit.EntityFrameworkCore;

/// <summary>A page of a list in each of its orders: the rows behind a cursor, by ranges of an index where one has the order.</summary>
internal static class ListPages
{
    // Written so that the index is entered at the cursor, which no engine does for an "or" alone.
    public static IQueryable<ListEntry> Of(
        IQueryable<ListEntry> rows,
        TicketQuery query,
        SearchPlan search,
        bool isPersonsList,
        int limit
    )
    {
        if (!HasIndex(query.Order, search, isPersonsList))
            return First(query.After is { } place ? rows.Where(Behind(place, query.Order)) : rows);
        // One range of the index after the other; each gives a page at most.
        List<IQueryable<ListEntry>> ranges = [rows];
        if (isPersonsList && (query.States.IsEmpty || query.States.Contains(StateCategory.Closed)))
            ranges = [rows.Where(row => row.Closed == 0), rows.Where(row => row.Closed == 1)];
        if (query.After is { } after)
            ranges = [.. ranges.SelectMany(range => Ranges(range, after, query.Order))];
        return First(
            ranges.Count == 1 ? ranges[0] : ranges.Select(First).Aggregate((some, others) => some.Concat(others))
        );

        IQueryable<ListEntry> First(IQueryable<ListEntry> range) => InOrder(range, query.Order).Take(limit);
    }

    public static IQueryable<ListEntry> InOrder(IQueryable<ListEntry> rows, QueueOrder order) =>
        order switch
        {
            QueueOrder.Urgency => rows.OrderBy(row => row.Rank)
                .ThenBy(row => row.NextDue)
                .ThenBy(row => row.OpenedAt)
                .ThenBy(row => row.Id),
            QueueOrder.Arrival => rows.OrderBy(row => row.OpenedAt).ThenBy(row => row.Id),
            QueueOrder.Due => rows.OrderBy(row => row.NextDue).ThenBy(row => row.OpenedAt).ThenBy(row => row.Id),
            QueueOrder.Update => rows.OrderByDescending(row => row.UpdatedAt)
                .ThenBy(row => row.OpenedAt)
                .ThenBy(row => row.Id),
        };

    private static bool HasIndex(QueueOrder order, SearchPlan search, bool isPersonsList) =>
        order switch
        {
            QueueOrder.Urgency => search.Lead == SearchLead.List,
            QueueOrder.Arrival => true,
            QueueOrder.Due => search.Lead == SearchLead.List && !isPersonsList,
            QueueOrder.Update => false,
        };

    private static IQueryable<ListEntry>[] Ranges(IQueryable<ListEntry> rows, TicketCursor after, QueueOrder order)
    {
        var (openedAt, id) = (UnixMicroseconds.Floor(after.OpenedAt), after.Ticket.Value);
        var (rank, due) = (after.Rank, TicketRow.DueOf(after.Due));
        return order switch
        {
            QueueOrder.Arrival => [OpenedAfter(rows)],
            QueueOrder.Due =>
            [
                OpenedAfter(rows.Where(row => row.NextDue == due)),
                rows.Where(row => row.NextDue > due),
            ],
            _ =>
            [
                OpenedAfter(rows.Where(row => row.Rank == rank && row.NextDue == due)),
                rows.Where(row => row.Rank == rank && row.NextDue > due),
                rows.Where(row => row.Rank > rank),
            ],
        };

        IQueryable<ListEntry> OpenedAfter(IQueryable<ListEntry> rows) =>
            rows.Where(row => row.OpenedAt >= openedAt && (row.OpenedAt > openedAt || row.Id > id));
    }

    // For what has no index in that order: all rows are examined once.
    private static Expression<Func<ListEntry, bool>> Behind(TicketCursor after, QueueOrder order)
    {
        var (rank, due) = (after.Rank, TicketRow.DueOf(after.Due));
        var (openedAt, id) = (UnixMicroseconds.Floor(after.OpenedAt), after.Ticket.Value);
        if (order == QueueOrder.Update)
        {
            var updatedAt = after.UpdatedAt is { } at ? UnixMicroseconds.Floor(at) : long.MaxValue;
            return row =>
                row.UpdatedAt < updatedAt
                || (
                    row.UpdatedAt == updatedAt && (row.OpenedAt > openedAt || (row.OpenedAt == openedAt && row.Id > id))
                );
        }
        if (order == QueueOrder.Due)
            return row =>
                row.NextDue > due
                || (row.NextDue == due && (row.OpenedAt > openedAt || (row.OpenedAt == openedAt && row.Id > id)));
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
}
