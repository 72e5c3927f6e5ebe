using Microsoft.EntityFrameworkCore;
using SupportKit.EntityFrameworkCore.Rows;
using SupportKit.Routing;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore;

/// <summary>By which terms a question searches, and whether it begins with them or with one of the lists. Immutable.</summary>
/// <param name="Terms">The terms, the one of the fewest tickets first.</param>
/// <param name="IsRare">So few tickets have the first that all of them may be looked at.</param>
/// <param name="Leads">Tickets are found by the first term; else in a list, and then looked up.</param>
internal sealed record Search(List<string> Terms, bool IsRare, bool Leads)
{
    // What may be looked at one by one within a page's time.
    private const int Few = 1000;

    public static async Task<Search> OfAsync(DbContext context, TicketQuery query, CancellationToken stop)
    {
        var terms = EntityFrameworkCore.Terms.Of(query);
        if (terms.Count == 0)
            return new Search(terms, false, false);
        // No further than is needed to know which are rare: a common one is in the index as often as the desk has tickets.
        var tenant = query.Tenant;
        var counted = terms
            .Select(term =>
                context
                    .Set<TermRow>()
                    .Where(row => row.Tenant == tenant && row.Term == term)
                    .Select(row => row.Term)
                    .Take(Few)
            )
            .Aggregate((some, others) => some.Concat(others))
            .GroupBy(term => term)
            .Select(of => new { Term = of.Key, Count = of.Count() });
        var counts = await counted.ToDictionaryAsync(of => of.Term, of => of.Count, stop).ConfigureAwait(false);
        terms = [.. terms.OrderBy(term => counts.GetValueOrDefault(term))];
        var isRare = counts.GetValueOrDefault(terms[0]) < Few;
        var inOrder =
            query is { Order: QueueOrder.Arrival, Queue: null, Assignee: null, Unassigned: false, Requester: null };
        return new Search(terms, isRare, isRare || (inOrder && query.Viewer is { Requester: null, Agent: null }));
    }
}
