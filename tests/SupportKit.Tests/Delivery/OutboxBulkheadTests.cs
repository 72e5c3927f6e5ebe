using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportKit.Delivery;
using SupportKit.Hosting;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Delivery;

/// <summary>Whatever is wrong with one message of a batch, the others leave, and an operator finds it among the dead letters.</summary>
public class OutboxBulkheadTests
{
    private const string Victim = "victim";

    [Fact]
    public async Task A_message_that_cannot_be_put_into_words_is_a_dead_letter_and_keeps_no_other_waiting()
    {
        // The settings of one tenant were changed while the desk runs, and cannot be read any more.
        var isBroken = true;
        var host = With(desk =>
            desk.ConfigureNotifications(
                Victim,
                _ =>
                {
                    if (isBroken)
                        throw new InvalidOperationException("The settings cannot be read.");
                }
            )
        );
        await OpenAsync(host, Victim);
        await OpenAsync(host, SupportDesk.DefaultTenant);

        await DrainAsync(host);

        Assert.Equal(2, host.Transport.Sent.Count);
        Assert.All(host.Transport.Sent, sent => Assert.Equal(SupportDesk.DefaultTenant, sent.Tenant));
        await AssertDeadAsync(host, SupportKitErrors.DeliveryTextFailed);

        isBroken = false;
        var settings = host.Host.Services.GetRequiredService<IOptionsMonitorCache<NotificationOptions>>();
        settings.TryRemove(Victim); // as when they are loaded anew
        await host.Store.RequeueAsync(new(Victim), host.Time.Now, default);
        await DrainAsync(host);
        Assert.Equal(2, host.Transport.Sent.Count(sent => sent.Tenant == Victim));
    }

    private static DeskFixture With(Action<SupportKitBuilder> configure) =>
        new(desk => configure(desk.AddPolicy(Digibee, Victim)));

    private static async Task OpenAsync(DeskFixture host, string tenant) =>
        (await host.Desk.OpenAsync(DeskFixture.Request() with { Tenant = tenant })).OrThrow();

    private static async Task AssertDeadAsync(DeskFixture host, string code)
    {
        Assert.Empty(await host.Store.DeadLettersAsync(new(SupportDesk.DefaultTenant), 10, default));
        var dead = await host.Store.DeadLettersAsync(new(Victim), 10, default);
        Assert.Equal(2, dead.Length);
        Assert.All(dead, letter => Assert.Equal(code, letter.Code));
        Assert.All(
            dead,
            letter => Assert.Contains("InvalidOperationException", letter.Error, StringComparison.Ordinal)
        );
    }

    private static async Task DrainAsync(DeskFixture host)
    {
        while (await host.Outbox.ProcessAsync() > 0) { }
    }
}
