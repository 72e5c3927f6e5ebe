using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>The policy gives nobody more tickets than they may have, however many are opened at once and in however many processes.</summary>
public abstract class ParallelAssignmentTests
{
    private const int Openings = 40;
    private static readonly string[] Team = ["bo", "cy", "di"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected abstract Task<ITicketStore> StoreAsync();

    [Theory]
    [InlineData("least-loaded")]
    [InlineData("round-robin")]
    public async Task Of_40_parallel_openings_three_agents_who_may_have_five_get_five_each(string assignment)
    {
        var store = await StoreAsync();
        SupportDesk[] desks = [Desk(store, assignment), Desk(store, assignment)];

        var opened = await Task.WhenAll(
            Enumerable
                .Range(0, Openings)
                .Select(i => Task.Run(() => desks[i % 2].OpenAsync(Request($"person {i}"), Stop), Stop))
        );

        var loads = await store.AgentLoadsAsync(SupportDesk.DefaultTenant, [.. Team], Stop);
        Assert.Equal([("bo", 5L), ("cy", 5), ("di", 5)], loads.Select(load => (load.Agent, load.OpenTickets)).Order());
        // All the others are open too, and wait in the queue.
        var tickets = opened.Select(result => result.OrThrow().Ticket.Id).ToHashSet();
        var query = new TicketQuery(SupportDesk.DefaultTenant, Viewer.Desk) { Limit = TicketQuery.MaxLimit };
        var stored = (await store.ListAsync(query, Stop)).Tickets;
        Assert.Equal(Openings, tickets.Count);
        Assert.Equal(tickets, stored.Select(ticket => ticket.Id).ToHashSet());
        Assert.Equal(Openings - 15, stored.Count(ticket => ticket.Assignee is null));
        foreach (var ticket in stored.Where(ticket => ticket.Assignee is null))
        {
            var history = await store.HistoryAsync(ticket.Key, Viewer.Desk, Stop);
            var decided = Assert.Single(history.Select(one => one.Event).OfType<TicketEvent.AssignmentDecided>());
            Assert.All(decided.Considered, one => Assert.Equal(AgentFitness.Full, one.Fitness));
        }
    }

    [Fact]
    public async Task Whoever_has_as_many_as_they_may_have_gets_another_by_hand_and_one_when_one_is_done()
    {
        var store = await StoreAsync();
        var desk = Desk(store, "least-loaded");
        var opened = new List<Ticket>();
        for (var i = 0; i < 16; i++)
            opened.Add((await desk.OpenAsync(Request($"person {i}"), Stop)).OrThrow().Ticket);
        var last = opened[^1];
        var lead = Actor.Lead("lee");
        var given = await desk.ApplyAsync(last.Key, new TicketCommand.Assign(lead, "bo"), cancellationToken: Stop);
        Assert.Equal("bo", given.OrThrow().Ticket.Assignee);

        var answer = new TicketCommand.Reply(Actor.Agent("cy"), "Which?", AsksBack: true);
        var theirs = (await store.ListAsync(Of("cy"), Stop)).Tickets[0];
        (await desk.ApplyAsync(theirs.Key, answer, cancellationToken: Stop)).OrThrow();
        Assert.Equal("cy", (await store.FindAsync(await OpenAsync(), Viewer.Desk, Stop))!.Assignee);
        Assert.Null((await store.FindAsync(await OpenAsync(), Viewer.Desk, Stop))!.Assignee);

        async Task<TicketKey> OpenAsync() => (await desk.OpenAsync(Request("zoe"), Stop)).OrThrow().Ticket.Key;

        static TicketQuery Of(string agent) => new(SupportDesk.DefaultTenant, Viewer.Desk) { Assignee = agent };
    }

    private static OpenRequest Request(string requester) =>
        new()
        {
            Requester = requester,
            Category = "incident",
            Channel = "portal",
            Title = "Down",
            Body = "All of it",
        };

    private static SupportDesk Desk(ITicketStore store, string assignment)
    {
        var policy = Policy.Parse(
            SampleTickets
                .Policy.ToJson()
                .Replace(
                    "\"desk\":{}",
                    $$"""
                    "desk": { "assignment": "{{assignment}}" }
                    """,
                    StringComparison.Ordinal
                )
        );
        return ParallelDesk.Over(
            store,
            policy,
            desk =>
                desk.UseAgents([
                    .. Team.Select(agent => new DeskAgent(agent, "en") { Queues = ["desk"], Capacity = 5 }),
                ])
        );
    }
}

public sealed class ParallelAssignmentOnMemoryTests : ParallelAssignmentTests
{
    private protected override Task<ITicketStore> StoreAsync() =>
        Task.FromResult<ITicketStore>(new InMemoryTicketStore());
}

public sealed class ParallelAssignmentOnSqliteTests(SqliteDatabase database)
    : ParallelAssignmentTests,
        IClassFixture<SqliteDatabase>
{
    private protected override async Task<ITicketStore> StoreAsync() => (await database.EmptyAsync()).Store;
}

public sealed class ParallelAssignmentOnPostgresTests(PostgresDatabase database)
    : ParallelAssignmentTests,
        IClassFixture<PostgresDatabase>
{
    private protected override async Task<ITicketStore> StoreAsync() => (await database.EmptyAsync()).Store;
}
