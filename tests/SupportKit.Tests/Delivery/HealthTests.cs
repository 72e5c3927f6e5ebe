using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Storage;

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
        while (await host.Outbox.ProcessAsync() > 0) { }
        host.Time.Advance(opened.Ticket.NextDeadline()!.Value + Duration.FromMinutes(11) - Now);
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync());
        Assert.Equal(Duration.FromMinutes(11), (await Health.BacklogAsync()).Deadlines);

        while (await host.Deadlines.ProcessAsync() > 0) { }
        while (await host.Outbox.ProcessAsync() > 0) { }
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
    }

    [Fact]
    public async Task Addresses_that_are_not_written_to_are_told_and_change_nothing()
    {
        var list = host.Host.Services.GetRequiredService<ISuppressionList>();
        var ana = new Recipient(RecipientKind.Requester, "ana");
        foreach (var tenant in new[] { "default", "other" })
            await list.SuppressAsync(tenant, new("ana@people.example", ana, "5.1.1", Now), default);

        var health = await Health.CheckHealthAsync(
            new() { Registration = new("desk", Health, HealthStatus.Unhealthy, null) }
        );

        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Equal(2, health.Data["addresses.suppressed"]);
    }

    [Fact]
    public async Task Dead_letters_degrade_until_a_person_has_seen_to_them()
    {
        await host.OpenAsync();
        host.Transport.Fault = _ => new IOException("Away.");
        while (await host.Outbox.ProcessAsync() > 0) { }
        Assert.Equal(HealthStatus.Degraded, await StatusAsync());
        Assert.Equal(2, (await Health.BacklogAsync()).DeadLetters);

        host.Transport.Fault = _ => null;
        Assert.Equal(2, await host.Store.RequeueAsync(new("default"), Now, default));
        while (await host.Outbox.ProcessAsync() > 0) { }
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
    }

    [Fact]
    public async Task A_deadline_and_a_message_that_are_claimed_again_and_again_show_as_well()
    {
        var opened = await host.OpenAsync();
        host.Time.SetNow(opened.Ticket.NextDeadline()!.Value);
        for (var i = 0; i < 6; i++)
        {
            await host.Store.ClaimDueAsync(Now, Now + Duration.FromMinutes(2), 10, default);
            await host.Store.ClaimMessagesAsync(new(Now, Now + Duration.FromMinutes(2), 10), default);
            host.Time.Advance(Duration.FromMinutes(2));
        }
        await host.Store.ClaimDueAsync(Now, Now + Duration.FromMinutes(2), 10, default);

        Assert.Equal(Duration.FromMinutes(12), (await Health.BacklogAsync()).Deadlines);
        Assert.Equal(Now - opened.Ticket.UpdatedAt, (await Health.BacklogAsync()).Messages);
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync());
    }

    [Fact]
    public async Task What_is_in_quarantine_degrades_until_it_goes_well()
    {
        var opened = await host.OpenAsync();
        while (await host.Outbox.ProcessAsync() > 0) { }
        host.Time.SetNow(opened.Ticket.NextDeadline()!.Value);
        await host.Store.QuarantineAsync(opened.Ticket, "deadline.processing_failed", "It is bad.", Now, default);
        Assert.Equal(HealthStatus.Degraded, await StatusAsync());
        Assert.Equal(1, (await Health.BacklogAsync()).Quarantined);

        host.Time.Advance(QuarantinedItem.DelayAfter(1));
        while (await host.Deadlines.ProcessAsync() > 0) { }
        while (await host.Outbox.ProcessAsync() > 0) { }
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
    }

    [Fact]
    public async Task A_worker_that_fails_again_and_again_degrades()
    {
        var signal = host.Host.Services.GetRequiredService<WorkerSignals>().Messages;
        signal.Failures = 2;
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());
        signal.Failures = 3;
        Assert.Equal(HealthStatus.Degraded, await StatusAsync());
        Assert.Equal(3, (await Health.BacklogAsync()).WorkerFailures);
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
