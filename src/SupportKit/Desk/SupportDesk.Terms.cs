using System.Collections.Immutable;
using SupportKit.Decisions;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>
/// The terms of use that are in force now hold for every ticket, whatever policy it was opened under, and each person is asked once: what
/// they accepted on another ticket, or what the host's directory says they accepted, counts on all.
/// </content>
public sealed partial class SupportDesk
{
    // Looks further only where the ticket itself does not hold the acceptance.
    private async Task<TermsInForce> TermsForAsync(Ticket ticket, Actor by, CancellationToken cancellationToken)
    {
        var terms = policies.For(ticket.Tenant).Terms;
        if (
            terms is null
            || by.Kind != ActorKind.Requester
            || ticket.AcceptedTerms.Contains(new TermsAcceptance(by.Id, terms.Version))
        )
            return new TermsInForce(terms, null);
        var person = await requesters.FindAsync(ticket.Tenant, by.Id, cancellationToken).ConfigureAwait(false);
        return new TermsInForce(
            terms,
            person?.Terms is { } known && known.Version == terms.Version
                ? known
                : await AcceptedElsewhereAsync(ticket.Tenant, by.Id, terms.Version, cancellationToken)
                    .ConfigureAwait(false)
        );
    }

    // As the person, and so on the tickets that they see.
    private async Task<AcceptedTerms?> AcceptedElsewhereAsync(
        string tenant,
        string person,
        string version,
        CancellationToken cancellationToken
    )
    {
        var viewer = Viewer.OfRequester(person);
        var query = new TicketQuery(tenant, viewer) { Limit = TicketQuery.MaxLimit };
        while (true)
        {
            var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            var there = page.Tickets.FirstOrDefault(ticket =>
                ticket.AcceptedTerms.Contains(new TermsAcceptance(person, version))
            );
            if (there is not null)
            {
                var history = await store.HistoryAsync(there.Key, viewer, cancellationToken).ConfigureAwait(false);
                return AcceptedIn(history, person, version);
            }
            if (page.Next is null)
                return null;
            query = query with { After = page.Next };
        }
    }

    private static AcceptedTerms? AcceptedIn(ImmutableArray<RecordedEvent> history, string person, string version) =>
        history
            .Select(recorded => recorded.Event)
            .OfType<TicketEvent.TermsAccepted>()
            .Where(terms => terms.Person == person && terms.Version == version)
            .Select(terms => new AcceptedTerms(version, terms.AcceptedAt))
            .FirstOrDefault();
}
