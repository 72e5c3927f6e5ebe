using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.Tests.Delivery;

/// <summary>No send outlives the lease it is made under.</summary>
public class LeaseTests
{
    private static readonly Duration Timeout = Duration.FromSeconds(30);

    [Fact]
    public async Task A_send_that_the_rest_of_its_lease_does_not_cover_is_given_back_and_never_begun()
    {
        var store = new LeaseStore(new InMemoryTicketStore());
        var host = new DeskFixture(desk =>
        {
            desk.Services.AddSingleton<ITicketStore>(store);
            desk.ConfigureDelivery(delivery =>
            {
                (delivery.SendTimeout, delivery.LeaseDuration) = (Timeout.ToTimeSpan(), TimeSpan.FromMinutes(2));
                (delivery.MaxConcurrency, delivery.BatchSize) = (1, 16);
            });
        });
        for (var i = 0; i < 20; i++)
            await host.OpenAsync();
        var covered = new List<Duration>();
        host.Transport.Fault = message =>
        {
            covered.Add(store.Until[message.Id] - host.Time.Now);
            // The first are quick, so that many are claimed ahead; then the receiver becomes slow.
            if (covered.Count > 3)
                host.Time.Advance(Timeout - Duration.FromSeconds(1));
            return null;
        };

        while (await host.Outbox.ProcessAsync() > 0) { }

        Assert.Equal(host.Transport.Sent.Count, host.Transport.Sent.Select(sent => sent.Id).Distinct().Count());
        Assert.Equal(40, host.Transport.Sent.Count);
        Assert.All(covered, rest => Assert.True(rest >= Timeout, $"A send began {rest} before the end of its lease."));
        Assert.True(store.GivenBack > 0); // else nothing was held so long
    }

    [Fact]
    public async Task A_claim_that_the_store_answers_later_is_begun_with_and_not_slept_over()
    {
        var inner = new InMemoryTicketStore();
        var store = new LateStore(inner);
        var host = new DeskFixture(desk => desk.Services.AddSingleton<ITicketStore>(store));
        await host.OpenAsync();
        // Whoever waits goes on within the signal that wakes it, which is the earliest that it can.
        var outbox = new OutboxProcessor(
            store,
            new DelegateTransport(host.Transport.SendAsync),
            host.Host.Services.GetRequiredService<PolicyCatalog>(),
            host.Time,
            Options.Create(new DeliveryOptions()),
            new WorkerSignals(),
            NullLogger<OutboxProcessor>.Instance
        )
        {
            Inline = true,
        };

        var running = outbox.ProcessAsync();
        while (store.Answers.TryDequeue(out var answer))
            answer.SetResult();

        Assert.True(running.IsCompleted); // no time has passed
        Assert.Equal(2, await running);
        Assert.Equal(2, host.Transport.Sent.Count);
    }

    // Answers each claim when it is told to.
    private sealed class LateStore(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        public ConcurrentQueue<TaskCompletionSource> Answers { get; } = [];

        public override async Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
            MessageClaim claim,
            CancellationToken cancellationToken
        )
        {
            var answer = new TaskCompletionSource();
            Answers.Enqueue(answer);
            await answer.Task.ConfigureAwait(false);
            return await Inner.ClaimMessagesAsync(claim, cancellationToken);
        }
    }

    // Knows until when each message is held.
    private sealed class LeaseStore(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        public ConcurrentDictionary<string, Instant> Until { get; } = new();

        public int GivenBack { get; private set; }

        public override async Task<ImmutableArray<ClaimedMessage>> ClaimMessagesAsync(
            MessageClaim claim,
            CancellationToken cancellationToken
        )
        {
            var claimed = await Inner.ClaimMessagesAsync(claim, cancellationToken);
            foreach (var one in claimed)
                Until[one.Message.Id] = claim.LeaseUntil;
            return claimed;
        }

        public override Task SettleAsync(
            ClaimedMessage claimed,
            DeliveryResult result,
            CancellationToken cancellationToken
        )
        {
            GivenBack += result is DeliveryResult.Released ? 1 : 0;
            return Inner.SettleAsync(claimed, result, cancellationToken);
        }
    }
}
