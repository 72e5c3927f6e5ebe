using NodaTime;
using SupportKit.Tests.Delivery;

namespace SupportKit.Reliability.Attacks;

internal sealed class SlowSends()
    : Attack(
        "4",
        "Each send takes 17 s, with all defaults, on one host and on two.",
        "320 messages became 1,528 sends, one of them 21",
        "Sends of 320 messages in simulated time, and the most of one message; one host, then two."
    )
{
    public override Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        var figures = new List<(int Sends, int Most, int Arrived)>();
        foreach (var hosts in (int[])[1, 2])
        {
            var world = new OutboxSimulation((_, _) => (Duration.FromSeconds(17), Ending.Taken));
            world.Open(160);
            for (var i = 0; i < hosts; i++)
                world.Start();
            world.Pass(Duration.FromHours(1));
            var each = world.Sends.GroupBy(sent => sent.Notification.Id).ToList();
            figures.Add((world.Sends.Count, each.Max(sends => sends.Count()), each.Count));
        }
        return Task.FromResult(
            new Outcome(
                string.Join(" and ", figures.Select(one => $"{one.Sends} sends, at most {one.Most} of one")),
                figures.All(one => one == (320, 1, 320))
            )
        );
    }
}
