using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
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
