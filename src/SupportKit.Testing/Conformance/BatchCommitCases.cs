using System.Collections.Immutable;
using SupportKit.Storage;
using SupportKit.Tickets;
using static SupportKit.Testing.MessageCases;

namespace SupportKit.Testing;

/// <summary>What is stored or settled together is as if it were done one by one.</summary>
internal static class BatchCommitCases
{
    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("several commits are stored, each with all that belongs to it", EachAsync),
            new("of several commits one that lost its race keeps no other from being stored", OneConflictAsync),
            new("several new tickets are stored, each with all that belongs to it", OpeningsAsync),
            new(
                "of several new tickets one whose command was carried out keeps no other from being stored",
                OneRepeatedAsync
            ),
            new("commits that belong together are all stored", TogetherAsync),
            new("of commits that belong together none is stored when one of them is refused", NoneAsync),
            new("several settlements are recorded, each under its own claim", SettledAsync),
        ];

    private static async Task EachAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = await OpenAsync(store, 5, stop).ConfigureAwait(false);
        ImmutableArray<TicketCommit> fired = [.. opened.Select(ConformanceDeskFixture.ProcessDeadline)];

        var outcomes = await store.CommitAllAsync(fired, stop).ConfigureAwait(false);

        ConformanceAssert.Same(Enumerable.Repeat(CommitOutcome.Committed, 5), outcomes, "the outcomes");
        foreach (var commit in fired)
            await ExpectAsync(store, commit, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            fired.Min(commit => commit.Ticket.NextDeadline()),
            await store.NextDueAsync(stop).ConfigureAwait(false),
            "the next deadline"
        );
    }

    private static async Task OneConflictAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = await OpenAsync(store, 3, stop).ConfigureAwait(false);
        ImmutableArray<TicketCommit> fired = [.. opened.Select(ConformanceDeskFixture.ProcessDeadline)];
        var reply = new TicketCommand.Acknowledge(ConformanceDeskFixture.Agent);
        var first = ConformanceDeskFixture.Apply(opened[1], reply, ConformanceDeskFixture.Morning);
        await ConformanceAssert.CommittedAsync(store, first, stop).ConfigureAwait(false);

        var outcomes = await store.CommitAllAsync(fired, stop).ConfigureAwait(false);

        ConformanceAssert.Same(
            [CommitOutcome.Committed, CommitOutcome.Conflict, CommitOutcome.Committed],
            outcomes,
            "the outcomes"
        );
        await ExpectAsync(store, fired[0], stop).ConfigureAwait(false);
        await ExpectAsync(store, fired[2], stop).ConfigureAwait(false);
        var history = await store.HistoryAsync(first.Key, Viewer.Desk, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            first.Events,
            history.Skip(history.Length - first.Events.Length),
            "the history of the lost race"
        );
        ConformanceAssert.Equal(first.Ticket.Version, history.Length, "the length of that history");
    }

    private static async Task OpeningsAsync(ITicketStore store, CancellationToken stop)
    {
        ImmutableArray<TicketCommit> opened =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(i =>
                    ConformanceDeskFixture.Open(
                        requester: $"person {i}",
                        title: $"Lever{i} moves",
                        at: ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * i,
                        commandId: i % 2 == 0 ? $"open {i}" : null
                    )
                ),
        ];

        var outcomes = await store.CommitAllAsync(opened, stop).ConfigureAwait(false);

        ConformanceAssert.Same(Enumerable.Repeat(CommitOutcome.Committed, 4), outcomes, "the outcomes");
        var now = ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * 10;
        var claimed = await store
            .ClaimMessagesAsync(new MessageClaim(now, now + Lease, 10), stop)
            .ConfigureAwait(false);
        for (var i = 0; i < opened.Length; i++)
        {
            var (commit, id) = (opened[i], opened[i].Key.Ticket);
            await ExpectAsync(store, commit, stop).ConfigureAwait(false);
            if (commit.CommandId is { } command)
                ConformanceAssert.Equal(
                    id,
                    await store.FindByCommandAsync(commit.Key.Tenant, command, stop).ConfigureAwait(false),
                    "the ticket of the command"
                );
            var theirs = new TicketQuery(commit.Key.Tenant, Viewer.OfRequester(commit.Ticket.Requester));
            foreach (var query in (TicketQuery[])[theirs, theirs with { Text = $"lever{i}" }])
            {
                var page = await store.ListAsync(query, stop).ConfigureAwait(false);
                ConformanceAssert.Same([id], page.Tickets.Select(ticket => ticket.Id), "what its requester finds");
            }
            ConformanceAssert.Equal(
                true,
                claimed.Any(message => message.Message.Ticket == id),
                "that its first message may leave"
            );
        }
        ConformanceAssert.Equal(
            opened.Min(commit => commit.Ticket.NextDeadline()),
            await store.NextDueAsync(stop).ConfigureAwait(false),
            "the next deadline"
        );
    }

    private static async Task OneRepeatedAsync(ITicketStore store, CancellationToken stop)
    {
        var first = ConformanceDeskFixture.Incident(commandId: "once");
        await ConformanceAssert.CommittedAsync(store, first, stop).ConfigureAwait(false);
        ImmutableArray<TicketCommit> opened =
        [
            ConformanceDeskFixture.Incident(commandId: "before"),
            ConformanceDeskFixture.Incident(commandId: "once"),
            ConformanceDeskFixture.Incident(),
        ];

        var outcomes = await store.CommitAllAsync(opened, stop).ConfigureAwait(false);

        ConformanceAssert.Same(
            [CommitOutcome.Committed, CommitOutcome.Repeated, CommitOutcome.Committed],
            outcomes,
            "the outcomes"
        );
        await ExpectAsync(store, opened[0], stop).ConfigureAwait(false);
        await ExpectAsync(store, opened[2], stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            null,
            await store.FindAsync(opened[1].Key, Viewer.Desk, stop).ConfigureAwait(false),
            "the ticket that was opened again"
        );
    }

    private static async Task TogetherAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = await OpenAsync(store, 2, stop).ConfigureAwait(false);
        var acknowledge = new TicketCommand.Acknowledge(ConformanceDeskFixture.Agent);
        TicketCommit[] commits =
        [
            ConformanceDeskFixture.Apply(opened[1], acknowledge, ConformanceDeskFixture.Morning, "both"),
            ConformanceDeskFixture.Share(opened[0], "dee"),
        ];

        var outcome = await store.CommitTogetherAsync([.. commits], stop).ConfigureAwait(false);

        ConformanceAssert.Equal(CommitOutcome.Committed, outcome, "the outcome");
        foreach (var commit in commits)
            await ExpectAsync(store, commit, stop).ConfigureAwait(false);
        var again = await store.CommitTogetherAsync([.. commits], stop).ConfigureAwait(false);
        ConformanceAssert.Equal(CommitOutcome.Repeated, again, "the outcome of the same commits again");
    }

    // Whichever of them is refused, and whichever ticket has the lesser id.
    private static async Task NoneAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = await OpenAsync(store, 2, stop).ConfigureAwait(false);
        var acknowledge = new TicketCommand.Acknowledge(ConformanceDeskFixture.Agent);
        foreach (var (stale, other) in new[] { (opened[0], opened[1]), (opened[1], opened[0]) })
        {
            var lost = ConformanceDeskFixture.Share(stale, "dee");
            var current = ConformanceAssert.Present(
                await store.FindAsync(stale.Key, Viewer.Desk, stop).ConfigureAwait(false),
                "the ticket"
            );
            var first = ConformanceDeskFixture.Apply(current, acknowledge, ConformanceDeskFixture.Morning);
            await ConformanceAssert.CommittedAsync(store, first, stop).ConfigureAwait(false);
            var before = ConformanceAssert.Present(
                await store.FindAsync(other.Key, Viewer.Desk, stop).ConfigureAwait(false),
                "the other ticket"
            );
            var fit = ConformanceDeskFixture.Share(before, "dee", "never");

            foreach (ImmutableArray<TicketCommit> commits in new[] { [fit, lost], ImmutableArray.Create(lost, fit) })
            {
                var outcome = await store.CommitTogetherAsync(commits, stop).ConfigureAwait(false);

                ConformanceAssert.Equal(CommitOutcome.Conflict, outcome, "the outcome");
                ConformanceAssert.Same(
                    before,
                    await store.FindAsync(other.Key, Viewer.Desk, stop).ConfigureAwait(false),
                    "the other ticket after it"
                );
            }
        }
        ConformanceAssert.Equal(
            null,
            await store.FindByCommandAsync(ConformanceDeskFixture.Tenant, "never", stop).ConfigureAwait(false),
            "the ticket of the command that was not carried out"
        );
    }

    private static async Task SettledAsync(ITicketStore store, CancellationToken stop)
    {
        await OpenAsync(store, 3, stop).ConfigureAwait(false);
        var now = ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * 10;
        var claimed = await store
            .ClaimMessagesAsync(new MessageClaim(now, now + Lease, 10), stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(3, claimed.Length, "the number of first messages");

        await store
            .SettleAllAsync(
                [
                    (claimed[0], new DeliveryResult.Delivered(now)),
                    (claimed[1], new DeliveryResult.DeadLettered("no such address")),
                    (claimed[2] with { Lease = Guid.NewGuid() }, new DeliveryResult.Delivered(now)),
                ],
                stop
            )
            .ConfigureAwait(false);

        var dead = await store.DeadLettersAsync(new(ConformanceDeskFixture.Tenant), 10, stop).ConfigureAwait(false);
        ConformanceAssert.Same([claimed[1].Message.Id], dead.Select(message => message.Message.Id), "what is dead");
        var after = await store
            .ClaimMessagesAsync(new MessageClaim(now + Lease, now + Lease + Lease, 10), stop)
            .ConfigureAwait(false);
        ConformanceAssert.Same(
            claimed.Select(message => message.Message.Ticket).Order(TicketOrder),
            after.Select(message => message.Message.Ticket).Order(TicketOrder),
            "the tickets with a message after that"
        );
        ConformanceAssert.Equal(
            true,
            after.Any(message => message.Message.Id == claimed[2].Message.Id),
            "that a settlement under another lease is ignored"
        );
        ConformanceAssert.Equal(
            false,
            after.Any(message => message.Message.Id == claimed[0].Message.Id),
            "that what was delivered comes again"
        );
    }

    private static Comparer<TicketId> TicketOrder { get; } =
        Comparer<TicketId>.Create((one, other) => one.Value.CompareTo(other.Value));

    private static async Task<ImmutableArray<Ticket>> OpenAsync(ITicketStore store, int count, CancellationToken stop)
    {
        var tickets = ImmutableArray.CreateBuilder<Ticket>();
        for (var i = 0; i < count; i++)
        {
            var commit = ConformanceDeskFixture.Incident(
                ConformanceDeskFixture.Morning + ConformanceDeskFixture.Microsecond * i
            );
            await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            tickets.Add(commit.Ticket);
        }
        return tickets.ToImmutable();
    }

    private static async Task ExpectAsync(ITicketStore store, TicketCommit commit, CancellationToken stop)
    {
        var ticket = await store.FindAsync(commit.Key, Viewer.Desk, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            TicketJson.Write(commit.Ticket),
            TicketJson.Write(ConformanceAssert.Present(ticket, "the ticket")),
            "the ticket"
        );
        var history = await store.HistoryAsync(commit.Key, Viewer.Desk, stop).ConfigureAwait(false);
        ConformanceAssert.Same(commit.Events, history.Skip((int)commit.ExpectedVersion), "the events");
    }
}
