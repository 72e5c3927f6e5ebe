using System.Collections.Immutable;
using NodaTime;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Testing;

internal static class ConcurrencyCases
{
    private const int Writers = 16;
    private const int Workers = 8;
    private const int Tickets = 40;

    public static IEnumerable<ConformanceCase<ITicketStore>> All =>
        [
            new("of many commits at one version exactly one wins", OneWinsAsync),
            new("of many commits that open one ticket exactly one wins", OneOpensAsync),
            new("of many commits under one command id exactly one wins", OneCommandAsync),
            new("commits on different tickets do not hinder each other", AllWinAsync),
            new("many writers who decide anew after a conflict all get through", AllGetThroughAsync),
            new("workers who claim at once are never given one deadline twice", DeadlinesOnceAsync),
            new("workers who claim at once are never given one message twice", MessagesOnceAsync),
        ];

    private static async Task OneWinsAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        var ticket = await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        var replies = Enumerable
            .Range(0, Writers)
            .Select(i =>
                ConformanceDeskFixture.Apply(
                    ticket,
                    new TicketCommand.Reply(ConformanceDeskFixture.Agent, $"Reply {i}"),
                    ConformanceDeskFixture.Morning
                )
            )
            .ToArray();
        var winner = await OnlyWinnerAsync(store, replies, CommitOutcome.Conflict, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            [.. opened.Events, .. winner.Events],
            await store.HistoryAsync(opened.Key, Viewer.Desk, stop).ConfigureAwait(false),
            "the history after the race"
        );
        var left = await MessageCases.DeliverAllAsync(store, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(opened.Messages.Length + winner.Messages.Length, left.Length, "the number of messages");
    }

    private static async Task OneOpensAsync(ITicketStore store, CancellationToken stop)
    {
        var id = TicketId.New(ConformanceDeskFixture.Morning);
        var opens = Enumerable
            .Range(0, Writers)
            .Select(i => ConformanceDeskFixture.Open(requester: $"r{i}", id: id))
            .ToArray();
        var winner = await OnlyWinnerAsync(store, opens, CommitOutcome.Conflict, stop).ConfigureAwait(false);
        ConformanceAssert.Same(
            winner.Ticket,
            await store.FindAsync(winner.Key, Viewer.Desk, stop).ConfigureAwait(false),
            "the ticket after the race"
        );
    }

    private static async Task OneCommandAsync(ITicketStore store, CancellationToken stop)
    {
        var opens = Enumerable
            .Range(0, Writers)
            .Select(_ => ConformanceDeskFixture.Incident(commandId: "once"))
            .ToArray();
        var winner = await OnlyWinnerAsync(store, opens, CommitOutcome.Repeated, stop).ConfigureAwait(false);
        ConformanceAssert.Equal(
            winner.Ticket.Id,
            await store.FindByCommandAsync(ConformanceDeskFixture.Tenant, "once", stop).ConfigureAwait(false),
            "the ticket of the command id"
        );
        var page = await store
            .ListAsync(new TicketQuery(ConformanceDeskFixture.Tenant, Viewer.Desk), stop)
            .ConfigureAwait(false);
        ConformanceAssert.Equal(1, page.Tickets.Length, "the number of tickets");
    }

    private static async Task AllWinAsync(ITicketStore store, CancellationToken stop)
    {
        var opens = Enumerable.Range(0, Tickets).Select(i => ConformanceDeskFixture.Incident(commandId: $"open-{i}"));
        var outcomes = await AtOnceAsync(opens, open => store.CommitAsync(open, stop)).ConfigureAwait(false);
        ConformanceAssert.Equal(
            Tickets,
            outcomes.Count(outcome => outcome == CommitOutcome.Committed),
            "the number of commits that went through"
        );
    }

