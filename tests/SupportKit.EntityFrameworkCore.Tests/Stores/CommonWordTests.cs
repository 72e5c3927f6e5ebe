using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SupportKit.Routing;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>Words that too many tickets have to begin with them: then a list is gone through in its order.</summary>
public sealed class CommonWordTests
{
    private const int Tickets = 1100;

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_word_that_most_tickets_have_finds_the_same_as_a_rare_one()
    {
        var stop = TestContext.Current.CancellationToken;
        using var file = new TemporaryFile();
        await using var database = await TestDatabase.OpenAsync(options => options.UseSqlite(file.Connection));
        var memory = new InMemoryTicketStore();
        ImmutableArray<TicketCommit> opened =
        [
            .. Enumerable.Range(0, Tickets).Select(i => SampleTickets.Open(i % 50 == 0 ? "ben" : "ana")),
        ];
        // Every fifth is answered, and by that has one more word, and another place in lists by urgency.
        ImmutableArray<TicketCommit> answered =
        [
            .. opened
                .Where((_, i) => i % 5 == 0)
                .Select(open =>
                    SampleTickets.Apply(open.Ticket, new TicketCommand.Reply(Actor.Agent("bo"), "See the printer."))
                ),
        ];
        foreach (var store in (ITicketStore[])[database.Store, memory])
        foreach (var commits in (ImmutableArray<TicketCommit>[])[opened, answered])
            Assert.All(
                await store.CommitAllAsync(commits, stop),
                outcome => Assert.Equal(CommitOutcome.Committed, outcome)
            );

        var desk = new TicketQuery("default", Viewer.Desk);
        foreach (
            var list in (TicketQuery[])
                [desk, desk with { Queue = "desk" }, desk with { Viewer = Viewer.OfRequester("ana") }]
        )
        foreach (var order in (QueueOrder[])[QueueOrder.Arrival, QueueOrder.Urgency])
        foreach (
            var (text, isPrefix) in ((string, bool)[])
                [
                    ("down", false),
                    ("all down", false),
                    ("down printer", false),
                    ("down nowhere", false),
                    ("dow", true),
                    ("printer dow", true),
                    ("down pri", true),
                    ("down nowh", true),
                ]
        )
        {
            var query = list with
            {
                Order = order,
                Text = text,
                LastWordIsPrefix = isPrefix,
                Facts = FactSet.Empty.With("language", "en"),
                Limit = 300,
            };
            foreach (var most in (int?[])[null, 40, Tickets])
            {
                var (expected, counted) = (
                    await memory.CountAsync(query, most, stop),
                    await database.Store.CountAsync(query, most, stop)
                );
                Assert.Equal((expected.Tickets, expected.IsExact), (counted.Tickets, counted.IsExact));
                if (expected.IsExact)
                    Assert.Equal(expected.ByState, counted.ByState);
            }
            for (
                TicketPage? page = null;
                page is null || query.After is not null;
                query = query with { After = page.Next }
            )
            {
                page = await memory.ListAsync(query, stop);
                var found = await database.Store.ListAsync(query, stop);
                Assert.Equal(page.Tickets.Select(ticket => ticket.Id), found.Tickets.Select(ticket => ticket.Id));
                Assert.Equal(page.Next, found.Next);
                if (page.Next is null)
                    break;
            }
        }
    }
}
