using NodaTime;
using SupportKit.Storage;
using SupportKit.Workflows;

namespace SupportKit.Testing;

internal static class DeadlineCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a deadline is given from its instant on and not a microsecond before", ExactAsync),
            new("the earliest deadlines are given first, as many as asked for", EarliestAsync),
            new("a claimed deadline is given to nobody else while the lease runs", LeasedAsync),
            new("a claimed deadline is given again when the lease has ended", LeaseEndsAsync),
            new("a commit that moves the deadline ends the lease", CommitFreesAsync),
            new("a commit that ends the last promise leaves nothing to claim", NothingLeftAsync),
            new("the next due instant counts in leases", NextDueAsync),
            new("a ticket without promises is never due", NeverDueAsync),
            new("deadlines of all tenants are claimed together", TenantsAsync),
        ];

    private static readonly Duration Lease = Duration.FromMinutes(2);

    private static async Task ExactAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var due = ticket.NextDeadline()!.Value;
        await ExpectClaimAsync(store, due - ConformanceDeskFixture.Microsecond, [], stop).ConfigureAwait(false);
        await ExpectClaimAsync(store, due, [ticket], stop).ConfigureAwait(false);
    }

    private static async Task EarliestAsync(ITicketStore store, CancellationToken stop)
    {
        var third = await OpenAsync(store, 3, stop).ConfigureAwait(false);
        var first = await OpenAsync(store, 1, stop).ConfigureAwait(false);
        var second = await OpenAsync(store, 2, stop).ConfigureAwait(false);
        var now = third.NextDeadline()!.Value;
        var two = await store.ClaimDueAsync(now, now + Lease, 2, stop).ConfigureAwait(false);
        ConformanceAssert.Same([Key(first), Key(second)], two.Select(Key), "the first two");
        await ExpectClaimAsync(store, now, [third], stop).ConfigureAwait(false);

        // The claims above are over: what has waited longest comes first again.
        await ExpectClaimAsync(store, now + Lease, [first, second, third], stop).ConfigureAwait(false);
    }

    private static async Task LeasedAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var now = ticket.NextDeadline()!.Value;
        await ExpectClaimAsync(store, now, [ticket], stop).ConfigureAwait(false);
        await ExpectClaimAsync(store, now, [], stop).ConfigureAwait(false);
        await ExpectClaimAsync(store, now + Lease - ConformanceDeskFixture.Microsecond, [], stop).ConfigureAwait(false);
    }

    private static async Task LeaseEndsAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var now = ticket.NextDeadline()!.Value;
        await ExpectClaimAsync(store, now, [ticket], stop).ConfigureAwait(false);
        await ExpectClaimAsync(store, now + Lease, [ticket], stop).ConfigureAwait(false);
        await ExpectClaimAsync(store, now + Lease, [], stop).ConfigureAwait(false);
    }

    private static async Task CommitFreesAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var now = ticket.NextDeadline()!.Value;
        var longLease = now + Duration.FromDays(1);
        await store.ClaimDueAsync(now, longLease, 10, stop).ConfigureAwait(false);
        var fired = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.ProcessDeadline(ticket), stop)
            .ConfigureAwait(false);
        var next = fired.NextDeadline()!.Value;
        ConformanceAssert.Equal(
            next,
            await store.NextDueAsync(stop).ConfigureAwait(false),
            "the deadline after that one"
        );
        await ExpectClaimAsync(store, next - ConformanceDeskFixture.Microsecond, [], stop).ConfigureAwait(false);
        await ExpectClaimAsync(store, next, [fired], stop).ConfigureAwait(false);
    }

    private static async Task NothingLeftAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var close = ConformanceDeskFixture.Apply(
            ticket,
            new TicketCommand.Fire(ConformanceDeskFixture.Agent, Triggers.Close),
            ConformanceDeskFixture.Morning
        );
        await ConformanceAssert.CommittedAsync(store, close, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(null, await store.NextDueAsync(stop).ConfigureAwait(false), "the next due instant");
        await ExpectClaimAsync(store, ConformanceDeskFixture.Morning + Duration.FromDays(9), [], stop)
            .ConfigureAwait(false);
    }

    private static async Task NextDueAsync(ITicketStore store, CancellationToken stop)
    {
        ConformanceAssert.Equal(
            null,
            await store.NextDueAsync(stop).ConfigureAwait(false),
            "an empty store's next due instant"
        );
        var early = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var late = await OpenAsync(store, 600, stop).ConfigureAwait(false);
        var (first, second) = (early.NextDeadline()!.Value, late.NextDeadline()!.Value);
        ConformanceAssert.Equal(first, await store.NextDueAsync(stop).ConfigureAwait(false), "the first due instant");

        await store.ClaimDueAsync(first, first + Lease, 10, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            first + Lease,
            await store.NextDueAsync(stop).ConfigureAwait(false),
            "the end of a lease before the next deadline"
        );
        await store.ClaimDueAsync(first + Lease, second + Lease, 10, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            second,
            await store.NextDueAsync(stop).ConfigureAwait(false),
            "the deadline before the end of a lease"
        );
    }

    private static async Task NeverDueAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Open(category: "question"), stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(null, await store.NextDueAsync(stop).ConfigureAwait(false), "the next due instant");
        await ExpectClaimAsync(store, ConformanceDeskFixture.Morning + Duration.FromDays(9), [], stop)
            .ConfigureAwait(false);
    }

    private static async Task TenantsAsync(ITicketStore store, CancellationToken stop)
    {
        var here = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var commit = ConformanceDeskFixture.Open(
            tenant: ConformanceDeskFixture.OtherTenant,
            id: here.Id,
            at: ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond
        );
        var there = await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        await ExpectClaimAsync(store, there.NextDeadline()!.Value, [here, there], stop).ConfigureAwait(false);
    }

    private static Task<Ticket> OpenAsync(ITicketStore store, int secondsAfter, CancellationToken stop) =>
        ConformanceAssert.CommittedAsync(
            store,
            ConformanceDeskFixture.Incident(ConformanceDeskFixture.Morning + Duration.FromSeconds(secondsAfter)),
            stop
        );

    private static async Task ExpectClaimAsync(
        ITicketStore store,
        Instant now,
        Ticket[] expected,
        CancellationToken stop
    ) =>
        ConformanceAssert.Same(
            expected.Select(Key),
            (await store.ClaimDueAsync(now, now + Lease, 10, stop).ConfigureAwait(false)).Select(Key),
            $"what is due at {now}"
        );

    private static TicketKey Key(Ticket ticket) => new(ticket.Tenant, ticket.Id);
}
