using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Screening;
using SupportKit.Tickets;
using static SupportKit.Tests.Samples;
using static SupportKit.Tests.TicketLifeDeskFixture;

namespace SupportKit.Tests.Desk;

/// <summary>Each ticket has a number that people can say, which no other ticket of its tenant has.</summary>
public class TicketNumbersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tickets_are_numbered_as_they_come_with_the_prefix_of_the_policy()
    {
        var host = new DeskFixture();

        var (first, second) = ((await host.OpenAsync()).Ticket, (await host.OpenAsync()).Ticket);

        Assert.Equal(["T-1", "T-2"], [first.Number.ToString()!, second.Number.ToString()!]);
        Assert.Equal(second.Id, (await host.Desk.FindByNumberAsync(TicketNumber.Parse("t 2"), Viewer.Desk))!.Id);
        Assert.Null(await host.Desk.FindByNumberAsync(TicketNumber.Parse("T-3"), Viewer.Desk));
        Assert.Null(await host.Desk.FindByNumberAsync(TicketNumber.Parse("T-2"), Viewer.OfRequester("eve")));
        var opened = (await host.Desk.GetHistoryAsync(second.Key, Viewer.Desk))[0].Event;
        Assert.Equal(second.Number, Assert.IsType<TicketEvent.Opened>(opened).Number);
    }

    [Fact]
    public async Task The_prefix_is_the_policys_and_each_tenant_counts_for_itself()
    {
        var acme = Policy.Parse(
            Digibee
                .ToJson()
                .Replace("\"id\":\"digibee\"", "\"id\":\"digibee\",\"numberPrefix\":\"ACME\"", StringComparison.Ordinal)
        );
        var host = new DeskFixture(desk => desk.AddPolicy(acme, "acme"));
        await host.OpenAsync();

        var other = (await host.Desk.OpenAsync(DeskFixture.Request() with { Tenant = "acme" })).OrThrow().Ticket;

        Assert.Equal("ACME-1", other.Number.ToString());
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("1ACME")]
    [InlineData("ACME-")]
    [InlineData("ABCDEFGHIJK")]
    public void A_prefix_that_could_not_be_read_back_is_refused(string prefix)
    {
        var json = Digibee
            .ToJson()
            .Replace(
                "\"id\":\"digibee\"",
                $"\"id\":\"digibee\",\"numberPrefix\":\"{prefix}\"",
                StringComparison.Ordinal
            );

        var error = Assert.Throws<SupportKit.PolicyJson.PolicyException>(() => Policy.Parse(json));

        Assert.Equal("policy.number_prefix_invalid", Assert.Single(error.Problems).Code);
    }

    [Fact]
    public async Task What_is_refused_takes_no_number_and_what_is_sent_again_keeps_its_own()
    {
        var host = new DeskFixture();
        var sent = DeskFixture.Request() with { CommandId = "once" };
        await host.Desk.OpenAsync(sent with { Category = "nonsense", CommandId = null });
        await host.Desk.OpenAsync(sent with { Answers = FactSet.Empty, CommandId = null });

        var first = (await host.Desk.OpenAsync(sent)).OrThrow().Ticket;
        var again = (await host.Desk.OpenAsync(sent)).OrThrow().Ticket;

        Assert.Equal(["T-1", "T-1"], [first.Number.ToString()!, again.Number.ToString()!]);
        Assert.Equal("T-2", (await host.OpenAsync()).Ticket.Number.ToString());
    }

    [Fact]
    public async Task A_number_that_no_ticket_got_for_certain_is_given_again_and_one_of_which_nobody_knows_is_not()
    {
        var life = new TicketLifeDeskFixture(
            ScreeningPolicies.With("""{ "rateLimit": { "then": "refuse", "tickets": 9, "within": "1h" } }""")
        );
        var store = new FailingStore(life.Store);
        var desk = life.NewDesk(store);
        Assert.Equal("T-1", await OpenAsync());

        store.Commit = () => CommitOutcome.LimitReached;
        Assert.Equal("ticket.version_contended", CodeOf(await desk.OpenAsync(Question())));
        store.Commit = null;
        Assert.Equal("T-2", await OpenAsync());

        store.Commit = () => throw new TimeoutException("The answer was lost.");
        await Assert.ThrowsAsync<TimeoutException>(() => desk.OpenAsync(Question()));
        store.Commit = null;
        Assert.Equal("T-4", await OpenAsync());

        async Task<string> OpenAsync() => (await desk.OpenAsync(Question())).OrThrow().Ticket.Number.ToString()!;
    }

    [Fact]
    public async Task Desks_of_many_processes_never_give_one_number_twice()
    {
        var store = new InMemoryTicketStore();
        var time = new ManualTimeProvider(Monday);
        var processes = Enumerable.Range(0, 4).Select(_ => new NumberReserve(store, time)).ToArray();

        var numbers = await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(i =>
                    Task.Run(
                        async () =>
                        {
                            var taken = new List<long>();
                            for (var n = 0; n < 200; n++)
                                taken.Add(await processes[i % 4].TakeAsync("default", Stop));
                            return taken;
                        },
                        Stop
                    )
                )
        );

        Assert.Equal(32 * 200, numbers.SelectMany(taken => taken).Distinct().Count());
    }

    [Fact]
    public async Task A_desk_that_opens_fast_asks_the_store_seldom_and_a_slow_one_keeps_few()
    {
        var store = new CountingStore();
        var time = new ManualTimeProvider(Monday);
        var numbers = new NumberReserve(store, time);

        for (var i = 1; i <= 10_000; i++)
            Assert.Equal(i, await numbers.TakeAsync("default", Stop));
        Assert.InRange(store.Blocks.Count, 1, 25);
        Assert.Equal(NumberReserve.LargestBlock, store.Blocks[^1]);

        for (var i = 1; i <= 10_000; i++)
        {
            time.Advance(NodaTime.Duration.FromSeconds(1));
            await numbers.TakeAsync("default", Stop);
        }
        Assert.Equal(NumberReserve.SmallestBlock, store.Blocks[^1]);
    }

    [Fact]
    public async Task No_number_is_lost_while_the_store_gives_no_further_ones()
    {
        var store = new CountingStore();
        var numbers = new NumberReserve(store, new ManualTimeProvider(Monday));
        var taken = new List<long> { await numbers.TakeAsync("default", Stop) };

        store.Fails = true;
        var failures = 0;
        for (var i = 1; i <= NumberReserve.SmallestBlock; i++)
            if (
                await Record.ExceptionAsync(async () => taken.Add(await numbers.TakeAsync("default", Stop))) is
                { } error
            )
            {
                Assert.IsType<TimeoutException>(error);
                failures++;
            }
        store.Fails = false;
        taken.Add(await numbers.TakeAsync("default", Stop));

        Assert.Equal(1, failures);
        Assert.Equal(Enumerable.Range(1, taken.Count).Select(number => (long)number), taken);
    }

    [Fact]
    public async Task A_merged_and_a_split_ticket_have_their_own_numbers_and_mails_name_them()
    {
        var life = new TicketLifeDeskFixture(TicketLifePolicies.Plain);
        var (duplicate, into) = (await life.OpenAsync(), await life.OpenAsync());

        await life.Desk.MergeAsync(Key(duplicate), into.Id, Bia);
        var part = (await life.Desk.SplitAsync(Key(into), Bia, Question())).OrThrow().Ticket;

        Assert.Equal(
            ["T-1", "T-2", "T-3"],
            [duplicate.Number.ToString()!, into.Number.ToString()!, part.Number.ToString()!]
        );
        var merged = Assert.Single((await life.EventsAsync(duplicate)).OfType<TicketEvent.MergedInto>());
        Assert.Equal((into.Id, into.Number), (merged.Ticket, merged.Number));
        var split = Assert.Single((await life.EventsAsync(into)).OfType<TicketEvent.SplitOff>());
        Assert.Equal((part.Id, part.Number), (split.Ticket, split.Number));
        Assert.Equal(duplicate.Number, (await life.ReadAsync(duplicate)).Number);
    }

    [Fact]
    public async Task An_erased_ticket_keeps_its_number_and_is_found_by_it()
    {
        var host = new DeskFixture();
        var ticket = (await host.OpenAsync()).Ticket;
        var history = await host.Desk.GetHistoryAsync(ticket.Key, Viewer.Desk);

        var erased = TicketErasure.Erase(history, "ana", "erased-1", (_, _) => false, Monday);

        var after = TicketHistory.Replay(erased)!;
        Assert.Equal(ticket.Number, after.Number);
        var query = new TicketQuery("default", Viewer.Desk) { Text = "T-1" };
        Assert.True(query.Admits(after, erased));
        Assert.False((query with { Text = "T-2" }).Admits(after, erased));
    }

    [Fact]
    public async Task Mails_carry_the_number_in_subject_and_text()
    {
        var host = new DeskFixture();
        await host.OpenAsync();

        while (await host.Outbox.ProcessAsync() > 0) { }

        Assert.All(
            host.Transport.Sent,
            mail =>
            {
                Assert.StartsWith("[T-1] ", mail.Subject, StringComparison.Ordinal);
                Assert.Matches("\nRequest number: T-1\n|\nNúmero da solicitação: T-1\n", mail.Body);
                Assert.Equal("T-1", mail.Number.ToString());
            }
        );
    }

    private sealed class FailingStore(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        public Func<CommitOutcome>? Commit { get; set; }

        public override Task<CommitOutcome> CommitAsync(TicketCommit commit, CancellationToken stop) =>
            Commit is { } fails ? Task.FromResult(fails()) : base.CommitAsync(commit, stop);
    }

    private sealed class CountingStore() : DelegatingTicketStore(new InMemoryTicketStore())
    {
        public List<int> Blocks { get; } = [];

        public bool Fails { get; set; }

        public override Task<NumberBlock> ReserveNumbersAsync(string tenant, int count, CancellationToken stop)
        {
            if (Fails)
                throw new TimeoutException();
            Blocks.Add(count);
            return base.ReserveNumbersAsync(tenant, count, stop);
        }
    }
}
