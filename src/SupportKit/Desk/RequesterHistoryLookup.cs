using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Quotas;
using SupportKit.Rules;
using SupportKit.Screening;
using SupportKit.Storage;

namespace SupportKit.Desk;

/// <summary>
/// Looks up what a requester did before, as far as the policy's screening asks for it, and always as that requester:
/// a policy without such checks costs no question to the store.
/// </summary>
internal sealed class RequesterHistoryLookup(ITicketStore store)
{
    // Each costs a look into its history; of more, the latest are compared.
    private const int MostCompared = 20;

    // How many events of a ticket are looked at first, from its end; then twice as many each time.
    private const long FirstLookBack = 64;

    // What may be opened in parallel with a request: the clocks of hosts differ, and an attempt takes its time.
    private static readonly Duration Meanwhile = Duration.FromHours(1);

    private static readonly Duration OneMicrosecond = Duration.FromTicks(10);

    private static readonly ImmutableArray<StateCategory> Open =
    [
        StateCategory.New,
        StateCategory.Open,
        StateCategory.Pending,
        StateCategory.OnHold,
        StateCategory.Answered,
    ];

    /// <summary>Before a ticket is opened.</summary>
    public async Task<RequesterHistory> BeforeOpeningAsync(
        Policy policy,
        TicketCommand.Open open,
        FactSet facts,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var (tenant, requester) = (open.Tenant, open.Requester);
        var (past, viewer) = (RequesterHistory.None, Viewer.OfRequester(requester));
        if (Counts(policy.Screening))
        {
            var query = new TicketQuery(tenant, viewer)
            {
                Requester = requester,
                After = TicketCursor.OpenedFrom(Since(policy.Screening, now) + OneMicrosecond),
                Limit = MostSeen(policy.Screening),
            };
            var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            past = past with { Openings = [.. page.Tickets.Select(ticket => ticket.OpenedAt)] };
        }
        if (policy.Screening.Duplicates is not null)
        {
            var query = new TicketQuery(tenant, viewer)
            {
                Requester = requester,
                States = Open,
                Limit = TicketQuery.MaxLimit,
            };
            var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            var requests = ImmutableArray.CreateBuilder<PastRequest>();
            foreach (var ticket in page.Tickets.TakeLast(MostCompared))
            {
                var first = await store.EventsAsync(ticket.Key, viewer, 1, 1, cancellationToken).ConfigureAwait(false);
                if (first is [{ Event: TicketEvent.Opened opened }])
                    requests.Add(new PastRequest(ticket.Id.ToString(), opened.Title.Text, opened.Body.Text));
            }
            past = past with { OpenTickets = requests.ToImmutable() };
        }
        return QuotaChecks.Find(policy, open, facts, now) is { } rule
            ? past with
            {
                Quota = await UsedAsync(policy, rule, open, now.InMicroseconds(), cancellationToken)
                    .ConfigureAwait(false),
            }
            : past;
    }

    // Counts of what the whole organization has are read as the desk; nothing else of it is.
    private async Task<QuotaUse> UsedAsync(
        Policy policy,
        Rule<Quota> rule,
        TicketCommand.Open open,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        var quota = rule.Then;
        var isOfOrganization = quota.IsOfOrganization && open.Organization is not null;
        var theirs = isOfOrganization
            ? new TicketQuery(open.Tenant, Viewer.Desk) { Organization = open.Organization }
            : new TicketQuery(open.Tenant, Viewer.OfRequester(open.Requester)) { Requester = open.Requester };
        var (openNow, tickets, freeFrom) = (0L, 0L, default(Instant?));
        if (quota.Open is not null)
            openNow = await CountAsync(theirs with { States = Open }).ConfigureAwait(false);
        if (quota is { Tickets: { } most, Within: { } span })
        {
            var recent = theirs with { OpenedFrom = span.After(now, policy.TimeZone) + OneMicrosecond };
            tickets = await CountAsync(recent).ConfigureAwait(false);
            if (tickets >= most)
                freeFrom = await FreeFromAsync(recent, tickets - most, span).ConfigureAwait(false);
        }
        return new QuotaUse(rule.Id, isOfOrganization, openNow, tickets, freeFrom);

        async Task<long> CountAsync(TicketQuery query) =>
            (await store.CountAsync(query, limit: null, cancellationToken).ConfigureAwait(false)).Tickets;

        // As many as there are too many, and one more, must have left the span.
        async Task<Instant?> FreeFromAsync(TicketQuery recent, long tooMany, QuotaSpan within)
        {
            if (within.Period is not null)
                return within.FreeFrom(now, now, policy.TimeZone);
            var query = recent with { Limit = (int)Math.Min(tooMany + 1, TicketQuery.MaxLimit) };
            var page = await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            return page.Tickets is [.., var last] ? within.FreeFrom(last.OpenedAt, now, policy.TimeZone) : null;
        }
    }

