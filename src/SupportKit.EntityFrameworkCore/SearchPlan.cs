using Microsoft.EntityFrameworkCore;
using SupportKit.Routing;

namespace SupportKit.EntityFrameworkCore;

/// <summary>The terms that a query searches by, and whether it begins with them or with one of the lists. Immutable.</summary>
/// <param name="Terms">The terms, the one of the fewest tickets first.</param>
/// <param name="Leads">Tickets are found by the first term; else in a list, and then looked up.</param>
internal sealed record SearchPlan(List<string> Terms, bool Leads)
{
    // What may be looked at one by one: tickets; places of them, which an index tells; and terms of them, where the other way
    // may be to go through all tickets there are.
    private const int Few = 1000;
    private const int FewPlaces = 5000;
    private const int FewTerms = 20_000;

    public static async Task<SearchPlan> OfAsync(DbContext context, TicketQuery query, CancellationToken stop)
    {
        var terms = EntityFrameworkCore.SearchTerms.Of(query);
        if (terms.Count == 0)
            return new SearchPlan(terms, false);
        var isOfDesk =
            query is { Queue: null, Assignee: null, Unassigned: false, Requester: null }
            && query.Viewer is { Requester: null, Agent: null };
        var few =
            isOfDesk && query.Order == QueueOrder.Urgency && query.States.IsEmpty && terms.Count == 1 ? FewPlaces : Few;
        // No further than is needed to know which are rare: a common one is in the index as often as the desk has tickets.
        var tenant = query.Tenant;
        var counted = terms
            .Select(term =>
                context
                    .Set<SearchTermRow>()
                    .Where(row => row.Tenant == tenant && row.Term == term)
                    .OrderBy(row => row.OpenedAt)
                    .Select(row => new { row.Term, row.OpenedAt })
                    .Take(few)
            )
            .Aggregate((some, others) => some.Concat(others))
            .GroupBy(row => row.Term)
            .Select(of => new
            {
                Term = of.Key,
                Count = of.Count(),
                Last = of.Max(row => row.OpenedAt),
            });
        var counts = await counted
            .ToDictionaryAsync(of => of.Term, of => (of.Count, of.Last), stop)
            .ConfigureAwait(false);
        // Among common terms, the one for which that many tickets took the longest to find is the rarest.
        terms =
        [
            .. terms
                .OrderBy(term => counts.GetValueOrDefault(term).Count)
                .ThenByDescending(term => counts.GetValueOrDefault(term).Last),
        ];
        if (counts.GetValueOrDefault(terms[0]).Count < few)
            return new SearchPlan(terms, true);
        if (!isOfDesk || terms.Count == 1 || query.Order == QueueOrder.Arrival)
            return new SearchPlan(terms, isOfDesk && query.Order == QueueOrder.Arrival);
        var rarest = terms[0];
        var count = await context
            .Set<SearchTermRow>()
            .Where(row => row.Tenant == tenant && row.Term == rarest)
            .Take(FewTerms)
            .CountAsync(stop)
            .ConfigureAwait(false);
        return new SearchPlan(terms, count < FewTerms);
    }
}
