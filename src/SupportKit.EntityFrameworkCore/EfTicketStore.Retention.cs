using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore;

public sealed partial class EfTicketStore
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<TicketId>> RemoveAsync(
        ImmutableArray<Ticket> tickets,
        CancellationToken cancellationToken
    )
    {
        if (tickets.IsEmpty)
            return [];
        var lease = await contexts.OpenToWriteAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = lease.ConfigureAwait(false);
        var texts = new RemovalTexts(Tables.Of(lease.Context));
        // Transactions lock tickets in the same order, so two of them cannot wait for each other.
        tickets = tickets.Sort((one, other) => one.Id.Value.CompareTo(other.Id.Value));
        List<Statement> statements = [.. tickets.Select(ticket => Of(texts.Ticket, ticket, ticket.Version))];
        foreach (var ticket in tickets)
        {
            statements.AddRange(texts.OfTicket.Select(text => Of(text, ticket)));
            statements.Add(await TermsAsync(lease.Context, texts, ticket, cancellationToken).ConfigureAwait(false));
        }
        // Each is a search through the table, whose keys do not begin with the ticket: one for all of them.
        object[] ids = [tickets[0].Tenant, .. tickets.Select(ticket => (object)ticket.Id.Value)];
        statements.AddRange(texts.OfTickets(tickets.Length).Select(text => new Statement(text, ids)));
        var changed = await StatementRunner
            .RunAsync(lease.Context, statements, cancellationToken)
            .ConfigureAwait(false);
        return [.. tickets.Where((_, place) => changed[place] == 1).Select(ticket => ticket.Id)];
    }

    // The words of a ticket are named one by one, because the key of the terms begins with the term.
    private static async Task<Statement> TermsAsync(
        DbContext context,
        RemovalTexts texts,
        Ticket ticket,
        CancellationToken cancellationToken
    )
    {
        var (tenant, id) = (ticket.Tenant, ticket.Id.Value);
        var bodies = await context
            .Set<EventRow>()
            .AsNoTracking()
            .Where(row => row.Tenant == tenant && row.Ticket == id)
            .OrderBy(row => row.Sequence)
            .Select(row => row.Body)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var history = bodies.Select(body => StoredText.ReadOf(ticket.Key, body, TicketJson.ReadRecordedEvent)).ToList();
        var terms = SearchTerms.Of(ticket, history).Keys;
        return TermStatements.Each(texts.Commits, texts.Terms, ticket, SearchTerms.InOrder(terms));
    }

    private static Statement Of(string text, Ticket ticket, params object[] more) =>
        new(text, [ticket.Tenant, ticket.Id.Value, .. more]);
}
