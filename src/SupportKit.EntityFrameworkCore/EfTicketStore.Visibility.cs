using Microsoft.EntityFrameworkCore;
using SupportKit.Routing;

namespace SupportKit.EntityFrameworkCore;

/// <content>Visibility in SQL.</content>
public sealed partial class EfTicketStore
{
    // This file alone decides visibility in SQL; every query about tickets includes one of its queries.

    // One ticket, found by its key.
    private static IQueryable<VisibleTicket> VisibleOne(DbContext context, TicketKey key, Viewer viewer)
    {
        var (tenant, id) = (key.Tenant, key.Ticket.Value);
        if (viewer is not { Requester: { } person, Organization: { } organization })
            return Visible(context, tenant, viewer).Where(row => row.Id == id);
        return Placed(
            TicketsSeen(context, tenant, viewer)
                .Where(row => row.Id == id)
                .Where(row =>
                    row.Organization == organization
                    || context
                        .Set<TicketAccessRow>()
                        .Any(sees => sees.Tenant == tenant && sees.Ticket == id && sees.Person == person)
                )
        );
    }

    /// <summary>A list that the query's tickets are found in.</summary>
    /// <param name="Rows">Its tickets.</param>
    /// <param name="IsPersons">Whether it is a person's own, in which those closed and those not are a range each.</param>
    private readonly record struct VisibleList(IQueryable<VisibleTicket> Rows, bool IsPersons);

    // No ticket is in two of them.
    private static List<VisibleList> Lists(DbContext context, TicketQuery query, SearchPlan search)
    {
        var (viewer, tenant) = (ViewerOf(query), query.Tenant);
        List<VisibleList> lists =
        [
            search.Lead switch
            {
                SearchLead.List => new(Visible(context, tenant, viewer), viewer.Requester is not null),
                SearchLead.Term => With(SearchRows.WithTerm(context, query, search.Terms[0])),
                SearchLead.Prefix => With(SearchRows.WithPrefix(context, query, search.Prefix!).Distinct()),
            },
        ];
        if (search.Lead == SearchLead.List && viewer is { Requester: { } person, Organization: { } organization })
            lists.Add(new(VisibleToColleague(context, tenant, person, organization), false));
        return lists;

        VisibleList With(IQueryable<FoundTicket> found) => new(VisibleWith(context, query, viewer, found), false);
    }

    // A requester sees all their own tickets, so they are found in the list of what the person sees.
    private static Viewer ViewerOf(TicketQuery query) =>
        query.Viewer is { Requester: null, Agent: null } && query.Requester is { } asker
            ? Viewer.OfRequester(asker)
            : query.Viewer;

    // What somebody sees for their organization's sake alone: no ticket is in this list and in the one of what they see anyway.
    private static IQueryable<VisibleTicket> VisibleToColleague(
        DbContext context,
        string tenant,
        string person,
        string organization
    ) =>
        Placed(
            context
                .Set<TicketRow>()
                .AsNoTracking()
                .Where(row => row.Tenant == tenant && row.Organization == organization)
                .Where(row =>
                    !context
                        .Set<TicketAccessRow>()
                        .Any(sees => sees.Tenant == tenant && sees.Ticket == row.Id && sees.Person == person)
                )
        );

    private static IQueryable<VisibleTicket> Placed(IQueryable<TicketRow> tickets) =>
        tickets.Select(row => new VisibleTicket
        {
            Ticket = row,
            Closed = 0,
            Rank = row.Rank,
            NextDue = row.NextDue,
            OpenedAt = row.OpenedAt,
            UpdatedAt = row.UpdatedAt,
            Id = row.Id,
        });

    // All but what somebody sees for their organization's sake.
    private static IQueryable<VisibleTicket> Visible(DbContext context, string tenant, Viewer viewer)
    {
        var tickets = TicketsSeen(context, tenant, viewer);
        if (viewer.Requester is not { } person)
            return Placed(tickets);
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
        return viewer switch
        {
            { Requester: null } => found,
            { Requester: { } person, Organization: { } organization } => found.Where(row =>
                row.Ticket.Organization == organization
                || context
                    .Set<TicketAccessRow>()
                    .Any(sees => sees.Tenant == tenant && sees.Ticket == row.Id && sees.Person == person)
            ),
            { Requester: { } person } => found.Where(row =>
                context
                    .Set<TicketAccessRow>()
                    .Any(sees => sees.Tenant == tenant && sees.Ticket == row.Id && sees.Person == person)
            ),
        };
    }

    private static IQueryable<TicketRow> TicketsSeen(DbContext context, string tenant, Viewer viewer)
    {
        var tickets = context.Set<TicketRow>().AsNoTracking().Where(row => row.Tenant == tenant);
        return viewer.Agent is { } agent ? tickets.Where(row => row.Assignee == agent) : tickets;
    }
}
