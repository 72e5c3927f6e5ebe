using NodaTime;
using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class LimitCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("of parallel openings of one requester no more are stored than their limit admits", ParallelAsync),
            new("a limit counts what its requester opened in its tenant after its instant", OpeningsAsync),
            new("a limit counts whom its requester has invited, in all their tickets", InvitationsAsync),
            new(
                "of parallel openings of one organization no more are stored than each of their limits admits",
                ColleaguesAsync
            ),
            new("a limit of an organization counts what its people opened, and no other's", OrganizationAsync),
            new("a limit counts what is open, and not what is closed", OpenTicketsAsync),
            new("a commit whose limit does not hold stores nothing", NothingAsync),
        ];

    private const string Acme = "acme-ltd";
    private static readonly Instant Morning = ConformanceDeskFixture.Morning;

    private static async Task ParallelAsync(ITicketStore store, CancellationToken stop)
    {
        var limit = new RequesterLimit(RequesterActivity.Opening, 2, Morning - Duration.FromHours(1));
        var opens = Enumerable
            .Range(0, 20)
            .Select(i => ConformanceDeskFixture.Open(at: Morning + Duration.FromSeconds(i)) with { Limits = [limit] })
            .Select(commit => Task.Run(() => store.CommitAsync(commit, stop), stop));
        var outcomes = await Task.WhenAll(opens).ConfigureAwait(false);
        ConformanceAssert.Equal(
            3,
            outcomes.Count(outcome => outcome == CommitOutcome.Committed),
            "how many were stored where there may be two before"
        );
        ConformanceAssert.Equal(
            17,
            outcomes.Count(outcome => outcome == CommitOutcome.LimitReached),
            "how many were told that the limit is reached"
        );
        ConformanceAssert.Equal(3, await ListedAsync(store, stop).ConfigureAwait(false), "how many tickets there are");
    }

    private static async Task OpeningsAsync(ITicketStore store, CancellationToken stop)
    {
        var second = Duration.FromSeconds(1);
        // Neither what is too old, nor what others opened, nor what was opened in another tenant.
        foreach (
            var other in (TicketCommit[])
                [
                    ConformanceDeskFixture.Open(at: Morning),
                    ConformanceDeskFixture.Open(at: Morning + second, requester: "ben"),
                    ConformanceDeskFixture.Open(at: Morning + second, tenant: ConformanceDeskFixture.OtherTenant),
                ]
        )
            await ConformanceAssert.CommittedAsync(store, other, stop).ConfigureAwait(false);
        // Nor what was only shared with them.
        var shared = ConformanceDeskFixture.Open(at: Morning + second, requester: "cleo");
        await ConformanceAssert.CommittedAsync(store, shared, stop).ConfigureAwait(false);
        var share = ConformanceDeskFixture.Share(shared.Ticket, ConformanceDeskFixture.Ana);
        await ConformanceAssert.CommittedAsync(store, share, stop).ConfigureAwait(false);

        var none = new RequesterLimit(RequesterActivity.Opening, 0, Morning);
        var first = ConformanceDeskFixture.Open(at: Morning + second) with { Limits = [none] };
        await ConformanceAssert.CommittedAsync(store, first, stop).ConfigureAwait(false);
        var next = ConformanceDeskFixture.Open(at: Morning + second * 2) with { Limits = [none] };
        await ExpectReachedAsync(store, next, stop).ConfigureAwait(false);
        var later = next with { Limits = [none with { After = first.Ticket.OpenedAt }] };
        await ConformanceAssert.CommittedAsync(store, later, stop).ConfigureAwait(false);
    }

    private static async Task InvitationsAsync(ITicketStore store, CancellationToken stop)
    {
        var tickets = new List<Ticket>();
        for (var i = 0; i < 2; i++)
        {
            var opened = ConformanceDeskFixture.Open(at: Morning + Duration.FromMinutes(i));
            tickets.Add(await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false));
        }
        var one = new RequesterLimit(RequesterActivity.Invitation, 1, tickets[0].UpdatedAt - Duration.FromDays(1));
        for (var i = 0; i < 2; i++)
        {
            var invite = ConformanceDeskFixture.Share(tickets[i], "ben") with { Limits = [one] };
            tickets[i] = await ConformanceAssert.CommittedAsync(store, invite, stop).ConfigureAwait(false);
        }
        var third = ConformanceDeskFixture.Share(tickets[0], "cleo") with { Limits = [one] };
        await ExpectReachedAsync(store, third, stop).ConfigureAwait(false);
        // Of the two, the first lies at the instant, and so is not counted.
        var later = third with
        {
            Limits = [one with { After = tickets[0].UpdatedAt }],
        };
        await ConformanceAssert.CommittedAsync(store, later, stop).ConfigureAwait(false);
    }

    private static async Task ColleaguesAsync(ITicketStore store, CancellationToken stop)
    {
        var ample = new RequesterLimit(RequesterActivity.Opening, 100, Morning - Duration.FromHours(1));
        var few = new RequesterLimit(RequesterActivity.OpenTicket, 2, Instant.MinValue) { OfOrganization = true };
        var opens = Enumerable
            .Range(0, 20)
            .Select(i =>
                ConformanceDeskFixture.Open(
                    at: Morning + Duration.FromSeconds(i),
                    requester: $"person-{i % 4}",
                    organization: Acme
                ) with
                {
                    Limits = [ample, few],
                }
            )
            .Select(commit => Task.Run(() => store.CommitAsync(commit, stop), stop));
        var outcomes = await Task.WhenAll(opens).ConfigureAwait(false);
        ConformanceAssert.Equal(
            3,
            outcomes.Count(outcome => outcome == CommitOutcome.Committed),
            "how many of an organization were stored where there may be two before"
        );
        ConformanceAssert.Equal(
            17,
            outcomes.Count(outcome => outcome == CommitOutcome.LimitReached),
            "how many of an organization were told that the limit is reached"
        );
    }

    private static async Task OrganizationAsync(ITicketStore store, CancellationToken stop)
    {
        var none = new RequesterLimit(RequesterActivity.Opening, 0, Morning) { OfOrganization = true };
        var second = Duration.FromSeconds(1);
        foreach (
            var other in (TicketCommit[])
                [
                    ConformanceDeskFixture.Open(at: Morning, requester: "ben", organization: Acme),
                    ConformanceDeskFixture.Open(at: Morning + second, organization: "globex"),
                    ConformanceDeskFixture.Open(at: Morning + second),
                    ConformanceDeskFixture.Open(
                        at: Morning + second,
                        tenant: ConformanceDeskFixture.OtherTenant,
                        organization: Acme
                    ),
                ]
        )
            await ConformanceAssert.CommittedAsync(store, other, stop).ConfigureAwait(false);
        var first = ConformanceDeskFixture.Open(at: Morning + second, requester: "ben", organization: Acme) with
        {
            Limits = [none],
        };
        await ConformanceAssert.CommittedAsync(store, first, stop).ConfigureAwait(false);
        var next = ConformanceDeskFixture.Open(at: Morning + second * 2, requester: "cleo", organization: Acme) with
        {
            Limits = [none],
        };
        await ExpectReachedAsync(store, next, stop).ConfigureAwait(false);
    }

    private static async Task OpenTicketsAsync(ITicketStore store, CancellationToken stop)
    {
        var none = new RequesterLimit(RequesterActivity.OpenTicket, 0, Instant.MinValue);
        var first = ConformanceDeskFixture.Open() with { Limits = [none] };
        var ticket = await ConformanceAssert.CommittedAsync(store, first, stop).ConfigureAwait(false);
        var next = ConformanceDeskFixture.Open(at: Morning + Duration.FromMinutes(2)) with { Limits = [none] };
        await ExpectReachedAsync(store, next, stop).ConfigureAwait(false);
        var close = ConformanceDeskFixture.Apply(
            ticket,
            new TicketCommand.Fire(ConformanceDeskFixture.Agent, "close"),
            Morning + Duration.FromMinutes(1)
        );
        await ConformanceAssert.CommittedAsync(store, close, stop).ConfigureAwait(false);
        await ConformanceAssert.CommittedAsync(store, next, stop).ConfigureAwait(false);
    }

    private static async Task NothingAsync(ITicketStore store, CancellationToken stop)
    {
        var first = ConformanceDeskFixture.Open();
        await ConformanceAssert.CommittedAsync(store, first, stop).ConfigureAwait(false);
        var limit = new RequesterLimit(RequesterActivity.Opening, 0, Morning - Duration.FromHours(1));
        var refused = ConformanceDeskFixture.Open(commandId: "later") with { Limits = [limit] };
        await ExpectReachedAsync(store, refused, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            null,
            await store.FindAsync(refused.Key, Viewer.Desk, stop).ConfigureAwait(false),
            "the ticket"
        );
        ConformanceAssert.Equal(
            null,
            await store.FindByCommandAsync(refused.Key.Tenant, "later", stop).ConfigureAwait(false),
            "the ticket of the command's id"
        );
        // The id is still new, and what was repeated is told as repeated although the limit does not hold.
        await ConformanceAssert.CommittedAsync(store, refused with { Limits = [] }, stop).ConfigureAwait(false);
        var again = ConformanceDeskFixture.Open(commandId: "later") with { Limits = [limit] };
        ConformanceAssert.Equal(
            CommitOutcome.Repeated,
            await store.CommitAsync(again, stop).ConfigureAwait(false),
            "the outcome of a repeated command"
        );
    }

    private static async Task ExpectReachedAsync(ITicketStore store, TicketCommit commit, CancellationToken stop) =>
        ConformanceAssert.Equal(
            CommitOutcome.LimitReached,
            await store.CommitAsync(commit, stop).ConfigureAwait(false),
            "the outcome of a commit whose limit does not hold"
        );

    private static async Task<int> ListedAsync(ITicketStore store, CancellationToken stop)
    {
        var query = new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.OfRequester(ConformanceDeskFixture.Ana));
        return (await store.ListAsync(query, stop).ConfigureAwait(false)).Tickets.Length;
    }
}
