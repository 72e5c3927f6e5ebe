using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit;
using SupportKit.Decisions;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tickets;

namespace CustomStore.Tests;

public sealed class JournalTicketStoreTests : IDisposable
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 9, 0);

    private static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "small",
          "channels": { "web": {} },
          "categories": { "question": {} },
          "scope": [{ "id": "all", "then": "accept" }],
          "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
        }
        """
    );

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("supportkit-");

    public static TheoryData<string> Promises => [.. TicketStoreCases.All.Select(promise => promise.Name)];

    private string JournalPath => Path.Combine(folder.FullName, "desk.journal");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task The_store_promises_that(string promise)
    {
        using var store = new JournalTicketStore(JournalPath);
        await TicketStoreCases.Get(promise).RunAsync(store, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_desk_runs_on_it()
    {
        using var store = new JournalTicketStore(JournalPath);
        await using var test = new TestDesk(desk =>
        {
            desk.Services.AddSingleton<ITicketStore>(store);
            desk.AddPolicy(Policy)
                .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new(id, "en", FactSet.Empty)));
        });
        var request = new OpenRequest
        {
            Requester = "ana",
            Category = "question",
            Channel = "web",
            Title = "How?",
            Body = "How does it work?",
        };
        var ticket = (await test.Desk.OpenAsync(request)).OrThrow().Ticket;
        await test.AdvanceAsync(Duration.Zero);

        Assert.Equal(2, test.Sent.Length);
        Assert.NotNull(await store.FindAsync(ticket.Key, Viewer.Desk, default));
    }

    [Fact]
    public async Task A_restart_finds_everything_and_so_does_the_one_after_it()
    {
        var (first, second) = (Opened("a"), Opened("b"));
        using (var store = new JournalTicketStore(JournalPath))
        {
            await store.CommitAsync(first with { CommandId = "once" }, default);
            await store.CommitAsync(second, default);
            var claimed = await store.ClaimMessagesAsync(new(Monday, Monday + Duration.FromMinutes(1), 10), default);
            await store.SettleAsync(claimed[0], new DeliveryResult.DeadLettered("no such address"), default);
        }

        for (var start = 0; start < 3; start++)
        {
            using var store = new JournalTicketStore(JournalPath);
            var found = await store.FindAsync(first.Key, Viewer.Desk, default);
            Assert.Equal(TicketJson.Write(first.Ticket), TicketJson.Write(found!));
            var history = await store.HistoryAsync(second.Key, Viewer.Desk, default);
            Assert.Equal(second.Events.Select(TicketJson.Write), history.Select(TicketJson.Write));
            Assert.Equal(CommitOutcome.Repeated, await store.CommitAsync(second with { CommandId = "once" }, default));
            Assert.Equal(CommitOutcome.Conflict, await store.CommitAsync(second, default));
            Assert.Equal(
                "no such address",
                Assert.Single(await store.DeadLettersAsync(new("default"), 10, default)).Error
            );
            // The other was under way when the process ended: it leaves again at once.
            Assert.NotEmpty(await store.ClaimMessagesAsync(new(Monday, Monday + Duration.FromMinutes(1), 10), default));
        }
    }

    [Fact]
    public Task Wherever_the_last_line_is_torn_all_lines_before_it_are_there_and_the_store_goes_on() =>
        TearAsync(everyBytes: 131);

    [Fact]
    [Trait("Category", "Long")]
    public Task In_far_more_places_where_the_last_line_is_torn_the_store_goes_on() => TearAsync(everyBytes: 13);

    private async Task TearAsync(int everyBytes)
    {
        var (first, torn) = (Opened("a"), Opened("b"));
        using (var store = new JournalTicketStore(JournalPath))
            await store.CommitAsync(first, default);
        var before = new FileInfo(JournalPath).Length;
        using (var store = new JournalTicketStore(JournalPath))
        {
            before = new FileInfo(JournalPath).Length;
            await store.CommitAsync(torn, default);
        }
        var whole = await File.ReadAllBytesAsync(JournalPath);

        for (var length = (int)before; length < whole.Length; length += everyBytes)
        {
            await File.WriteAllBytesAsync(JournalPath, whole[..length]);
            using var store = new JournalTicketStore(JournalPath);
            Assert.NotNull(await store.FindAsync(first.Key, Viewer.Desk, default));
            Assert.Null(await store.FindAsync(torn.Key, Viewer.Desk, default));
            Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(torn, default));
        }
    }

    [Fact]
    public async Task A_line_before_the_last_that_is_damaged_is_a_loss_and_is_said()
    {
        using (var store = new JournalTicketStore(JournalPath))
        {
            await store.CommitAsync(Opened("a"), default);
            await store.CommitAsync(Opened("b"), default);
        }
        var bytes = await File.ReadAllBytesAsync(JournalPath);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(JournalPath, bytes);

        Assert.Throws<InvalidDataException>(() => new JournalTicketStore(JournalPath));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(JournalPath));
    }

    [Fact]
    public async Task What_became_of_each_message_is_found_after_a_restart()
    {
        var (opened, later) = (Opened("a"), Monday + Duration.FromMinutes(5));
        var ids = opened.Messages.Select(message => message.Id).ToList();
        using (var store = new JournalTicketStore(JournalPath))
        {
            await store.CommitAsync(opened, default);
            await SettleAsync(store, Monday, new DeliveryResult.DeadLettered("down"));
            await store.ClaimMessagesAsync(new(Monday, later, 10), default);
            await store.RequeueAsync(new("default") { MessageId = ids[0] }, Monday, default);
            await SettleAsync(store, Monday, new DeliveryResult.Retry(later, "busy"));
        }
        using (var store = new JournalTicketStore(JournalPath))
        {
            Assert.Equal(later, await store.NextMessageAsync(null, default));
            Assert.Equal(ids[0], await SettleAsync(store, later, new DeliveryResult.Delivered(later)));
        }
        using (var store = new JournalTicketStore(JournalPath))
        {
            Assert.Empty(await store.DeadLettersAsync(new("default"), 10, default));
            Assert.Equal(ids[1], await SettleAsync(store, later, new DeliveryResult.Delivered(later)));
            Assert.Null(await store.NextMessageAsync(null, default));
        }

        static async Task<string> SettleAsync(JournalTicketStore store, Instant now, DeliveryResult result)
        {
            var claimed = await store.ClaimMessagesAsync(new(now, now + Duration.FromMinutes(1), 10), default);
            var one = Assert.Single(claimed);
            await store.SettleAsync(one, result, default);
            return one.Message.Id;
        }
    }

    [Fact]
    public void A_second_process_is_kept_out()
    {
        using var store = new JournalTicketStore(JournalPath);

        Assert.Throws<IOException>(() => new JournalTicketStore(JournalPath));
    }

    private static TicketCommit Opened(string title)
    {
        var request = new NewTicket
        {
            Tenant = "default",
            Id = TicketId.New(Monday),
            Requester = "ana",
            Title = title,
            Body = "Some words.",
        };
        var facts = FactSet.Empty.With("category", "question").With("channel", "web").With("language", "en");
        var decision = Assert.IsType<Decision.Accepted>(Decider.Open(Policy, request, facts, Monday));
        return new TicketCommit(decision.Ticket, decision.Events, decision.Messages, 0, null);
    }
}
