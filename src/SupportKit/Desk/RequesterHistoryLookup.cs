using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
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
        string tenant,
        string requester,
        Instant now,
        CancellationToken cancellationToken
    )
    {
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
                var history = await store.HistoryAsync(ticket.Key, viewer, cancellationToken).ConfigureAwait(false);
                if (history is [{ Event: TicketEvent.Opened opened }, ..])
                    requests.Add(new PastRequest(ticket.Id.ToString(), opened.Title.Text, opened.Body.Text));
            }
            past = past with { OpenTickets = requests.ToImmutable() };
        }
        return past;
    }

    /// <summary>
    /// What must still hold of the requester's tickets when the opening is stored, for it was decided on what they were a moment
    /// before; null for nothing. Under a rate limit there is still room, and a check for duplicates has seen all there are.
    /// </summary>
    public static RequesterLimit? LimitOf(ScreeningRules rules, RequesterHistory before, Instant now)
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
        TicketKey key,
        TicketCommand command,
        CancellationToken cancellationToken
    )
    {
        if (
            policy.Screening.RateLimit is null
            || command is not (TicketCommand.Reply { By.Kind: ActorKind.Requester } or TicketCommand.RequestFurtherHelp)
        )
            return RequesterHistory.None;
        var history = await store.HistoryAsync(key, Viewer.Of(command.By), cancellationToken).ConfigureAwait(false);
        var messages =
            from recorded in history
            where recorded.By.Id == command.By.Id
            let body = recorded.Event switch
            {
                TicketEvent.Opened opened => opened.Body.Text,
                TicketEvent.RequesterReplied reply => reply.Body.Text,
                TicketEvent.FurtherHelpRequested help => help.Body.Text,
                _ => null, // not a message of theirs
            }
            where body is not null
            select new PastMessage(recorded.At, body);
        return RequesterHistory.None with { Messages = [.. messages.TakeLast(RateLimitRule.MostCounted)] };
    }
}
