namespace SupportKit.EntityFrameworkCore;

/// <summary>The conditions of a query on the columns of tickets, beside who sees them and what is searched for.</summary>
internal static class ListFilters
{
    public static IQueryable<VisibleTicket> Apply(IQueryable<VisibleTicket> rows, TicketQuery query)
    {
        if (query.State is { } state)
            rows = rows.Where(row => row.Ticket.StateName == state);
        if (query.Priority is { } priority)
            rows = rows.Where(row => row.Ticket.Priority == priority);
        if (query.Channel is { } channel)
            rows = rows.Where(row => row.Ticket.Channel == channel);
        if (query.Queue is { } queue)
            rows = rows.Where(row => row.Ticket.Queue == queue);
        if (query.EscalatedTo is { } escalatedTo)
            rows = rows.Where(row => row.Ticket.EscalatedTo == escalatedTo);
        if (query.Escalated)
            rows = rows.Where(row => row.Ticket.EscalatedTo != null);
        if (query.Held)
            rows = rows.Where(row => row.Ticket.Held);
        if (query.Requester is { } requester)
            rows = rows.Where(row => row.Ticket.Requester == requester);
        if (query.Assignee is { } assignee)
            rows = rows.Where(row => row.Ticket.Assignee == assignee);
        if (query.Unassigned)
            rows = rows.Where(row => row.Ticket.Assignee == null);
        return Ranges(rows, query);
    }

    private static IQueryable<VisibleTicket> Ranges(IQueryable<VisibleTicket> rows, TicketQuery query)
    {
        if (query.OpenedFrom is { } opened)
        {
            var from = UnixMicroseconds.Ceiling(opened);
            rows = rows.Where(row => row.OpenedAt >= from);
        }
        if (query.OpenedBefore is { } openedEnd)
        {
            var before = UnixMicroseconds.Ceiling(openedEnd);
            rows = rows.Where(row => row.OpenedAt < before);
        }
        if (query.UpdatedFrom is { } updated)
        {
            var from = UnixMicroseconds.Ceiling(updated);
            rows = rows.Where(row => row.UpdatedAt >= from);
        }
        if (query.UpdatedBefore is { } updatedEnd)
        {
            var before = UnixMicroseconds.Ceiling(updatedEnd);
            rows = rows.Where(row => row.UpdatedAt < before);
        }
        if (query.DueFrom is { } due)
        {
            var from = UnixMicroseconds.Ceiling(due);
            rows = rows.Where(row => row.NextDue >= from && row.NextDue != long.MaxValue);
        }
        if (query.DueBefore is { } dueEnd)
        {
            var before = UnixMicroseconds.Ceiling(dueEnd);
            rows = rows.Where(row => row.NextDue < before);
        }
        return rows;
    }
}
