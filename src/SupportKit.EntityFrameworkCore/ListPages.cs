using System.Linq.Expressions;
using SupportKit.Routing;

namespace SupportKit.EntityFrameworkCore;

/// <summary>A page of a list in each of its orders: the rows behind a cursor, by ranges of an index where one has the order.</summary>
internal static class ListPages
{
    // Written so that the index is entered at the cursor, which no engine does for an "or" alone.
    public static IQueryable<ListEntry> Of(
        IReadOnlyList<ListRange> lists,
        TicketQuery query,
        SearchPlan search,
        int limit
    )
    {
        var isIndexed = HasIndex(query.Order, search, lists.Any(list => list.IsPersons));
        // One range of an index after the other; each gives a page at most.
        var ranges = isIndexed ? lists.SelectMany(RangesOf) : lists.Select(list => list.Rows);
        if (query.After is { } after)
            ranges = isIndexed
                ? ranges.SelectMany(range => Ranges(range, after, query.Order))
                : ranges.Select(range => range.Where(Behind(after, query.Order)));
        List<IQueryable<ListEntry>> all = [.. ranges];
        return First(all.Count == 1 ? all[0] : all.Select(First).Aggregate((some, others) => some.Concat(others)));

        IEnumerable<IQueryable<ListEntry>> RangesOf(ListRange list) =>
            list.IsPersons && (query.States.IsEmpty || query.States.Contains(StateCategory.Closed))
                ? [list.Rows.Where(row => row.Closed == 0), list.Rows.Where(row => row.Closed == 1)]
                : [list.Rows];

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

/// <summary>What a page of a list may come from.</summary>
/// <param name="Rows">The entries.</param>
/// <param name="IsPersons">Whether it is a person's own list, in which those closed and those not are a range each.</param>
internal readonly record struct ListRange(IQueryable<ListEntry> Rows, bool IsPersons);
