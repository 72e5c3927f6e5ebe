using Microsoft.EntityFrameworkCore;
using SupportKit.Routing;

namespace SupportKit.EntityFrameworkCore;

/// <content>Counts: of all tickets of a list, or no further than a limit.</content>
public sealed partial class EfTicketStore
{
    /// <inheritdoc/>
    public async Task<TicketCount> CountAsync(TicketQuery query, int? limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (limit is { } least)
            ArgumentOutOfRangeException.ThrowIfLessThan(least, 1, nameof(limit));
        var lease = await contexts.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var context = lease.Context;
        query = query with { Order = QueueOrder.Arrival }; // which counts for nothing, and has most indexes
        var search = await SearchPlan.OfAsync(context, query, cancellationToken).ConfigureAwait(false);
        var states = Lists(context, query, search)
            .Select(list =>
                StatesOf(Filtered(context, query, search, list, isPage: limit is not null), list.IsPersons, limit)
            )
            .Aggregate((some, others) => some.Concat(others));
        var counts = await states
            .GroupBy(state => state)
            .Select(of => new { State = of.Key, Count = of.LongCount() })
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return TicketCount.Of(counts.Select(of => KeyValuePair.Create(of.State, of.Count)), limit);
    }

    // One more than the limit tells whether there are more. In the order of an index, which is then left at that one.
    private static IQueryable<StateCategory> StatesOf(IQueryable<VisibleTicket> rows, bool isPersons, int? limit)
    {
        if (limit is { } most)
            rows = (
                isPersons
                    ? rows.OrderBy(row => row.Closed).ThenBy(row => row.OpenedAt).ThenBy(row => row.Id)
                    : rows.OrderBy(row => row.OpenedAt).ThenBy(row => row.Id)
            ).Take(most == int.MaxValue ? most : most + 1);
        return rows.Select(row => row.Ticket.State);
    }
}
