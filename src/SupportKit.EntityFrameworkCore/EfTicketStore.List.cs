using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SupportKit.Routing;
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
        var search = await SearchPlan.OfAsync(context, query, cancellationToken).ConfigureAwait(false);
        var lists = Lists(context, query, search)
            .Select(list => new ListRange(
                Listed(Filtered(context, query, search, list, isPage: true), query.Order, search.IsEmpty),
                list.IsPersons
            ));
        var page = ListPages.Of([.. lists], query, search, limit + 1); // one more tells whether there is another page
        if (!search.IsEmpty)
            page = WithBodies(context, query, page);
        var bodies = await page.Select(row => row.Body).ToListAsync(cancellationToken).ConfigureAwait(false);
        var tickets = ImmutableArray.CreateBuilder<Ticket>();
        foreach (var body in bodies.Take(limit))
        {
            if (!StoredText.TryRead(body!, TicketJson.ReadTicket, out var ticket, out string? _))
                return await ReadableAsync(page, query.Order, limit, cancellationToken).ConfigureAwait(false);
            tickets.Add(ticket);
        }
        var next = bodies.Count > limit ? TicketCursor.Of(tickets[^1], query.Order) : null;
        return new TicketPage(tickets.ToImmutable(), next);
    }

    // When a ticket cannot be read, the columns of its row still tell its id and its place in the list.
    private static async Task<TicketPage> ReadableAsync(
        IQueryable<ListEntry> page,
        QueueOrder order,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var found = await page.ToListAsync(cancellationToken).ConfigureAwait(false);
        var tickets = ImmutableArray.CreateBuilder<Ticket>();
        var unreadable = ImmutableArray.CreateBuilder<TicketId>();
        foreach (var row in found.Take(limit))
        {
            if (StoredText.TryRead(row.Body!, TicketJson.ReadTicket, out var ticket, out string? _))
                tickets.Add(ticket);
            else
                unreadable.Add(new TicketId(row.Id));
        }
        var next = found.Count > limit ? CursorOf(found[limit - 1], order) : null;
        return new TicketPage(tickets.ToImmutable(), next) { Unreadable = unreadable.ToImmutable() };
    }

    // The key is taken from the row, because the ticket itself may not be readable.
    private static TicketCursor CursorOf(ListEntry row, QueueOrder order)
    {
        var (opened, id) = (UnixMicroseconds.ToInstant(row.OpenedAt), new TicketId(row.Id));
        var due = row.NextDue == long.MaxValue ? default(Instant?) : UnixMicroseconds.ToInstant(row.NextDue);
        return order switch
        {
            QueueOrder.Urgency => new TicketCursor(row.Rank, due, opened, id),
            QueueOrder.Arrival => new TicketCursor(0, null, opened, id),
            QueueOrder.Due => new TicketCursor(0, due, opened, id),
            QueueOrder.Update => new TicketCursor(0, null, opened, id)
            {
                UpdatedAt = UnixMicroseconds.ToInstant(row.UpdatedAt),
            },
        };
    }

    private static IQueryable<VisibleTicket> Filtered(
        DbContext context,
        TicketQuery query,
        SearchPlan search,
        VisibleList list,
        bool isPage
    )
    {
        var (rows, searched) = (list.Rows, SearchRows.Of(context, query));
        var terms = search.Lead == SearchLead.Term ? search.Terms[1..] : search.Terms;
        foreach (var term in terms)
            // Counted for a page, so that an engine follows the list in its order and looks each ticket up by the terms' keys, the rarest first.
            rows = isPage
                ? rows.Where(row =>
                    searched.Count(one => one.Term == term && one.OpenedAt == row.OpenedAt && one.Ticket == row.Id) == 1
                )
                : rows.Where(row =>
                    searched.Any(one => one.Term == term && one.OpenedAt == row.OpenedAt && one.Ticket == row.Id)
                );
        if (search is { Prefix: { } prefix, Lead: not SearchLead.Prefix })
        {
            // Gone through once, as no ticket's words that begin so stand together.
            var found = SearchRows.WithPrefix(context, query, prefix).Select(one => one.Ticket);
            rows = rows.Where(row => found.Contains(row.Id));
        }
        if (!query.States.IsEmpty)
        {
            var states = query.States.ToArray();
            var one = states[0];
            // A single value uses an index; with several, no engine keeps the index's order.
            rows =
                states.Length == 1
                    ? rows.Where(row => row.Ticket.State == one)
                    : rows.Where(row => states.Contains(row.Ticket.State));
            // The same condition as in the filter of the indexes that leave closed tickets out.
            if (!query.States.Contains(StateCategory.Closed))
                rows = list.IsPersons
                    ? rows.Where(row => row.Closed == 0)
                    : rows.Where(row => row.Ticket.State != StateCategory.Closed);
        }
        return ListFilters.Apply(rows, query);
    }

    // The columns that the order needs, so that an index may cover them.
    private static IQueryable<ListEntry> Listed(IQueryable<VisibleTicket> rows, QueueOrder order, bool withBody)
    {
        if (withBody)
            return rows.Select(row => new ListEntry
            {
                Closed = row.Closed,
                Rank = row.Rank,
                NextDue = row.NextDue,
                OpenedAt = row.OpenedAt,
                UpdatedAt = row.UpdatedAt,
                Id = row.Id,
                Body = row.Ticket.Body,
            });
        return order switch
        {
            QueueOrder.Urgency or QueueOrder.Due => rows.Select(row => new ListEntry
            {
                Closed = row.Closed,
                Rank = row.Rank,
                NextDue = row.NextDue,
                OpenedAt = row.OpenedAt,
                UpdatedAt = 0,
                Id = row.Id,
                Body = null,
            }),
            QueueOrder.Arrival => rows.Select(row => new ListEntry
            {
                Closed = row.Closed,
                Rank = 0,
                NextDue = 0,
                OpenedAt = row.OpenedAt,
                UpdatedAt = 0,
                Id = row.Id,
                Body = null,
            }),
            QueueOrder.Update => rows.Select(row => new ListEntry
            {
                Closed = row.Closed,
                Rank = 0,
                NextDue = 0,
                OpenedAt = row.OpenedAt,
                UpdatedAt = row.UpdatedAt,
                Id = row.Id,
                Body = null,
            }),
        };
    }

    // Many rows may be examined before a page is complete, so bodies are read for the page only.
    private static IQueryable<ListEntry> WithBodies(DbContext context, TicketQuery query, IQueryable<ListEntry> page)
    {
        var tenant = query.Tenant;
        var rows =
            from row in page
            join ticket in context.Set<TicketRow>().Where(row => row.Tenant == tenant) on row.Id equals ticket.Id
            select new ListEntry
            {
                Closed = row.Closed,
                Rank = row.Rank,
                NextDue = row.NextDue,
                OpenedAt = row.OpenedAt,
                UpdatedAt = row.UpdatedAt,
                Id = row.Id,
                Body = ticket.Body,
            };
        return ListPages.InOrder(rows, query.Order);
    }
}
