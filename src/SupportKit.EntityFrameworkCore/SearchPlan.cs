using Microsoft.EntityFrameworkCore;
using SupportKit.Routing;

namespace SupportKit.EntityFrameworkCore;

/// <summary>The terms that a query searches by, and whether it begins with them or with one of the lists. Immutable.</summary>
/// <param name="Terms">The terms that have to be there as they are, the one of the fewest tickets first.</param>
/// <param name="Prefix">What a word has to begin with; null for nothing.</param>
/// <param name="Lead">What tickets are found by first.</param>
internal sealed record SearchPlan(List<string> Terms, string? Prefix, SearchLead Lead)
{
    // What may be looked at one by one: tickets; places of them, which an index tells; and terms of them, where the other way
    // may be to go through all tickets there are.
    private const int Few = 1000;
    private const int FewPlaces = 5000;
    private const int FewTerms = 20_000;

    /// <summary>Whether nothing is searched for.</summary>
    public bool IsEmpty => Terms.Count == 0 && Prefix is null;

    public static async Task<SearchPlan> OfAsync(DbContext context, TicketQuery query, CancellationToken stop)
    {
        var terms = EntityFrameworkCore.SearchTerms.Of(query);
        if (query.Prefix() is not { } prefix)
            return await OfTermsAsync(context, query, terms, stop).ConfigureAwait(false);
        // All that begin alike stand together in the index; no further than is needed to know whether they are few.
        var count = await SearchRows
            .InRange(context, query, prefix)
            .OrderBy(row => row.Term)
            .Take(Few)
            .CountAsync(stop)
            .ConfigureAwait(false);
        if (count < Few)
            return new SearchPlan(terms, prefix, SearchLead.Prefix);
        var plan = await OfTermsAsync(context, query, terms, stop).ConfigureAwait(false);
        return plan with { Prefix = prefix };
    }

    private static async Task<SearchPlan> OfTermsAsync(
        DbContext context,
        TicketQuery query,
        List<string> terms,
        CancellationToken stop
    )
    {
        if (terms.Count == 0)
            return new SearchPlan(terms, null, SearchLead.List);
        var isOfDesk =
            query is { Queue: null, Assignee: null, Unassigned: false, Requester: null }
            && query.Viewer is { Requester: null, Agent: null };
        var few =
            isOfDesk && query.Order == QueueOrder.Urgency && query.States.IsEmpty && terms.Count == 1 ? FewPlaces : Few;
        // No further than is needed to know which are rare: a common one is in the index as often as the desk has tickets.
        var counted = terms
            .Select(term =>
                SearchRows
                    .Of(context, query)
                    .Where(row => row.Term == term)
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
            return new SearchPlan(terms, null, SearchLead.Term);
        if (!isOfDesk || terms.Count == 1 || query.Order == QueueOrder.Arrival)
            return new SearchPlan(
                terms,
                null,
                isOfDesk && query.Order == QueueOrder.Arrival ? SearchLead.Term : SearchLead.List
            );
        var rarest = terms[0];
        var count = await SearchRows
            .Of(context, query)
            .Where(row => row.Term == rarest)
            .OrderBy(row => row.OpenedAt)
            .Take(FewTerms)
            .CountAsync(stop)
            .ConfigureAwait(false);
        return new SearchPlan(terms, null, count < FewTerms ? SearchLead.Term : SearchLead.List);
    }
}

/// <summary>What the tickets that are asked for are found by first; the rest is looked up for each.</summary>
internal enum SearchLead : byte
{
    /// <summary>The list they are in, in its order.</summary>
    List,

    /// <summary>The first of the terms.</summary>
    Term,

    /// <summary>The words that begin alike.</summary>
    Prefix,
}
