using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Tests;

namespace SupportKit.Reliability.Attacks;

internal sealed class UnknownTenant()
    : Attack(
        "2",
        "A process that does not know a tenant yet claims its messages for an hour.",
        "parked within ten minutes",
        "Dead letters after a simulated hour, attempts counted, and mails delivered by a process that knows the tenant."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var host = new DeskFixture();
        await host.OpenAsync();
        var stranger = new OutboxProcessor(
            host.Store,
            new DelegateTransport(host.Transport.SendAsync),
            new PolicyCatalog([]),
            host.Time,
            Options.Create(new DeliveryOptions()),
            new WorkerSignals(),
            NullLogger<OutboxProcessor>.Instance
        );
        for (var look = 0; look < 120; look++)
        {
            await stranger.ProcessAsync(stop);
            host.Time.Advance(Duration.FromSeconds(30));
        }
        var dead = (await host.Store.DeadLettersAsync(new("default"), 10, stop)).Length;
        host.Time.Advance(Duration.FromMinutes(5));
        var claimed = await host.Store.ClaimMessagesAsync(
            new(host.Time.Now, host.Time.Now + Duration.FromMinutes(2), 10),
            stop
        );
        var attempts = claimed.Sum(one => one.Attempts);
        foreach (var one in claimed)
            await host.Store.SettleAsync(one, new DeliveryResult.Released(host.Time.Now), stop);
        while (await host.Outbox.ProcessAsync(stop) > 0) { }
        var sent = host.Transport.Sent.Count;
        return new(
            $"{dead} parked, {attempts} attempts counted, {sent} of 2 delivered",
            (dead, attempts, sent) == (0, 0, 2)
        );
    }
}
