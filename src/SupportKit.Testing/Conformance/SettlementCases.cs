using NodaTime;
using SupportKit.Storage;
using static SupportKit.Testing.MessageCases;

namespace SupportKit.Testing;

internal static class SettlementCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a delivered message never comes again", DeliveredAsync),
            new("a failed message comes again at its instant, with its attempts counted", RetryAsync),
            new("a dead letter waits for a person and lets the next one go", DeadAsync),
            new("dead letters are listed oldest first, as many as asked for", DeadOrderAsync),
            new("a requeued message leaves now, before those that follow it", RequeueAsync),
            new("only a dead letter can be requeued, and only by its tenant", NotDeadAsync),
            new("a message that is given back leaves at once, as if nobody had claimed it", ReleasedAsync),
            new("a settlement under a lease that passed to another worker is ignored", OvertakenAsync),
            new("a second settlement of one claim is ignored", SettledTwiceAsync),
        ];

    private static readonly Instant Now = ConformanceDeskFixture.Morning;
    private static readonly Instant Later = Now + Duration.FromMinutes(5);
    private static readonly Instant LongAfter = Now + Duration.FromDays(1);

    private static async Task DeliveredAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var first = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await SettleAsync(store, first, new DeliveryResult.Delivered(Now), stop).ConfigureAwait(false);
        var rest = await DeliverAllAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            [commit.Messages[1].Id],
            rest.Select(message => message.Id),
            "what leaves after the first"
        );
        ConformanceAssert.Equal(
            null,
            await store.NextMessageAsync(null, stop).ConfigureAwait(false),
            "the next message instant"
        );
    }

    private static async Task RetryAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var claimed = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await SettleAsync(store, claimed, new DeliveryResult.Retry(Later, "down"), stop).ConfigureAwait(false);

        ConformanceAssert.Equal(
            Later,
            await store.NextMessageAsync(null, stop).ConfigureAwait(false),
            "the instant of the retry"
        );
        var early = await ClaimAsync(store, Later - ConformanceDeskFixture.Microsecond, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, early.Length, "the number of messages before the retry");
        var again = await ClaimOneAsync(store, Later, stop).ConfigureAwait(false);
        ConformanceAssert.Same(commit.Messages[0], again.Message, "the message tried again");
        ConformanceAssert.Equal(1, again.Attempts, "the number of earlier attempts");
    }

    private static async Task DeadAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var first = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await SettleAsync(store, first, new DeliveryResult.Retry(Later, "down"), stop).ConfigureAwait(false);
        var again = await ClaimOneAsync(store, Later, stop).ConfigureAwait(false);
        await SettleAsync(store, again, new DeliveryResult.DeadLettered("no such address"), stop).ConfigureAwait(false);

        var dead = await store.DeadLettersAsync(new(ConformanceDeskFixture.Tenant), 10, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(1, dead.Length, "the number of dead letters");
        ConformanceAssert.Same(commit.Messages[0], dead[0].Message, "the dead letter");
        ConformanceAssert.Equal(2, dead[0].Attempts, "its attempts");
        ConformanceAssert.Equal("no such address", dead[0].Error, "its error");
        var next = await ClaimOneAsync(store, Later, stop).ConfigureAwait(false);
        ConformanceAssert.Same(commit.Messages[1], next.Message, "the message after the dead one");
    }

    private static async Task DeadOrderAsync(ITicketStore store, CancellationToken stop)
    {
        var older = ConformanceDeskFixture.Incident(Now);
        var younger = ConformanceDeskFixture.Incident(Later);
        await ConformanceAssert.CommittedAsync(store, older, stop).ConfigureAwait(false);
        await ConformanceAssert.CommittedAsync(store, younger, stop).ConfigureAwait(false);
        while (await ClaimAsync(store, LongAfter, stop).ConfigureAwait(false) is { IsEmpty: false } claimed)
        {
            foreach (var message in claimed.Reverse())
                await SettleAsync(store, message, new DeliveryResult.DeadLettered("down"), stop).ConfigureAwait(false);
        }
        var dead = await store.DeadLettersAsync(new(ConformanceDeskFixture.Tenant), 3, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            [older.Messages[0].Id, older.Messages[1].Id, younger.Messages[0].Id],
            dead.Select(message => message.Message.Id),
            "the three oldest dead letters"
        );
    }

    private static async Task RequeueAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var first = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await SettleAsync(store, first, new DeliveryResult.DeadLettered("down"), stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            1,
            await store
                .RequeueAsync(new(ConformanceDeskFixture.Tenant) { MessageId = first.Message.Id }, Later, stop)
                .ConfigureAwait(false),
            "the number of dead letters requeued"
        );
        var dead = await store.DeadLettersAsync(new(ConformanceDeskFixture.Tenant), 10, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, dead.Length, "the number of messages still dead");
        var claimed = await ClaimOneAsync(store, Later, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(first.Message.Id, claimed.Message.Id, "the message that leaves now");
        await SettleAsync(store, claimed, new DeliveryResult.Delivered(Later), stop).ConfigureAwait(false);
        var left = await DeliverAllAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Same([commit.Messages[1].Id], left.Select(m => m.Id), "what leaves after that");
    }

    private static async Task NotDeadAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var id = commit.Messages[0].Id;
        await ExpectRefusedAsync(ConformanceDeskFixture.Tenant, "a message that waits").ConfigureAwait(false);
        var claimed = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await ExpectRefusedAsync(ConformanceDeskFixture.Tenant, "a message under way").ConfigureAwait(false);
        await SettleAsync(store, claimed, new DeliveryResult.DeadLettered("down"), stop).ConfigureAwait(false);
        await ExpectRefusedAsync(ConformanceDeskFixture.OtherTenant, "another tenant's message").ConfigureAwait(false);
        await store
            .RequeueAsync(new(ConformanceDeskFixture.Tenant) { MessageId = id }, Now, stop)
            .ConfigureAwait(false);
        await DeliverAllAsync(store, stop).ConfigureAwait(false);
        await ExpectRefusedAsync(ConformanceDeskFixture.Tenant, "a delivered message").ConfigureAwait(false);

        async Task ExpectRefusedAsync(string tenant, string what) =>
            ConformanceAssert.Equal(
                0,
                await store.RequeueAsync(new(tenant) { MessageId = id }, Now, stop).ConfigureAwait(false),
                $"the number requeued of {what}"
            );
    }

    private static async Task ReleasedAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var claimed = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await store.SettleAllAsync([(claimed, new DeliveryResult.Released(Later))], stop).ConfigureAwait(false);

        ConformanceAssert.Equal(
            Later,
            await store.NextMessageAsync(null, stop).ConfigureAwait(false),
            "the next message instant"
        );
        var again = await ClaimOneAsync(store, Later, stop).ConfigureAwait(false);
        ConformanceAssert.Same(commit.Messages[0], again.Message, "the message that was given back");
        ConformanceAssert.Equal(0, again.Attempts, "the number of its attempts");
    }

    private static async Task OvertakenAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var slow = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        var takenOver = await ClaimOneAsync(store, Now + Lease, stop).ConfigureAwait(false);
        foreach (
            var result in (DeliveryResult[])
                [
                    new DeliveryResult.Delivered(Now),
                    new DeliveryResult.Retry(Now, "down"),
                    new DeliveryResult.DeadLettered("down"),
                    new DeliveryResult.Released(Now),
                ]
        )
            await SettleAsync(store, slow, result, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            Now + Lease + Lease,
            await store.NextMessageAsync(null, stop).ConfigureAwait(false),
            "the end of the lease that holds"
        );
        var dead = await store.DeadLettersAsync(new(ConformanceDeskFixture.Tenant), 10, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, dead.Length, "the number of dead letters");

        await SettleAsync(store, takenOver, new DeliveryResult.Retry(Later, "down"), stop).ConfigureAwait(false);
        var again = await ClaimOneAsync(store, Later, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(1, again.Attempts, "the number of attempts that were settled");
    }

    private static async Task SettledTwiceAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        var claimed = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await SettleAsync(store, claimed, new DeliveryResult.Retry(Later, "down"), stop).ConfigureAwait(false);
        await SettleAsync(store, claimed, new DeliveryResult.Delivered(Now), stop).ConfigureAwait(false);
        var again = await ClaimOneAsync(store, Later, stop).ConfigureAwait(false);
        ConformanceAssert.Same(claimed.Message, again.Message, "the message that was settled to be tried again");
    }
}