    /// <summary>
    /// What must still hold of the requester's tickets when the opening is stored, for it was decided on what they were a moment
    /// before. Under a rate limit and a quota there is still room, and a check for duplicates has seen all there are.
    /// </summary>
    public static ImmutableArray<RequesterLimit> LimitsOf(Policy policy, RequesterHistory before, Instant now)
    {
        var quotas = LimitsOf(policy, before.Quota, now.InMicroseconds());
        return LimitOf(policy.Screening, before, now) is { } limit ? [limit, .. quotas] : [.. quotas];
    }

    private static IEnumerable<RequesterLimit> LimitsOf(Policy policy, QuotaUse? use, Instant now)
    {
        if (use is null || policy.Quotas.Rules.FirstOrDefault(rule => rule.Id == use.Rule)?.Then is not { } quota)
            yield break;
        if (quota is { Tickets: { } tickets, Within: { } span } && !quota.IsTicketsReached(use))
            yield return new(RequesterActivity.Opening, tickets - 1, span.After(now, policy.TimeZone))
            {
                OfOrganization = use.IsOfOrganization,
            };
        if (quota.Open is { } open && !quota.IsOpenReached(use))
            yield return new(RequesterActivity.OpenTicket, open - 1, Instant.MinValue)
            {
                OfOrganization = use.IsOfOrganization,
            };
    }

    private static RequesterLimit? LimitOf(ScreeningRules rules, RequesterHistory before, Instant now)
    {
        var seen = before.Openings.Length;
        if (!Counts(rules) || seen >= MostSeen(rules))
            return null;
        if (rules.Duplicates is not null)
            return new RequesterLimit(RequesterActivity.Opening, seen, Since(rules, now));
        return seen < rules.RateLimit!.Tickets
            ? new RequesterLimit(RequesterActivity.Opening, rules.RateLimit.Tickets - 1, Since(rules, now))
            : null;
    }

    private static bool Counts(ScreeningRules rules) => rules.RateLimit is not null || rules.Duplicates is not null;

    private static Instant Since(ScreeningRules rules, Instant now) =>
        now.InMicroseconds() - (rules.RateLimit?.Within ?? Meanwhile);

    private static int MostSeen(ScreeningRules rules) =>
        rules.Duplicates is null ? rules.RateLimit!.Tickets : TicketQuery.MaxLimit;

    /// <summary>Before a command on a ticket; only what a requester writes asks for anything.</summary>
    public async Task<RequesterHistory> BeforeAsync(
        Policy policy,
        Ticket ticket,
        TicketCommand command,
        Instant now,
        CancellationToken cancellationToken
    )
    {
        if (
            policy.Screening.RateLimit is not { } limit
            || command is not (TicketCommand.Reply { By.Kind: ActorKind.Requester } or TicketCommand.RequestFurtherHelp)
        )
            return RequesterHistory.None;
        var since = now.InMicroseconds() - limit.Within;
        var messages = await MessagesAsync(ticket, command.By, since, cancellationToken).ConfigureAwait(false);
        return RequesterHistory.None with { Messages = messages };
    }

    // From the end back, so that a long history costs no more than a short one. An event is never recorded before the one it follows.
    private async Task<ImmutableArray<PastMessage>> MessagesAsync(
        Ticket ticket,
        Actor by,
        Instant since,
        CancellationToken cancellationToken
    )
    {
        var latestFirst = new List<PastMessage>();
        var (last, length) = (ticket.Version, FirstLookBack);
        while (last > 0 && latestFirst.Count < RateLimitRule.MostCounted)
        {
            var first = Math.Max(1, last - length + 1);
            var events = await store
                .EventsAsync(ticket.Key, Viewer.Of(by), first, last, cancellationToken)
                .ConfigureAwait(false);
            latestFirst.AddRange(events.Reverse().Select(recorded => MessageOf(recorded, by)).OfType<PastMessage>());
            if (events.IsEmpty || events[0].At <= since)
                break;
            (last, length) = (first - 1, length * 2);
        }
        return [.. latestFirst.Take(RateLimitRule.MostCounted).Reverse()];
    }

    private static PastMessage? MessageOf(RecordedEvent recorded, Actor by)
    {
        var body = recorded.Event switch
        {
            TicketEvent.Opened opened => opened.Body.Text,
            TicketEvent.RequesterReplied reply => reply.Body.Text,
            TicketEvent.FurtherHelpRequested help => help.Body.Text,
            _ => null, // not a message of theirs
        };
        return recorded.By.Id == by.Id && body is not null ? new PastMessage(recorded.At, body) : null;
    }
}
