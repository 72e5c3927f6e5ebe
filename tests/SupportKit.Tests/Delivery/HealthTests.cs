using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using SupportKit.Delivery;

namespace SupportKit.Tests.Delivery;

/// <summary>A desk whose workers are gone shows it.</summary>
public class HealthTests
{
    private readonly DeskFixture host = new(desk => desk.ConfigureDelivery(delivery => delivery.MaxAttempts = 1));

    [Fact]
    public async Task A_desk_with_nothing_to_do_is_healthy() => Assert.Equal(HealthStatus.Healthy, await StatusAsync());

    [Theory]
    [InlineData(0, HealthStatus.Healthy)]
    [InlineData(119, HealthStatus.Healthy)]
    [InlineData(120, HealthStatus.Degraded)]
    [InlineData(599, HealthStatus.Degraded)]
    [InlineData(600, HealthStatus.Unhealthy)]
    public async Task Messages_that_nobody_takes_show_by_how_long_they_wait(int seconds, HealthStatus expected)
    {
        await host.OpenAsync();
        host.Time.Advance(Duration.FromSeconds(seconds));

        Assert.Equal(expected, await StatusAsync());
        Assert.Equal(Duration.FromSeconds(seconds), (await Health.BacklogAsync()).Messages);
    }

    [Fact]
    public async Task Deadlines_that_nobody_fires_show_and_are_healthy_again_when_somebody_has()
    {
        var opened = await host.OpenAsync();
        while (await host.Outbox.PumpAsync() > 0) { }
        host.Time.Advance(opened.Ticket.NextDeadline()!.Value + Duration.FromMinutes(11) - Now);
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync());
        Assert.Equal(Duration.FromMinutes(11), (await Health.BacklogAsync()).Deadlines);

        while (await host.Deadlines.PumpAsync() > 0) { }
        while (await host.Outbox.PumpAsync() > 0) { }
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
    }

    [Fact]
    public async Task Dead_letters_degrade_until_a_person_has_seen_to_them()
    {
        await host.OpenAsync();
        host.Transport.Fault = _ => new IOException("Away.");
        while (await host.Outbox.PumpAsync() > 0) { }
        Assert.Equal(HealthStatus.Degraded, await StatusAsync());
        Assert.Equal(2, (await Health.BacklogAsync()).DeadLetters);

        host.Transport.Fault = _ => null;
        Assert.Equal(2, await host.Store.RequeueAsync(new("default"), Now, default));
        while (await host.Outbox.PumpAsync() > 0) { }
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
    }

    [Fact]
    public async Task How_bad_the_worst_is_is_the_hosts_to_say()
    {
        await host.OpenAsync();
        host.Time.Advance(Duration.FromHours(1));

        Assert.Equal(HealthStatus.Degraded, await StatusAsync(worst: HealthStatus.Degraded));
    }

    private DeskHealth Health => host.Host.Services.GetRequiredService<DeskHealth>();

    private Instant Now => Instant.FromDateTimeOffset(host.Time.GetUtcNow());

    private async Task<HealthStatus> StatusAsync(HealthStatus worst = HealthStatus.Unhealthy)
    {
        var registration = new HealthCheckRegistration("desk", Health, worst, null);
        return (await Health.CheckHealthAsync(new HealthCheckContext { Registration = registration })).Status;
    }
}