    private static async Task AllGetThroughAsync(ITicketStore store, CancellationToken stop)
    {
        var opened = ConformanceDeskFixture.Incident();
        await ConformanceAssert.CommittedAsync(store, opened, stop).ConfigureAwait(false);
        await AtOnceAsync(Enumerable.Range(0, Workers), WriteAsync).ConfigureAwait(false);

        var history = await store.HistoryAsync(opened.Key, Viewer.Desk, stop).ConfigureAwait(false);
        var written = history.Select(recorded => recorded.Event).OfType<TicketEvent.RequesterReplied>();
        ConformanceAssert.Same(
            Enumerable.Range(0, Workers).Select(i => $"Reply {i}"),
            written.Select(reply => reply.Body.Text).Order(StringComparer.Ordinal),
            "the list of replies"
        );
        ConformanceAssert.Same(
            ConformanceAssert.Present(TicketHistory.Replay(history), "the history"),
            await store.FindAsync(opened.Key, Viewer.Desk, stop).ConfigureAwait(false),
            "the ticket after all replies"
        );

        async Task<CommitOutcome> WriteAsync(int writer)
        {
            // Each conflict is another worker's commit, and every other worker commits once.
            for (var others = 0; others < Workers; others++)
            {
                var ticket = await store.FindAsync(opened.Key, Viewer.Desk, stop).ConfigureAwait(false);
                var reply = new TicketCommand.Reply(Actor.Requester(ConformanceDeskFixture.Ana), $"Reply {writer}");
                var commit = ConformanceDeskFixture.Apply(
                    ConformanceAssert.Present(ticket, "the ticket"),
                    reply,
                    ConformanceDeskFixture.Morning
                );
                var outcome = await store.CommitAsync(commit, stop).ConfigureAwait(false);
                if (outcome == CommitOutcome.Committed)
                    return outcome;
            }
            throw new UnmetExpectation(
                "a commit at the version just read was refused more often than anybody else wrote."
            );
        }
    }

    private static async Task DeadlinesOnceAsync(ITicketStore store, CancellationToken stop)
    {
        var keys = await OpenManyAsync(store, stop).ConfigureAwait(false);
        var now = ConformanceDeskFixture.Morning + Duration.FromHours(2);
        var given = await ClaimAllAsync(() => store.ClaimDueAsync(now, now + MessageCases.Lease, 5, stop))
            .ConfigureAwait(false);
        ConformanceAssert.Same(
            InOrder(keys),
            InOrder(given.Select(ticket => ticket.Key)),
            "the list of deadlines given to all workers together"
        );
    }

    private static async Task MessagesOnceAsync(ITicketStore store, CancellationToken stop)
    {
        var keys = await OpenManyAsync(store, stop).ConfigureAwait(false);
        var now = ConformanceDeskFixture.Morning;
        var given = await ClaimAllAsync(() =>
                store.ClaimMessagesAsync(new MessageClaim(now, now + MessageCases.Lease, 5), stop)
            )
            .ConfigureAwait(false);
        ConformanceAssert.Same(
            InOrder(keys),
            InOrder(given.Select(claimed => new TicketKey(claimed.Tenant, claimed.Message.Ticket))),
            "the list of tickets whose first message was given to all workers together"
        );
    }

    private static async Task<List<TicketKey>> OpenManyAsync(ITicketStore store, CancellationToken stop)
    {
        var keys = new List<TicketKey>();
        for (var i = 0; i < Tickets; i++)
        {
            var commit = ConformanceDeskFixture.Incident();
            await ConformanceAssert.CommittedAsync(store, commit, stop).ConfigureAwait(false);
            keys.Add(commit.Key);
        }
        return keys;
    }

    // Each worker claims until it is given nothing, as a processor would.
    private static async Task<IEnumerable<T>> ClaimAllAsync<T>(Func<Task<ImmutableArray<T>>> claim)
    {
        var given = await AtOnceAsync(Enumerable.Range(0, Workers), _ => WorkAsync()).ConfigureAwait(false);
        return given.SelectMany(claimed => claimed);

        async Task<List<T>> WorkAsync()
        {
            var mine = new List<T>();
            while (await claim().ConfigureAwait(false) is { IsEmpty: false } claimed)
                mine.AddRange(claimed);
            return mine;
        }
    }

    private static async Task<TicketCommit> OnlyWinnerAsync(
        ITicketStore store,
        TicketCommit[] commits,
        CommitOutcome others,
        CancellationToken stop
    )
    {
        var outcomes = await AtOnceAsync(commits, commit => store.CommitAsync(commit, stop)).ConfigureAwait(false);
        ConformanceAssert.Same(
            Enumerable.Repeat(others, commits.Length - 1).Prepend(CommitOutcome.Committed),
            outcomes.Order(),
            "the list of outcomes"
        );
        return commits[Array.IndexOf(outcomes, CommitOutcome.Committed)];
    }

    private static Task<TResult[]> AtOnceAsync<T, TResult>(IEnumerable<T> items, Func<T, Task<TResult>> work) =>
        Task.WhenAll(items.Select(item => Task.Run(() => work(item))));

    private static IEnumerable<TicketKey> InOrder(IEnumerable<TicketKey> keys) =>
        keys.OrderBy(key => key.Ticket.ToString(), StringComparer.Ordinal);
}
