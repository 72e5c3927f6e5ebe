using SupportKit.Storage;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>What a person may do only so often, they do not do more often by doing it at once.</summary>
public abstract class ParallelLimitTests
{
    private const int Parallel = 50;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected abstract Task<ITicketStore> StoreAsync();

    [Fact]
    public async Task Of_50_parallel_requests_exactly_as_many_pass_as_the_rate_limit_says()
    {
        var desk = ParallelDesk.Over(
            await StoreAsync(),
            With(""" "screening": { "rateLimit": { "then": "refuse", "tickets": 5 } }, """)
        );

        var results = await AtOnceAsync(i => desk.OpenAsync(Request($"Number {i}"), Stop));

        Assert.Equal(5, results.Count(result => result is DeskResult.Succeeded));
        Assert.All(
            results.OfType<DeskResult.Refused>(),
            refused => Assert.Equal(SupportKitErrors.ScreeningMessageRefused, refused.Refusal.Code)
        );
    }

    [Fact]
    public async Task What_is_held_beyond_the_limit_is_held_in_parallel_too()
    {
        var policy = With(""" "screening": { "rateLimit": { "then": "hold", "tickets": 5 } }, """);
        var desk = ParallelDesk.Over(await StoreAsync(), policy);

        var results = await AtOnceAsync(i => desk.OpenAsync(Request($"Number {i}"), Stop));

        Assert.Equal(5, results.Count(result => result.OrThrow().Ticket.StateCategory != StateCategory.OnHold));
    }

    [Fact]
    public async Task Of_50_parallel_requests_of_the_same_words_one_passes_where_duplicates_are_refused()
    {
        var policy = With(""" "screening": { "duplicates": "refuse" }, """);
        var desk = ParallelDesk.Over(await StoreAsync(), policy);

        var results = await AtOnceAsync(_ => desk.OpenAsync(Request("The printer prints nothing"), Stop));

        Assert.Single(results.OfType<DeskResult.Succeeded>());
    }

    [Fact]
    public async Task Of_50_people_invited_in_parallel_to_five_tickets_as_many_are_as_the_policy_says()
    {
        var policy = With(""" "privacy": { "sharing": { "invitationsPerDay": 7 } }, """);
        var desk = ParallelDesk.Over(await StoreAsync(), policy);
        var tickets = new List<TicketKey>();
        for (var i = 0; i < 5; i++)
            tickets.Add((await desk.OpenAsync(Request($"Number {i}"), Stop)).OrThrow().Ticket.Key);

        var results = await AtOnceAsync(i =>
            desk.ApplyAsync(
                tickets[i % 5],
                new TicketCommand.Share(Actor.Requester("ana"), $"person {i}"),
                cancellationToken: Stop
            )
        );

        Assert.Equal(7, results.Count(result => result is DeskResult.Succeeded));
        Assert.All(
            results.OfType<DeskResult.Refused>(),
            refused => Assert.Equal(SupportKitErrors.SharingInvitationsExceeded, refused.Refusal.Code)
        );
    }

    [Theory]
    [InlineData("{ \"tickets\": 5, \"within\": \"month\" }", SupportKitErrors.QuotaTicketsExceeded)]
    [InlineData("{ \"open\": 5 }", SupportKitErrors.QuotaOpenExceeded)]
    public async Task Of_50_parallel_requests_exactly_as_many_pass_as_the_quota_has_left(string quota, string code)
    {
        var policy = With($$""" "quotas": [{ "id": "all", "then": {{quota}} }], """);
        var desk = ParallelDesk.Over(await StoreAsync(), policy);

        var results = await AtOnceAsync(i => desk.OpenAsync(Request($"Number {i}"), Stop));

        Assert.Equal(5, results.Count(result => result is DeskResult.Succeeded));
        Assert.All(results.OfType<DeskResult.Refused>(), refused => Assert.Equal(code, refused.Refusal.Code));
        // Those decided at one moment may have seen the same; whoever comes after them sees all.
        var last = Assert.IsType<DeskResult.Refused>(await desk.OpenAsync(Request("One more"), Stop));
        Assert.Contains("Used\": 5", last.Decision!.Explain().ToJson(), StringComparison.Ordinal);
    }

    private static Task<DeskResult[]> AtOnceAsync(Func<int, Task<DeskResult>> request) =>
        Task.WhenAll(Enumerable.Range(0, Parallel).Select(i => Task.Run(() => request(i), Stop)));

    private static OpenRequest Request(string title) =>
        new()
        {
            Requester = "ana",
            Category = "incident",
            Channel = "portal",
            Title = title,
            Body = title,
        };

    private static Policy With(string sections) => Policy.Parse(SampleTickets.Policy.ToJson().Insert(1, sections));
}

public sealed class ParallelLimitOnMemoryTests : ParallelLimitTests
{
    private protected override Task<ITicketStore> StoreAsync() =>
        Task.FromResult<ITicketStore>(new InMemoryTicketStore());
}

public sealed class ParallelLimitOnSqliteTests(SqliteDatabase database)
    : ParallelLimitTests,
        IClassFixture<SqliteDatabase>
{
    private protected override async Task<ITicketStore> StoreAsync() => (await database.EmptyAsync()).Store;
}

public sealed class ParallelLimitOnPostgresTests(PostgresDatabase database)
    : ParallelLimitTests,
        IClassFixture<PostgresDatabase>
{
    private protected override async Task<ITicketStore> StoreAsync() => (await database.EmptyAsync()).Store;
}
