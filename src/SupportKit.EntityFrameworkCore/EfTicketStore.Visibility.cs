using Microsoft.EntityFrameworkCore;
using SupportKit.Routing;

namespace SupportKit.EntityFrameworkCore;

/// <content>Visibility in SQL.</content>
public sealed partial class EfTicketStore
{
    // The only place that decides visibility in SQL; every query about tickets includes it.
    private static IQueryable<VisibleTicket> Visible(DbContext context, string tenant, Viewer viewer)
    {
        var tickets = TicketsSeen(context, tenant, viewer);
        if (viewer.Requester is not { } person)
            return tickets.Select(row => new VisibleTicket
            {
                Ticket = row,
                Closed = 0,
                Rank = row.Rank,
                NextDue = row.NextDue,
                OpenedAt = row.OpenedAt,
                UpdatedAt = row.UpdatedAt,
                Id = row.Id,
            });
        // Tickets are found by the person, in the order of their own list, so other people's tickets cost nothing.
        return from sees in context.Set<TicketAccessRow>().AsNoTracking()
            where sees.Tenant == tenant && sees.Person == person
            join ticket in tickets on new { sees.Tenant, Id = sees.Ticket } equals new { ticket.Tenant, ticket.Id }
            select new VisibleTicket
            {
                Ticket = ticket,
                Closed = sees.Closed,
                Rank = sees.Rank,
                NextDue = sees.NextDue,
                OpenedAt = sees.OpenedAt,
                UpdatedAt = ticket.UpdatedAt,
                Id = sees.Ticket,
            };
    }

    // The same, found by search terms instead: for a query that few tickets answer.
    private static IQueryable<VisibleTicket> VisibleWith(
        DbContext context,
        TicketQuery query,
        Viewer viewer,
        IQueryable<FoundTicket> terms
    )
    {
        var tenant = query.Tenant;
        var tickets = TicketsSeen(context, tenant, viewer);
        // By urgency or by what is due all of them are put in order first, and with the opening instant an index alone tells their places. Without
        // the sums, an engine may go through the index of everybody's tickets by urgency instead.
        var found = query.Order is QueueOrder.Urgency or QueueOrder.Due
            ? from row in terms
            join ticket in tickets
                on new
                {
                    row.Tenant,
                    row.OpenedAt,
                    Id = row.Ticket,
                } equals new
                {
                    ticket.Tenant,
                    ticket.OpenedAt,
                    ticket.Id,
                }
            select new VisibleTicket
            {
                Ticket = ticket,
                Closed = 0,
                Rank = ticket.Rank + 0,
                NextDue = ticket.NextDue + 0,
                OpenedAt = row.OpenedAt,
                UpdatedAt = ticket.UpdatedAt,
                Id = row.Ticket,
            }
            : from row in terms
            join ticket in tickets on new { row.Tenant, Id = row.Ticket } equals new { ticket.Tenant, ticket.Id }
            select new VisibleTicket
            {
                Ticket = ticket,
                Closed = 0,
                Rank = ticket.Rank,
                NextDue = ticket.NextDue,
                OpenedAt = row.OpenedAt,
                UpdatedAt = ticket.UpdatedAt,
                Id = row.Ticket,
            };
        return viewer.Requester is not { } person
            ? found
            : found.Where(row =>
                context
                    .Set<TicketAccessRow>()
                    .Any(sees => sees.Tenant == tenant && sees.Ticket == row.Id && sees.Person == person)
            );
    }

    private static IQueryable<TicketRow> TicketsSeen(DbContext context, string tenant, Viewer viewer)
    {
        var tickets = context.Set<TicketRow>().AsNoTracking().Where(row => row.Tenant == tenant);
        return viewer.Agent is { } agent ? tickets.Where(row => row.Assignee == agent) : tickets;
    }
}
