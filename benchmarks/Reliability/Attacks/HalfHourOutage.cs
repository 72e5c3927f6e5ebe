using NodaTime;
using SupportKit.Tests.Delivery;

namespace SupportKit.Reliability.Attacks;

internal sealed class HalfHourOutage()
    : Attack(
        "6",
        "The mail server is out for 30 minutes while 1,000 messages wait.",
        "all parked, and only calls one by one brought them back",
        "Simulated time: dead letters, messages delivered ten minutes after the outage, sends during it, and the most of one message."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
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
        var dead = (await world.Store.DeadLettersAsync(new("default"), 2_000, stop)).Length;
        var taken = world.Sends.Count(sent => sent.Returned);
        var distinct = world.Sends.Where(sent => sent.Returned).Select(sent => sent.Notification.Id).Distinct().Count();
        return new(
            $"{dead} dead letters, {distinct} of 1,000 delivered, {taken - distinct} twice, {during} sends during the outage",
            (dead, taken, distinct) == (0, 1_000, 1_000) && during <= 40
        );
    }
}
