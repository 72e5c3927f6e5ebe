using System.Collections.Immutable;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Screening;

namespace SupportKit;

/// <content>What would become of a request, were it sent now: it is decided as it would be then, and nothing of it is stored.</content>
public sealed partial class SupportDesk
{
    private const int MostSimilar = 3;

    // Two titles of a few words that share one have less than this in common.
    private const double Alike = 0.3;

    private static readonly ImmutableArray<StateCategory> StillOpen =
    [
        StateCategory.New,
        StateCategory.Open,
        StateCategory.Pending,
        StateCategory.OnHold,
        StateCategory.Answered,
    ];

    /// <summary>What would become of a request of somebody's own. Terms count as accepted, because they are asked for when it is sent.</summary>
    /// <param name="request">What is written so far.</param>
    /// <param name="viewer">The requester, who is told of no ticket that they do not see.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<RequestPreview> PreviewAsync(
        OpenRequest request,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        if (texts.Refuse(request) is { } oversized)
            return new(oversized, [], []);
        var policy = policies.For(request.Tenant);
        var requester = await requesters
            .FindAsync(request.Tenant, request.Requester, cancellationToken)
            .ConfigureAwait(false);
        if (requester is null)
            return new(new Refusal.CommandRefused(SupportKitErrors.RequesterIdUnknown), [], []);
        var on = policy.Switches.IsEmpty
            ? []
            : await switches.ListAsync(request.Tenant, cancellationToken).ConfigureAwait(false);
        (request, var hasUnreadable) = UnreadableAnswers.IntoBody(policy, request, requester);
        var (facts, refusal) = FactCollector.Gather(policy, request, requester, on, hostFacts);
        var now = time.GetCurrentInstant();
        var terms = policy.Terms is { Version: var version } ? new AcceptedTerms(version, now) : null;
        var open = new TicketCommand.Open(
            requester.Id,
            request.Tenant,
            TicketId.New(now),
            request.Title,
            request.Body,
            terms,
            TimeZone: FactCollector.TimeZoneOf(requester),
            Organization: requester.Organization
        );
        var before = await past.BeforeOpeningAsync(policy, open, facts, now, cancellationToken).ConfigureAwait(false);
        if (refusal is null)
            refusal = (Decider.Decide(policy, null, open, facts, now, before) as Decision.Refused)?.Refusal;
        var written = new MessageContext(
            request.Title,
            request.Body,
            FactCollector.LanguageOf(policy, requester),
            now,
            before
        )
        {
            HasUnreadableAnswer = hasUnreadable,
        };
        var similar = await SimilarAsync(request.Tenant, request.Title, viewer, cancellationToken)
            .ConfigureAwait(false);
        return new(refusal, policy.Screening.Check(written), similar);
    }

    private async Task<ImmutableArray<Ticket>> SimilarAsync(
        string tenant,
        string title,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        var runs = TextSimilarity.RunsOf(title);
        if (runs.Count == 0)
            return [];
        var query = new TicketQuery(tenant, viewer) { States = StillOpen, Limit = TicketQuery.MaxLimit };
        var page = await ListAsync(query, cancellationToken).ConfigureAwait(false);
        return
        [
            .. page
                .Tickets.Select(ticket =>
                    (ticket, alike: TextSimilarity.Between(runs, TextSimilarity.RunsOf(ticket.Title)))
                )
                .Where(pair => pair.alike >= Alike)
                .OrderByDescending(pair => pair.alike)
                .ThenByDescending(pair => pair.ticket.OpenedAt)
                .Take(MostSimilar)
                .Select(pair => pair.ticket),
        ];
    }
}
