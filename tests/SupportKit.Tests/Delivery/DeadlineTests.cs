using NodaTime;
using SupportKit.Tickets;

namespace SupportKit.Tests.Delivery;

/// <summary>Deadlines are processed by themselves, each with one effect.</summary>
public class DeadlineTests
{
    private readonly DeskFixture host = new();

    [Fact]
    public async Task A_promise_that_passes_unanswered_is_recorded_as_broken()
    {
        var opened = await host.OpenAsync();
        Assert.Equal(0, await host.Deadlines.ProcessAsync());

        host.Time.Advance(Duration.FromMinutes(31));
        Assert.Equal(1, await host.Deadlines.ProcessAsync());

        var ticket = await host.Desk.FindAsync(opened.Ticket.Key, Viewer.Desk);
        Assert.Equal(PromiseStatus.Breached, ticket!.PromiseOf("first-response")!.Status);
        Assert.Equal(0, await host.Deadlines.ProcessAsync());
    }

    [Fact]
    public async Task Eight_workers_on_the_same_deadlines_fire_each_once()
    {
        var tickets = new List<TicketKey>();
        for (var i = 0; i < 50; i++)
        {
            var opened = await host.OpenAsync();
            tickets.Add(opened.Ticket.Key);
        }
        host.Time.Advance(Duration.FromMinutes(31));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => host.Deadlines.ProcessAsync())));

        foreach (var key in tickets)
        {
            var history = await host.Desk.GetHistoryAsync(key, Viewer.Desk);
            Assert.Equal(2, history.Count(recorded => recorded.Event is TicketEvent.PromiseBreached));
            Assert.NotNull(TicketHistory.Replay(history));
        }
    }

    [Fact]
    public async Task Work_that_a_dead_worker_had_claimed_is_done_when_its_lease_ends()
    {
        await host.OpenAsync();
        host.Time.Advance(Duration.FromMinutes(31));
        var now = Instant.FromDateTimeOffset(host.Time.GetUtcNow());
        await host.Store.ClaimDueAsync(now, now + Duration.FromMinutes(2), 10, default);

        Assert.Equal(0, await host.Deadlines.ProcessAsync());
        host.Time.Advance(Duration.FromMinutes(2));
        Assert.Equal(1, await host.Deadlines.ProcessAsync());
    }
}
