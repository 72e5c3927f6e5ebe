using NodaTime;
using SupportKit.Delivery;
using SupportKit.Storage;

namespace SupportKit.Tests.Delivery;

/// <summary>Deliveries that stormed once, or stood still, and must not again. Time is simulated; options are the defaults.</summary>
public class StormTests
{
    private static readonly DeadLetterFilter All = new("default");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sends_slower_than_a_batch_of_them_lets_a_lease_last_are_made_once_each(int hosts)
    {
        var world = new OutboxSimulation((_, _) => (Duration.FromSeconds(17), Ending.Taken));
        world.Open(160);
        for (var i = 0; i < hosts; i++)
            world.Start();

        world.Pass(Duration.FromHours(1));

        Assert.Equal(320, world.Messages.Count);
        Assert.Equal(320, world.Sends.Count);
        Assert.Equal(320, world.Sends.Select(sent => sent.Notification.Id).Distinct().Count());
        // Each host had its share: 40 rounds of eight at 17 seconds, divided by them.
        var took = world.Sends.Max(sent => sent.Begun) - world.Sends.Min(sent => sent.Begun);
        Assert.InRange(took.TotalSeconds, 0, (40 * 17 / hosts) + 34);
    }

    [Theory]
    [InlineData(Ending.Hung)]
    [InlineData(Ending.Deaf)]
    [InlineData(Ending.TakenAndDeaf)]
    public async Task A_send_that_never_ends_is_given_up_in_time_holds_up_nobody_and_is_marked(Ending ending)
    {
        var stuck = "";
        var world = new OutboxSimulation(
            (sent, _) =>
            {
                stuck = stuck.Length == 0 ? sent.Id : stuck;
                return (Duration.FromSeconds(1), sent.Id == stuck ? ending : Ending.Taken);
            }
        );
        world.Open(20);
        world.Start(new DeliveryOptions { MaxAttempts = 2 });
        world.Pass(Duration.FromSeconds(25));
        Assert.Equal(40 - 2, world.Sends.Count(sent => sent.Returned)); // all but it and the one that follows it
        world.Pass(Duration.FromMinutes(2));

        var dead = Assert.Single(await world.Store.DeadLettersAsync(All, 10, default));
        Assert.Equal((stuck, 2, true), (dead.Message.Id, dead.Attempts, dead.PerhapsDelivered));
        Assert.Equal("delivery.attempt_timed_out", dead.Code);
        Assert.Equal(39, world.Sends.Count(sent => sent.Returned));
        Assert.All(
            world.Sends.Where(sent => sent.Notification.Id == stuck),
            sent => Assert.Equal(Duration.FromSeconds(30), sent.Ended - sent.Begun)
        );
    }

    [Fact]
    public void A_stopping_host_leaves_a_deaf_transport_behind_after_five_seconds()
    {
        var world = new OutboxSimulation((_, _) => (Duration.Zero, Ending.Deaf));
        world.Open(1);
        var host = world.Start();
        world.Pass(Duration.FromSeconds(1));

        host.Stop();
        world.Pass(Duration.FromSeconds(4));
        Assert.False(host.Worker.IsCompleted);
        world.Pass(Duration.FromSeconds(1));

        Assert.True(host.Worker.IsCompletedSuccessfully);
        var (_, _, result) = Assert.Single(world.Recorded);
        Assert.True(Assert.IsType<DeliveryResult.Retry>(result).PerhapsDelivered);
    }

    [Fact]
    public async Task An_outage_of_half_an_hour_loses_nothing_and_ends_by_itself_without_a_storm()
    {
        var up = Instant.MaxValue;
        OutboxSimulation world = null!;
        world = new OutboxSimulation(
            (_, _) => (Duration.FromMilliseconds(100), world.Time.Now < up ? Ending.Refused : Ending.Taken)
        );
        up = world.Time.Now + Duration.FromMinutes(30);
        world.Open(500);
        world.Start();
        world.Pass(Duration.FromMinutes(30));
        var during = world.Sends.Count;
        world.Pass(Duration.FromMinutes(10));

        Assert.Empty(await world.Store.DeadLettersAsync(All, 10, default));
        Assert.Equal(1000, world.Sends.Count(sent => sent.Returned));
        Assert.InRange(during, 8, 40); // the first eight, and one now and then: not each message again and again
        var back = world.Sends.SkipWhile(sent => !sent.Returned).ToList();
        Assert.Equal(1000, back.Count); // each once
        Assert.Equal(1, back.Count(sent => sent.Begun < back[0].Ended)); // the first by itself, before the others
    }

    [Fact]
    public async Task A_message_that_always_fails_is_tried_for_a_day_and_is_then_a_dead_letter()
    {
        var world = new OutboxSimulation((sent, _) => (Duration.FromSeconds(1), Ending.Refused));
        world.Open(1);
        world.Start();
        world.Pass(Duration.FromHours(24));
        Assert.Empty(await world.Store.DeadLettersAsync(All, 10, default));
        var first = world.Messages[0].Id;
        Assert.All(world.Sends, sent => Assert.Equal(first, sent.Notification.Id));
        world.Pass(Duration.FromHours(30));

        var dead = Assert.Single(await world.Store.DeadLettersAsync(All, 10, default));
        Assert.Equal((first, 60, "delivery.attempts_exhausted"), (dead.Message.Id, dead.Attempts, dead.Code));
    }

    [Fact]
    public void The_shortest_that_chance_makes_the_schedule_is_longer_than_a_day()
    {
        var options = new DeliveryOptions();
        var shortest = Enumerable.Range(1, options.MaxAttempts - 1).Sum(i => options.DelayAfter(i, 0).TotalHours);
        var mean = Enumerable.Range(1, options.MaxAttempts - 1).Sum(i => options.DelayAfter(i, 0.5).TotalHours);
        Assert.InRange(shortest, 25, 26);
        Assert.InRange(mean, 37, 38.5);
    }

    [Fact]
    public async Task What_is_refused_for_good_is_dead_at_once()
    {
        var world = new OutboxSimulation((_, _) => (Duration.FromSeconds(1), Ending.RefusedForGood));
        world.Open(10);
        world.Start();
        world.Pass(Duration.FromMinutes(1));

        var dead = await world.Store.DeadLettersAsync(All with { Code = "delivery.test_refused" }, 100, default);
        Assert.Equal(20, dead.Length);
        Assert.All(dead, letter => Assert.Equal(1, letter.Attempts));
    }
}
