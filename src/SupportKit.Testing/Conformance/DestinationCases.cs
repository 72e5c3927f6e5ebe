using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using static SupportKit.Testing.MessageCases;

namespace SupportKit.Testing;

internal static class DestinationCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("a routed message leaves once for each destination", RoutedAsync),
            new("messages of a ticket leave in order to each destination", InOrderAsync),
            new("a destination that takes nothing holds up no other", DownAsync),
            new("a message is given for its own destination only", OwnAsync),
            new("a message that names its destination waits there from its commit on", NamedAsync),
            new("what follows a dead letter that keeps its place waits until that has left", InPlaceAsync),
            new("a routing under a lease that passed to another worker is ignored", OvertakenAsync),
        ];

    private static readonly Instant Now = ConformanceDeskFixture.Morning;
    private static readonly Instant Later = Now + Duration.FromHours(1);

    private static async Task NamedAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = Named(ConformanceDeskFixture.Incident(), "index");
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        var other = Named(
            ConformanceDeskFixture.Apply(
                commit.Ticket,
                new TicketCommand.Reply(ConformanceDeskFixture.Agent, "Soon"),
                Now
            ),
            "index"
        );
        // Several commits at once take another way through a store.
        var outcomes = await store
            .CommitAllAsync([other, Named(ConformanceDeskFixture.Incident(), "index")], stop)
            .ConfigureAwait(false);
        ConformanceAssert.Same([CommitOutcome.Committed, CommitOutcome.Committed], outcomes, "the outcomes");
        var first = await ClaimAsync(store, "index", Now, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(2, first.Length, "the number of tickets whose first message may leave to index");
        var own = first.Single(claimed => claimed.Message.Ticket == commit.Ticket.Id);
        ConformanceAssert.Equal(commit.Messages[^1].Id, own.Message.Id, "the first to index, whatever waits elsewhere");
        ConformanceAssert.Equal("index", own.Destination, "its destination");
        foreach (var claimed in first)
            await SettleAsync(store, claimed, new DeliveryResult.Delivered(Now), stop).ConfigureAwait(false);
        var next = await ClaimAsync(store, "index", Now, stop).ConfigureAwait(false);
        ConformanceAssert.Same([other.Messages[^1].Id], next.Select(one => one.Message.Id), "what follows it there");
    }

    private static async Task InPlaceAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = Named(ConformanceDeskFixture.Incident(), "index");
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var (first, ticket) = (opened.Messages[^1], opened.Ticket);
        var claimed = await ClaimAsync(store, "index", Now, stop).ConfigureAwait(false);
        await SettleAsync(
                store,
                claimed[0],
                new DeliveryResult.DeadLettered("down", SupportKitErrors.DeliveryAttemptsExhausted)
                {
                    KeepsOrder = true,
                },
                stop
            )
            .ConfigureAwait(false);
        var reply = Named(
            ConformanceDeskFixture.Apply(ticket, new TicketCommand.Reply(ConformanceDeskFixture.Agent, "Soon"), Now),
            "index"
        );
        await ConformanceAssert.CommittedAsync(store, reply, stop).ConfigureAwait(false);
        var other = Named(ConformanceDeskFixture.Incident(), "index");
        await ConformanceAssert.CommittedAsync(store, other, stop).ConfigureAwait(false);
        for (var again = 0; again < 2; again++)
            await ExpectAsync(again == 0 ? [other.Messages[^1].Id] : []).ConfigureAwait(false);
        var dead = await store
            .DeadLettersAsync(new(ConformanceDeskFixture.Tenant) { Destination = "index" }, 10, stop)
            .ConfigureAwait(false);
        ConformanceAssert.Same([first.Id], dead.Select(letter => letter.Message.Id), "the dead letters");
        var backlog = await store.BacklogAsync(Now, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(1, backlog.DeadLetters, "how many dead letters there are");

        var requeued = await store
            .RequeueAsync(new(ConformanceDeskFixture.Tenant) { Destination = "index" }, Now, stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(1, requeued, "the number of dead letters requeued");
        await ExpectAsync([first.Id]).ConfigureAwait(false);
        await ExpectAsync([reply.Messages[^1].Id]).ConfigureAwait(false);
        await ExpectAsync([]).ConfigureAwait(false);

        async Task ExpectAsync(string[] expected)
        {
            var given = await ClaimAsync(store, "index", Now, stop).ConfigureAwait(false);
            ConformanceAssert.Same(expected, given.Select(one => one.Message.Id), "what may leave to index");
            foreach (var one in given)
                await SettleAsync(store, one, new DeliveryResult.Delivered(Now), stop).ConfigureAwait(false);
        }
    }

    // As the desk does for each of the host's observers.
    internal static TicketCommit Named(TicketCommit commit, string destination) =>
        commit with
        {
            Messages = commit.Messages.Add(
                commit.Messages[0] with
                {
                    Id = $"{commit.Messages[0].Id}/{destination}",
                    Destination = destination,
                }
            ),
        };

    private static async Task RoutedAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        await RouteAllAsync(store, stop).ConfigureAwait(false);
        foreach (var destination in (string[])["crm", "chat"])
        {
            var claimed = await ClaimAsync(store, destination, Now, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(1, claimed.Length, $"the number of messages that may leave to {destination}");
            ConformanceAssert.Same(commit.Messages[0], claimed[0].Message, $"the first message to {destination}");
            ConformanceAssert.Equal(destination, claimed[0].Destination, "its destination");
            ConformanceAssert.Equal(0, claimed[0].Attempts, "the number of earlier attempts");
            await SettleAsync(store, claimed[0], new DeliveryResult.Delivered(Now), stop).ConfigureAwait(false);
        }
    }

    private static async Task InOrderAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        var ticket = await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        await RouteAllAsync(store, stop).ConfigureAwait(false);
        var reply = ConformanceDeskFixture.Apply(
            ticket,
            new TicketCommand.Reply(ConformanceDeskFixture.Agent, "Soon"),
            Now
        );
        await ConformanceAssert.CommittedAsync(store, reply, stop).ConfigureAwait(false);
        await RouteAllAsync(store, stop).ConfigureAwait(false);
        var expected = opened.Messages.Concat(reply.Messages).Select(message => message.Id).ToImmutableArray();
        foreach (var destination in (string[])["crm", "chat"])
            ConformanceAssert.Same(
                expected,
                await DeliverAsync(store, destination, stop).ConfigureAwait(false),
                $"what leaves to {destination}, in its order"
            );
        var rest = await DeliverAllAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, rest.Length, "the number of messages to nowhere in particular");
    }

    private static async Task DownAsync(ITicketStore store, CancellationToken stop)
    {
        var commit = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
        await RouteAllAsync(store, stop).ConfigureAwait(false);
        var down = await ClaimAsync(store, "crm", Now, stop).ConfigureAwait(false);
        await SettleAsync(store, down[0], new DeliveryResult.Retry(Later, "down"), stop).ConfigureAwait(false);

        ConformanceAssert.Same(
            commit.Messages.Select(message => message.Id),
            await DeliverAsync(store, "chat", stop).ConfigureAwait(false),
            "what leaves to the other destination meanwhile"
        );
        var next = await store.NextMessageAsync(["crm"], stop).ConfigureAwait(false);
        ConformanceAssert.Equal(Later, next, "the next message instant of the one that is down");
        ConformanceAssert.Equal(
            null,
            await store.NextMessageAsync(["chat"], stop).ConfigureAwait(false),
            "the next message instant of the other"
        );
        var again = await ClaimAsync(store, "crm", Later, stop).ConfigureAwait(false);
        ConformanceAssert.Same([1], again.Select(one => one.Attempts), "the attempts of the one that is tried again");
    }

    private static async Task OwnAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        await RouteAllAsync(store, stop).ConfigureAwait(false);
        foreach (var other in (string[])["", "cr", "CRM", "crm "])
        {
            var claimed = await ClaimAsync(store, other, Now, stop).ConfigureAwait(false);
            ConformanceAssert.Equal(0, claimed.Length, $"the number of messages that may leave to \"{other}\"");
            var next = await store.NextMessageAsync([other], stop).ConfigureAwait(false);
            ConformanceAssert.Equal(null, next, $"the next message instant of \"{other}\"");
        }
    }

    private static async Task OvertakenAsync(ITicketStore store, CancellationToken stop)
    {
        await ConformanceAssert.CommittedAsync(store, ConformanceDeskFixture.Incident(), stop).ConfigureAwait(false);
        var slow = await ClaimOneAsync(store, Now, stop).ConfigureAwait(false);
        await ClaimOneAsync(store, Now + Lease, stop).ConfigureAwait(false);
        await SettleAsync(store, slow, new DeliveryResult.Routed(["crm"]), stop).ConfigureAwait(false);
        var claimed = await ClaimAsync(store, "crm", Later, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(0, claimed.Length, "the number of messages that were routed");
    }

    private static async Task RouteAllAsync(ITicketStore store, CancellationToken stop)
    {
        while (await MessageCases.ClaimAsync(store, Now, stop).ConfigureAwait(false) is { IsEmpty: false } claimed)
        {
            foreach (var one in claimed)
                await SettleAsync(store, one, new DeliveryResult.Routed(["crm", "chat"]), stop).ConfigureAwait(false);
        }
    }

    private static async Task<ImmutableArray<string>> DeliverAsync(
        ITicketStore store,
        string destination,
        CancellationToken stop
    )
    {
        var left = ImmutableArray.CreateBuilder<string>();
        while (await ClaimAsync(store, destination, Now, stop).ConfigureAwait(false) is { IsEmpty: false } claimed)
        {
            foreach (var one in claimed)
            {
                left.Add(one.Message.Id);
                await SettleAsync(store, one, new DeliveryResult.Delivered(Now), stop).ConfigureAwait(false);
            }
        }
        return left.ToImmutable();
    }

    private static Task<ImmutableArray<ClaimedMessage>> ClaimAsync(
        ITicketStore store,
        string destination,
        Instant now,
        CancellationToken stop
    ) => store.ClaimMessagesAsync(new MessageClaim(now, now + Lease, 10) { Destination = destination }, stop);
}
