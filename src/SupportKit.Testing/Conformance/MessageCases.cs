using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Storage;

namespace SupportKit.Testing;

internal static class MessageCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a message may leave from the instant of its commit on", ExactAsync),
            new("messages of one ticket leave one by one, in order", InOrderAsync),
            new("a later commit's messages wait for the earlier ones", LaterCommitAsync),
            new("a ticket whose message is under way holds up no other ticket", OthersGoOnAsync),
            new("as many messages are given as asked for, those that wait longest first", LimitAsync),
            new("a claimed message is given to nobody else while the lease runs", LeasedAsync),
            new("a claimed message is given again, under a new lease, when the lease has ended", LeaseEndsAsync),
            new("the next message instant counts in leases", NextMessageAsync),
            new("a message behind another leaves after it, however often it was asked for before", BehindAsync),
            new("a renewed lease holds until its new end", RenewedAsync),
            new("a claim that was settled or taken over is not renewed", NotRenewedAsync),
        ];

    internal static readonly Duration Lease = Duration.FromMinutes(2);

    private static async Task ExactAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident(commandId: null);
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var early = await ClaimAsync(store, ConformanceDeskFixture.Morning - ConformanceDeskFixture.Microsecond, stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(0, early.Length, "the number of messages before the commit's instant");
        var claimed = await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(ConformanceDeskFixture.Tenant, claimed.Tenant, "the message's tenant");
        ConformanceAssert.Equal(0, claimed.Attempts, "the number of earlier attempts");
        ConformanceAssert.Same(commit.Messages[0], claimed.Message, "the first message");
    }

    private static async Task InOrderAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        foreach (var expected in commit.Messages)
        {
            var claimed = await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
            ConformanceAssert.Same(expected, claimed.Message, "the message whose turn it is");
            var more = await ClaimAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(0, more.Length, "the number of messages beside the one under way");
            await SettleAsync(store, claimed, new DeliveryResult.Delivered(ConformanceDeskFixture.Morning), stop)
                .ConfigureAwait(false);
        }
        ConformanceAssert.Equal(
            null,
            await store.NextMessageAsync(null, stop).ConfigureAwait(false),
            "the next message instant"
        );
    }

    private static async Task LaterCommitAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        var ticket = await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var reply = ConformanceDeskFixture.Apply(
            ticket,
            new TicketCommand.Reply(ConformanceDeskFixture.Agent, "Soon"),
            ConformanceDeskFixture.Morning
        );
        await ConformanceAssert.CommittedAsync(store, reply, stop).ConfigureAwait(false);
        var left = await DeliverAllAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            opened.Messages.Concat(reply.Messages).Select(MessageJson.Write),
            left.Select(MessageJson.Write),
            "the order in which messages leave"
        );
    }

    private static async Task OthersGoOnAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        var first = await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
        var other = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, other, stop).ConfigureAwait(false);
        var second = await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(other.Ticket.Id, second.Message.Ticket, "the ticket that goes on");

        var failed = new DeliveryResult.Retry(ConformanceDeskFixture.Morning + Duration.FromHours(1), "down");
        await SettleAsync(store, first, failed, stop).ConfigureAwait(false);
        await SettleAsync(store, second, new DeliveryResult.Delivered(ConformanceDeskFixture.Morning), stop)
            .ConfigureAwait(false);
        var next = await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
        ConformanceAssert.Same(other.Messages[1], next.Message, "the message beside a ticket that waits to retry");
    }

    private static async Task LimitAsync(ITicketStore store, CancellationToken stop)
    {
        var late = ConformanceDeskFixture.Incident(
            ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * 2
        );
        var early = ConformanceDeskFixture.Incident(ConformanceDeskFixture.Morning);
        var middle = ConformanceDeskFixture.Incident(
            ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond
        );
        foreach (var commit in (TicketCommit[])[late, early, middle])
            await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var now = late.Ticket.UpdatedAt;
        var two = await store.ClaimMessagesAsync(new MessageClaim(now, now + Lease, 2), stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            [early.Ticket.Id, middle.Ticket.Id],
            two.Select(claimed => claimed.Message.Ticket),
            "the tickets of the first two"
        );
    }

    private static async Task LeasedAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
        var last = ConformanceDeskFixture.Morning + Lease - ConformanceDeskFixture.Microsecond;
        var again = await ClaimAsync(store, last, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, again.Length, "the number of messages given while the lease runs");
    }

    private static async Task LeaseEndsAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        var first = await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
        var second = await ClaimOneAsync(store, ConformanceDeskFixture.Morning + Lease, stop).ConfigureAwait(false);
        ConformanceAssert.Same(first.Message, second.Message, "the message given again");
        if (first.Lease == second.Lease)
            throw new UnmetExpectation("both claims had the same lease, so that neither can be told from the other.");
    }

    private static async Task NextMessageAsync(ITicketStore store, CancellationToken stop)
    {
        ConformanceAssert.Equal(
            null,
            await store.NextMessageAsync(null, stop).ConfigureAwait(false),
            "an empty store's next instant"
        );
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        var later = ConformanceDeskFixture.Morning + Duration.FromMinutes(1);
        await ConformanceAssert
            .CommittedAsync(store, ConformanceDeskFixture.Incident(later), stop)
            .ConfigureAwait(false);
        await ExpectNextAsync(ConformanceDeskFixture.Morning).ConfigureAwait(false);
        await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
        await ExpectNextAsync(later).ConfigureAwait(false);
        await ClaimOneAsync(store, later, stop).ConfigureAwait(false);
        await ExpectNextAsync(ConformanceDeskFixture.Morning + Lease).ConfigureAwait(false);

        Task ExpectNextAsync(Instant expected) => MessageCases.ExpectNextAsync(store, expected, stop);
    }

    private static async Task BehindAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        var ticket = await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var first = await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
        var reply = ConformanceDeskFixture.Apply(
            ticket,
            new TicketCommand.Reply(ConformanceDeskFixture.Agent, "Soon"),
            ConformanceDeskFixture.Morning
        );
        await ConformanceAssert.CommittedAsync(store, reply, stop).ConfigureAwait(false);
        for (var i = 0; i < 3; i++)
        {
            var none = await ClaimAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(0, none.Length, "the number of messages beside the one under way");
        }
        var down = ConformanceDeskFixture.Morning + Duration.FromHours(1);
        await SettleAsync(store, first, new DeliveryResult.Retry(down, "down"), stop).ConfigureAwait(false);
        var early = await ClaimAsync(store, down - ConformanceDeskFixture.Microsecond, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, early.Length, "the number of messages before the first is tried again");
        await ExpectNextAsync(store, down, stop).ConfigureAwait(false);
        var left = await DeliverAllAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            opened.Messages.Concat(reply.Messages).Select(message => message.Id),
            left.Select(message => message.Id),
            "what leaves then, in its order"
        );
    }

    private static async Task RenewedAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        var claimed = await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
        var until = ConformanceDeskFixture.Morning + Lease + Lease;
        var held = await store.RenewMessagesAsync([claimed], until, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            [claimed.Message.Id],
            held.Select(one => one.Message.Id),
            "the claims that are held longer"
        );
        var early = await ClaimAsync(store, until - ConformanceDeskFixture.Microsecond, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, early.Length, "the number of messages given while the renewed lease runs");
        await ExpectNextAsync(store, until, stop).ConfigureAwait(false);
        await SettleAsync(store, claimed, new DeliveryResult.Delivered(until), stop).ConfigureAwait(false);
        var next = await ClaimOneAsync(store, until, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(false, next.Message.Id == claimed.Message.Id, "whether the settled message came again");
    }

    private static async Task NotRenewedAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        var slow = await ClaimOneAsync(store, ConformanceDeskFixture.Morning, stop).ConfigureAwait(false);
        var other = await ClaimOneAsync(store, ConformanceDeskFixture.Morning + Lease, stop).ConfigureAwait(false);
        var held = await store
            .RenewMessagesAsync([slow], ConformanceDeskFixture.Morning + Duration.FromDays(1), stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(0, held.Length, "the number of claims that were taken over and are held longer");
        await ExpectNextAsync(store, ConformanceDeskFixture.Morning + Lease + Lease, stop).ConfigureAwait(false);

        var again = ConformanceDeskFixture.Morning + Duration.FromMinutes(3);
        await SettleAsync(store, other, new DeliveryResult.Retry(again, "down"), stop).ConfigureAwait(false);
        held = await store
            .RenewMessagesAsync([other], ConformanceDeskFixture.Morning + Duration.FromDays(1), stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(0, held.Length, "the number of claims that were settled and are held longer");
        await ExpectNextAsync(store, again, stop).ConfigureAwait(false);
    }

    private static async Task ExpectNextAsync(ITicketStore store, Instant expected, CancellationToken stop) =>
        ConformanceAssert.Equal(
            expected,
            await store.NextMessageAsync(null, stop).ConfigureAwait(false),
            "the instant at which there is next something to claim"
        );

    /// <summary>Delivers until nothing is left, and returns what left in its order.</summary>
    internal static async Task<ImmutableArray<OutboundMessage>> DeliverAllAsync(
        ITicketStore store,
        CancellationToken stop
    )
    {
        var (left, delivered) = (ImmutableArray.CreateBuilder<OutboundMessage>(), new HashSet<(string, string)>());
        var now = ConformanceDeskFixture.Morning + Duration.FromDays(1);
        while (await ClaimAsync(store, now, stop).ConfigureAwait(false) is { IsEmpty: false } claimed)
        {
            foreach (var message in claimed)
            {
                if (!delivered.Add((message.Tenant, message.Message.Id)))
                    throw new UnmetExpectation($"{message.Message.Id} was given again after it was delivered.");
                left.Add(message.Message);
                await SettleAsync(store, message, new DeliveryResult.Delivered(now), stop).ConfigureAwait(false);
            }
        }
        return left.ToImmutable();
    }

    internal static Task<ImmutableArray<ClaimedMessage>> ClaimAsync(
        ITicketStore store,
        Instant now,
        CancellationToken stop
    ) => store.ClaimMessagesAsync(new MessageClaim(now, now + Lease, 10), stop);

    internal static async Task<ClaimedMessage> ClaimOneAsync(ITicketStore store, Instant now, CancellationToken stop)
    {
        var claimed = await ClaimAsync(store, now, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(1, claimed.Length, $"the number of messages that may leave at {now}");
        return claimed[0];
    }

    internal static Task SettleAsync(
        ITicketStore store,
        ClaimedMessage claimed,
        DeliveryResult result,
        CancellationToken stop
    ) => store.SettleAsync(claimed, result, stop);
}
