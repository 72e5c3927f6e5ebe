using NodaTime;
using SupportKit.Routing;
using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>
/// The pages of any query in any order, put together, are what filtering and sorting all tickets gives; their number is what is counted.
/// Cases are drawn from the seed, and each is asked of every store.
/// </summary>
public sealed class QueryLaws(SqliteDatabase sqlite, PostgresDatabase postgres)
    : IClassFixture<SqliteDatabase>,
        IClassFixture<PostgresDatabase>
{
    private const int Tickets = 40;
    private const int FewQueries = 20;
    private const int Queries = 60;
    private static readonly string?[] Queues = ["desk", "second"];
    private static readonly string[] States = ["new", "on-hold", "closed"];
    private static readonly StateCategory[] Categories =
    [
        StateCategory.New,
        StateCategory.OnHold,
        StateCategory.Closed,
    ];
    private static readonly string[] Levels = ["high", "normal"];
    private static readonly string[] People = ["ana", "ben", "cleo"];

    [Fact]
    public Task In_memory() => HoldsAsync(new InMemoryTicketStore(), seed: 1, FewQueries);

    [Fact]
    public async Task On_SQLite() => await HoldsAsync((await sqlite.EmptyAsync()).Store, seed: 1, FewQueries);

    [Fact]
    public async Task On_PostgreSQL() => await HoldsAsync((await postgres.EmptyAsync()).Store, seed: 1, FewQueries);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(MoreSeeds))]
    public async Task On_every_store(int seed)
    {
        await HoldsAsync(new InMemoryTicketStore(), seed, Queries);
        await HoldsAsync((await sqlite.EmptyAsync()).Store, seed, Queries);
        await HoldsAsync((await postgres.EmptyAsync()).Store, seed, Queries);
    }

    public static TheoryData<int> MoreSeeds => [.. Enumerable.Range(1, 9)];

    private static async Task HoldsAsync(ITicketStore store, int seed, int queries)
    {
        var stop = TestContext.Current.CancellationToken;
        var random = new Random(seed);
        var all = new List<Ticket>();
        for (var i = 0; i < Tickets; i++)
        {
            var commit = AnyTicket(random);
            Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit, stop));
            all.Add(commit.Ticket);
        }
        var found = 0;
        for (var i = 0; i < queries; i++)
        {
            var query = AnyQuery(random);
            var expected = InOrder(all.Where(ticket => Meets(query, ticket)), query.Order).ToList();
            var seen = new List<TicketId>();
            var next = query;
            do
            {
                var page = await store.ListAsync(next, stop);
                seen.AddRange(page.Tickets.Select(ticket => ticket.Id));
                // As it goes to a page and back.
                next = next with
                {
                    After = page.Next is { } at ? TicketCursor.Parse(at.ToString()) : null,
                };
            } while (next.After is not null && seen.Count <= expected.Count);
            Assert.Equal(expected.Select(ticket => ticket.Id), seen);
            Assert.Equal(expected.Count, (await store.CountAsync(query, limit: null, stop)).Tickets);
            var limit = random.Next(1, 20);
            var count = await store.CountAsync(query, limit, stop);
            Assert.Equal((Math.Min(expected.Count, limit), expected.Count <= limit), (count.Tickets, count.IsExact));
            found += expected.Count;
        }
        Assert.True(found > queries, "Hardly any query found anything.");
    }

    // What a query means, said once more and in other words than the code says it.
    private static bool Meets(TicketQuery query, Ticket ticket) =>
        (query.Viewer.Requester is not { } person || ticket.Requester == person)
        && (query.Viewer.Agent is not { } agent || ticket.Assignee == agent)
        && (query.States.IsEmpty || query.States.Contains(ticket.StateCategory))
        && (query.State ?? ticket.State) == ticket.State
        && (query.Priority ?? ticket.Priority) == ticket.Priority
        && (query.Queue ?? ticket.Queue) == ticket.Queue
        && (query.Channel ?? ticket.Channel) == ticket.Channel
        && (query.EscalatedTo ?? ticket.EscalatedToQueue) == ticket.EscalatedToQueue
        && (!query.Escalated || ticket.EscalatedToQueue is not null)
        && (!query.Held || ticket.IsHeld)
        && (query.Assignee ?? ticket.Assignee) == ticket.Assignee
        && !(ticket.OpenedAt < query.OpenedFrom)
        && !(ticket.OpenedAt >= query.OpenedBefore)
        && !(ticket.UpdatedAt < query.UpdatedFrom)
        && !(ticket.UpdatedAt >= query.UpdatedBefore)
        && (query.DueFrom is null || ticket.NextSlaDue() >= query.DueFrom)
        && (query.DueBefore is null || ticket.NextSlaDue() < query.DueBefore);

    private static IEnumerable<Ticket> InOrder(IEnumerable<Ticket> tickets, QueueOrder order)
    {
        var ties = tickets.OrderBy(ticket => ticket.Id.ToString(), StringComparer.Ordinal);
        var byArrival = ties.OrderBy(ticket => ticket.OpenedAt); // each sort keeps the one before where it sees no difference
        var byDue = byArrival.OrderBy(ticket => ticket.NextSlaDue() ?? Instant.MaxValue);
        return order switch
        {
            QueueOrder.Arrival => byArrival,
            QueueOrder.Due => byDue,
            QueueOrder.Urgency => byDue.OrderBy(ticket => ticket.PriorityRank),
            _ => byArrival.OrderByDescending(ticket => ticket.UpdatedAt),
        };
    }

    // Few values of each, so that many tickets are alike.
    private static TicketCommit AnyTicket(Random random)
    {
        var opened = SampleTickets.Open(Any(random, People));
        var (at, state) = (random.Next(4), random.Next(States.Length));
        var level = random.Next(Levels.Length);
        var due = random.Next(3);
        var ticket = opened.Ticket with
        {
            Queue = Any(random, Queues),
            State = States[state],
            StateCategory = Categories[state],
            Priority = Levels[level],
            PriorityRank = level,
            Assignee = random.Next(2) == 0 ? null : "bo",
            EscalatedToQueue = random.Next(3) == 0 ? Any(random, Queues) : null,
            IsHeld = random.Next(3) == 0,
            OpenedAt = At(at),
            UpdatedAt = At(at + random.Next(3)),
            Promises = due == 0 ? [] : [opened.Ticket.Promises[0] with { Due = At(due * 3) }],
        };
        return opened with { Ticket = ticket, Messages = [] };
    }

    private static TicketQuery AnyQuery(Random random)
    {
        var viewer = (Viewer[])[Viewer.Desk, Viewer.Desk, Viewer.OfRequester("ana"), Viewer.OfAgent("bo")];
        return new TicketQuery("default", Any(random, viewer))
        {
            States = Maybe(random, 4) ? [StateCategory.New, StateCategory.OnHold] : [],
            State = Maybe(random, 6) ? Any(random, States) : null,
            Priority = Maybe(random, 5) ? Any(random, Levels) : null,
            Queue = Maybe(random, 4) ? Any(random, Queues) : null,
            Channel = Maybe(random, 6) ? "portal" : null,
            EscalatedTo = Maybe(random, 6) ? Any(random, Queues) : null,
            Escalated = Maybe(random, 6),
            Held = Maybe(random, 6),
            Assignee = Maybe(random, 8) ? "bo" : null,
            OpenedFrom = AnyInstant(random),
            OpenedBefore = AnyInstant(random),
            UpdatedFrom = AnyInstant(random),
            UpdatedBefore = AnyInstant(random),
            DueFrom = AnyInstant(random),
            DueBefore = AnyInstant(random),
            Order = Any(random, Enum.GetValues<QueueOrder>()),
            Limit = 1 + random.Next(5),
        };
    }

    private static Instant? AnyInstant(Random random) => Maybe(random, 8) ? At(random.Next(7)) : null;

    private static Instant At(int step) => SampleTickets.Morning + Duration.FromTicks(10 * step);

    private static bool Maybe(Random random, int oneIn) => random.Next(oneIn) == 0;

    private static T Any<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
