using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Storage;
using SupportKit.Testing;
using SupportKit.Tests.Shared;

namespace SupportKit.EntityFrameworkCore.Tests;

/// <summary>The processor claims ahead while a batch leaves. Time stands still: what had to wait for its lease would not leave.</summary>
public sealed class OutboxProcessorTests : IAsyncDisposable
{
    private const int Batch = 3;

    private readonly ConcurrentQueue<string> sent = [];
    private readonly TemporaryFile file = new();
    private TestDatabase? database;

    public static TheoryData<string> Stores => ["memory", "sqlite"];

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
        file.Dispose();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_host_that_stops_in_the_middle_keeps_what_left_and_gives_back_the_rest(string engine)
    {
        var store = await NewAsync(engine);
        var all = await OpenAsync(store, tickets: 3 * Batch);
        using var stopping = new CancellationTokenSource();
        var processor = Processor(
            store,
            (message, _) =>
            {
                sent.Enqueue(message.Id);
                if (sent.Count == Batch + 1) // the second of the batch is not begun, and the third batch claimed ahead
                    stopping.Cancel();
                return Task.CompletedTask;
            }
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => processor.ProcessAsync(stopping.Token));
        Assert.Equal(Batch + 1, sent.Count);

        await DrainAsync(store);

        Assert.Equal(all.Order(), sent.Order()); // each once
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_message_that_a_stopping_host_breaks_off_leaves_again_at_once_as_one_that_perhaps_left(
        string engine
    )
    {
        var store = await NewAsync(engine);
        await OpenAsync(store, tickets: 1);
        using var stopping = new CancellationTokenSource();
        var processor = Processor(
            store,
            async (_, stop) =>
            {
                await stopping.CancelAsync();
                await Task.Delay(Timeout.Infinite, stop);
            }
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => processor.ProcessAsync(stopping.Token));

        var again = Assert.Single(await ClaimAsync(store));
        Assert.Equal(1, again.Attempts);
        await store.SettleAsync(again, new DeliveryResult.DeadLettered("no"), default);
        Assert.True(Assert.Single(await store.DeadLettersAsync(new("default"), 10, default)).PerhapsDelivered);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Messages_of_a_ticket_leave_in_order_over_many_full_batches(string engine)
    {
        var store = await NewAsync(engine);
        var all = await OpenAsync(store, tickets: 4 * Batch, replies: 2);

        await DrainAsync(store);

        Assert.Equal(all.Order(), sent.Order());
        Assert.Equal(ByTicket(all), ByTicket(sent));

        static List<string> ByTicket(IEnumerable<string> ids) =>
            [.. ids.GroupBy(id => id[..36]).OrderBy(ticket => ticket.Key).SelectMany(ticket => ticket)];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_cannot_claim_ahead_loses_nothing_of_what_is_leaving(bool atOnce)
    {
        var claims = 0;
        var store = new Altered
        {
            ClaimMessages = (inner, claim) =>
                ++claims != 2 ? inner.ClaimMessagesAsync(claim, default)
                : atOnce ? throw new IOException("The disk is away.")
                : Task.FromException<ImmutableArray<ClaimedMessage>>(new IOException("The disk is away.")),
        };
        var all = await OpenAsync(store, tickets: 2 * Batch);

        await Assert.ThrowsAsync<IOException>(() => Processor(store, SendAsync).ProcessAsync());
        Assert.Single(sent); // as many as can begin at once

        await DrainAsync(store);
        Assert.Equal(all.Order(), sent.Order());
    }

    [Fact]
    public async Task A_store_that_cannot_record_what_left_still_gives_back_what_was_claimed_ahead()
    {
        var broken = true;
        var store = new Altered
        {
            Settle = (inner, claimed, result) =>
                broken && result is DeliveryResult.Delivered
                    ? throw new IOException("The disk is away.")
                    : inner.SettleAsync(claimed, result, default),
        };
        var all = await OpenAsync(store, tickets: 3 * Batch);
        var processor = Processor(store, SendAsync);

        await Assert.ThrowsAsync<IOException>(() => processor.ProcessAsync());
        await Assert.ThrowsAsync<IOException>(() => processor.ProcessAsync()); // it claims nothing before that is recorded
        Assert.Single(sent);

        broken = false;
        Assert.Equal((3 * Batch) - 1, (await ClaimAsync(store, release: true)).Length); // what left waits for its lease
        while (await processor.ProcessAsync() > 0) { }
        Assert.Equal(all.Order(), sent.Order()); // each once
    }

    private static OutboxProcessor Processor(ITicketStore store, Func<Notification, CancellationToken, Task> send)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(store);
        services.AddSingleton<TimeProvider>(new ManualTimeProvider(SampleTickets.Morning));
        services
            .AddSupportKit()
            .AddPolicy(SampleTickets.Policy)
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .UseTransport(send)
            .ConfigureDelivery(delivery => (delivery.BatchSize, delivery.MaxConcurrency) = (Batch, 1));
        return services.BuildServiceProvider().GetRequiredService<OutboxProcessor>();
    }

    private Task SendAsync(Notification message, CancellationToken _)
    {
        sent.Enqueue(message.Id);
        return Task.CompletedTask;
    }

    private async Task DrainAsync(ITicketStore store)
    {
        var processor = Processor(store, SendAsync);
        while (await processor.ProcessAsync(TestContext.Current.CancellationToken) > 0) { }
    }

    private static async Task<ImmutableArray<ClaimedMessage>> ClaimAsync(ITicketStore store, bool release = false)
    {
        var now = SampleTickets.Morning;
        var claimed = await store.ClaimMessagesAsync(new(now, now + Duration.FromMinutes(2), 100), default);
        foreach (var one in claimed.Where(_ => release))
            await store.SettleAsync(one, new DeliveryResult.Released(now), default);
        return claimed;
    }

    /// <returns>The ids of all messages, those of a ticket in order.</returns>
    private static async Task<List<string>> OpenAsync(ITicketStore store, int tickets, int replies = 0)
    {
        var all = new List<string>();
        for (var i = 0; i < tickets; i++)
        {
            var commit = SampleTickets.Open();
            for (var reply = 0; ; reply++)
            {
                Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit, default));
                all.AddRange(commit.Messages.Select(message => message.Id));
                if (reply == replies)
                    break;
                commit = SampleTickets.Apply(commit.Ticket, new TicketCommand.Reply(Actor.Agent("kim"), "Soon."));
            }
        }
        return all;
    }

    private async Task<ITicketStore> NewAsync(string engine)
    {
        if (engine == "memory")
            return new InMemoryTicketStore();
        database = await TestDatabase.OpenAsync(options => options.UseSqlite(file.Connection));
        return database.Store;
    }
}
