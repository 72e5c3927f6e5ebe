using NodaTime;
using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class QuarantineCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new(
                "a deadline in quarantine is listed with its reason and given to nobody until it is tried again",
                SetAsideAsync
            ),
            new("a deadline that fails again stays in quarantine longer each time, up to an hour", LongerAsync),
            new("a deadline in quarantine keeps no other from being given", InnocentAsync),
            new("a commit ends the quarantine of its ticket", CommitEndsAsync),
            new("a deadline that was claimed before a commit is not put into quarantine after it", StaleAsync),
            new("what is in quarantine is tried again when somebody says so, of one tenant and one ticket", RetryAsync),
            new(
                "the backlog tells the oldest deadline and message, claimed or not, and what is set aside",
                BacklogAsync
            ),
        ];

    private const string Code = SupportKitErrors.DeadlineProcessingFailed;

    private static readonly Duration Lease = Duration.FromMinutes(2);

    private static async Task SetAsideAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var now = ticket.NextDeadline()!.Value;
        var item = await QuarantineAsync(store, ticket, now, stop).ConfigureAwait(false);
        var expected = new QuarantinedItem(
            ticket.Key,
            null,
            Code,
            "It is bad.",
            1,
            now + QuarantinedItem.DelayAfter(1)
        );
        ConformanceAssert.Equal(expected, item, "the item");
        await ExpectAsync(store, item.RetryAt - ConformanceDeskFixture.Microsecond, [], stop).ConfigureAwait(false);
        await ExpectAsync(store, item.RetryAt, [ticket], stop).ConfigureAwait(false);
    }

    private static async Task LongerAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var now = ticket.NextDeadline()!.Value;
        for (var attempt = 1; attempt <= 9; attempt++)
        {
            var item = await QuarantineAsync(store, ticket, now, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(attempt, item.Attempts, "the attempts");
            ConformanceAssert.Equal(now + QuarantinedItem.DelayAfter(attempt), item.RetryAt, "the next attempt");
            now = item.RetryAt;
        }
        ConformanceAssert.Equal(QuarantinedItem.MaxDelay, QuarantinedItem.DelayAfter(9), "the longest delay");
    }

    private static async Task InnocentAsync(ITicketStore store, CancellationToken stop)
    {
        var bad = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var good = await OpenAsync(store, 1, stop).ConfigureAwait(false);
        await QuarantineAsync(store, bad, bad.NextDeadline()!.Value, stop).ConfigureAwait(false);
        await ExpectAsync(store, good.NextDeadline()!.Value, [good], stop).ConfigureAwait(false);
    }

    private static async Task CommitEndsAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var now = ticket.NextDeadline()!.Value;
        await QuarantineAsync(store, ticket, now, stop).ConfigureAwait(false);
        var fired = await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.ProcessDeadline(ticket), stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(
            0,
            (await store.QuarantinedAsync(null, 10, stop).ConfigureAwait(false)).Length,
            "what is in quarantine"
        );
        await ExpectAsync(store, fired.NextDeadline()!.Value, [fired], stop).ConfigureAwait(false);
        await QuarantineAsync(store, fired, fired.NextDeadline()!.Value, stop).ConfigureAwait(false);
    }

    private static async Task StaleAsync(ITicketStore store, CancellationToken stop)
    {
        var ticket = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var now = ticket.NextDeadline()!.Value;
        await store.ClaimDueAsync(now, now + Lease, 10, stop).ConfigureAwait(false);
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.ProcessDeadline(ticket), stop)
            .ConfigureAwait(false);
        await store.QuarantineAsync(ticket, Code, "It is bad.", now, stop).ConfigureAwait(false);

        // A note leaves the deadline where it was, and the ticket is another one all the same.
        var noted = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var note = new TicketCommand.Note(ConformanceDeskFixture.Agent, "Seen before.");
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Apply(noted, note, noted.UpdatedAt), stop)
            .ConfigureAwait(false);
        await store.QuarantineAsync(noted, Code, "It is bad.", now, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            0,
            (await store.QuarantinedAsync(null, 10, stop).ConfigureAwait(false)).Length,
            "what is in quarantine"
        );
    }

    private static async Task RetryAsync(ITicketStore store, CancellationToken stop)
    {
        var one = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var two = await OpenAsync(store, 0, stop).ConfigureAwait(false);
        var now = two.NextDeadline()!.Value;
        await QuarantineAsync(store, one, now, stop).ConfigureAwait(false);
        await QuarantineAsync(store, two, now, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            0,
            await store.RetryQuarantinedAsync("nobody", null, now, stop).ConfigureAwait(false),
            "those of nobody"
        );
        ConformanceAssert.Equal(
            1,
            await store.RetryQuarantinedAsync(one.Tenant, one.Id, now, stop).ConfigureAwait(false),
            "those of one ticket"
        );
        await ExpectAsync(store, now, [one], stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            2,
            await store.RetryQuarantinedAsync(one.Tenant, null, now, stop).ConfigureAwait(false),
            "those of the tenant"
        );
    }

    private static async Task BacklogAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        var ticket = await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var since = opened.Messages.IsEmpty ? default(Instant?) : ticket.UpdatedAt;
        var (due, before) = (ticket.NextDeadline()!.Value, ticket.UpdatedAt);
        await ExpectBacklogAsync(before, null, 0).ConfigureAwait(false);
        await ExpectBacklogAsync(due, due, 0).ConfigureAwait(false);

        // A leased item counts too.
        await store.ClaimDueAsync(due, due + Lease, 10, stop).ConfigureAwait(false);
        await store.ClaimMessagesAsync(new MessageClaim(due, due + Lease, 10), stop).ConfigureAwait(false);
        await ExpectBacklogAsync(due + Lease / 2, due, 0).ConfigureAwait(false);

        await QuarantineAsync(store, ticket, due, stop).ConfigureAwait(false);
        await ExpectBacklogAsync(due + Lease / 2, null, 1).ConfigureAwait(false);

        async Task ExpectBacklogAsync(Instant now, Instant? deadline, int quarantined) =>
            ConformanceAssert.Equal(
                new StoreBacklog(deadline, since, quarantined, 0),
                await store.BacklogAsync(now, stop).ConfigureAwait(false),
                "the backlog"
            );
    }

    private static async Task<QuarantinedItem> QuarantineAsync(
        ITicketStore store,
        Ticket ticket,
        Instant now,
        CancellationToken stop
    )
    {
        await store.ClaimDueAsync(now, now + Lease, 10, stop).ConfigureAwait(false);
        await store.QuarantineAsync(ticket, Code, "It is bad.", now, stop).ConfigureAwait(false);
        var items = await store.QuarantinedAsync(ticket.Tenant, 10, stop).ConfigureAwait(false);
        return items.Single(item => item.Ticket == ticket.Key);
    }

    private static async Task ExpectAsync(ITicketStore store, Instant now, Ticket[] expected, CancellationToken stop)
    {
        var claimed = await store.ClaimDueAsync(now, now + Lease, 10, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            expected.Select(ticket => ticket.Id.ToString()),
            claimed.Select(ticket => ticket.Id.ToString()),
            "what is claimed"
        );
    }

    private static Task<Ticket> OpenAsync(ITicketStore store, int secondsAfter, CancellationToken stop) =>
        ConformanceAssert.CommittedAsync(
            store,
            ConformanceDeskFixture.Incident(ConformanceDeskFixture.Morning + Duration.FromSeconds(secondsAfter)),
            stop
        );
}
