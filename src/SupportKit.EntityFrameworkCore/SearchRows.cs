using Microsoft.EntityFrameworkCore;

namespace SupportKit.EntityFrameworkCore;

/// <summary>The search terms that a question may find tickets by: those of its tenant, and of the desk's notes only for the desk.</summary>
internal static class SearchRows
{
    // Behind every letter there is: no character, so part of no word.
    private const string Last = "\U0010FFFF";

    public static IQueryable<SearchTermRow> Of(DbContext context, TicketQuery query)
    {
        var tenant = query.Tenant;
        var rows = context.Set<SearchTermRow>().Where(row => row.Tenant == tenant);
        return query.Viewer.Requester is null ? rows : rows.Where(row => !row.Internal);
    }

    /// <summary>The tickets of a term, in the order of a list by arrival.</summary>
    public static IQueryable<FoundTicket> WithTerm(DbContext context, TicketQuery query, string term) =>
        Found(Of(context, query).Where(row => row.Term == term));

    /// <summary>The tickets of the words that begin so, one range of the key: a ticket with several such words comes as often.</summary>
    public static IQueryable<FoundTicket> WithPrefix(DbContext context, TicketQuery query, string prefix) =>
        Found(InRange(context, query, prefix));

    /// <summary>The terms that begin so, one range of the key.</summary>
    public static IQueryable<SearchTermRow> InRange(DbContext context, TicketQuery query, string prefix)
    {
        var (rows, last) = (Of(context, query), prefix + Last);
#pragma warning disable CA1309 // it becomes SQL, which takes no StringComparison
        // Letter by letter, as SQLite compares; a PostgreSQL database may have another order, and is asked for this one.
        return DatabaseEngine.IsPostgres(context.Database.ProviderName)
            ? rows.Where(row =>
                string.Compare(EF.Functions.Collate(row.Term, SupportKitModel.Ordinal), prefix) >= 0
                && string.Compare(EF.Functions.Collate(row.Term, SupportKitModel.Ordinal), last) < 0
            )
            : rows.Where(row => string.Compare(row.Term, prefix) >= 0 && string.Compare(row.Term, last) < 0);
#pragma warning restore CA1309
    }

    private static IQueryable<FoundTicket> Found(IQueryable<SearchTermRow> rows) =>
        rows.Select(row => new FoundTicket
        {
            Tenant = row.Tenant,
            OpenedAt = row.OpenedAt,
            Ticket = row.Ticket,
        });
}

/// <summary>A ticket that a term finds, and where it stands in a list by arrival.</summary>
internal sealed class FoundTicket
{
    public required string Tenant { get; init; }

    public required long OpenedAt { get; init; }

    public required Guid Ticket { get; init; }
}
