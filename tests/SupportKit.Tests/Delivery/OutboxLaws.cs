using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Storage;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.Delivery;

/// <summary>
/// Whatever a receiver does and however processes end: each message is sent at least once; again only if a process ended, or the
/// transport failed or was given up; in order within its ticket; and all attempts are counted.
/// </summary>
public class OutboxLaws
{
    // The longest story has 12 tickets of two messages, each of which fails three times, and a destination that is down is tried
    // every five minutes: six hours.
    private static readonly Duration Rest = Duration.FromHours(7);

    /// <param name="Tickets">How many, with two messages each.</param>
    /// <param name="Hosts">How many processes share the store.</param>
    /// <param name="Concurrency">How many sends side by side.</param>
    /// <param name="Sends">How the first sends go, by message and attempt; the rest are taken within a second.</param>
    /// <param name="Ends">Processes that end, after so many seconds; another takes the place of each.</param>
    public sealed record Story(
        int Tickets,
        int Hosts,
        int Concurrency,
        (int Seconds, Ending Ending)[] Sends,
        (int AfterSeconds, bool Killed)[] Ends
    );

    public static Arbitrary<Story> Stories { get; } =
        (
            from tickets in Gen.Choose(1, 12)
            from hosts in Gen.Choose(1, 3)
            from concurrency in Gen.Choose(1, 5)
            from sends in (
                from seconds in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(10, 29), Gen.Choose(30, 200))
                from ending in Gen.Elements(Enum.GetValues<Ending>())
                select (seconds, ending)
            ).ArrayOf(20)
            from ends in (
                from seconds in Gen.Choose(1, 120)
                from killed in Gen.Elements(true, false)
                select (seconds, killed)
            )
                .ListOf()
                .Select(list => list.Take(4).ToArray())
            select new Story(tickets, hosts, concurrency, sends, ends)
        ).ToArbitrary();

    [Law(15, 2000, Arbitrary = [typeof(OutboxLaws)])]
    public void Each_message_is_sent_once_unless_something_went_wrong_and_then_until_it_has_left(Story story)
    {
        ArgumentNullException.ThrowIfNull(story);
        var world = Play(story);
        foreach (var message in world.Messages)
        {
            var sends = world.Sends.Where(sent => sent.Notification.Id == message.Id).ToList();
            var results = world.Recorded.Where(one => one.Message == message.Id).Select(one => one.Result).ToList();
            Require(sends.Count > 0, message.Id, "was never sent");
            Require(
                results[^1]
                    is DeliveryResult.Delivered
                        or DeliveryResult.DeadLettered { Code: "delivery.test_refused" },
                message.Id,
                "never left"
            );
            foreach (var (before, after) in sends.Zip(sends.Skip(1)))
            {
                Require(!before.Returned || before.Host.IsDead, message.Id, "was sent again after it had left");
                Require(
                    before.Host.IsDead || before.Ended <= after.Begun,
                    message.Id,
                    "was sent again while it was under way"
                );
            }

            Require(
                results.Count <= sends.Count && results.Count >= sends.Count(sent => !sent.Host.IsDead),
                message.Id,
                $"has {results.Count} attempts counted"
            );
        }
        foreach (var ticket in world.Messages.GroupBy(message => message.Ticket))
        {
            var order = ticket.Select(message => message.Id).ToList();
            var first = world.Sends.FindIndex(sent => sent.Notification.Id == order[1]);
            var last = world.Sends.FindLastIndex(sent => sent.Notification.Id == order[0]);
            Require(last < first, order[1], "was sent before the one it follows had left");
        }

        void Require(bool holds, string message, string what)
        {
            if (!holds)
                throw new InvalidOperationException(
                    $"{message} {what}: "
                        + string.Join(
                            "; ",
                            world
                                .Sends.Where(sent => sent.Notification.Id == message)
                                .Select(sent => $"{sent.Begun}–{sent.Ended} dead={sent.Host.IsDead} {sent.Returned}")
                        )
                );
        }
    }

    private static OutboxSimulation Play(Story story)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        OutboxSimulation world = new(
            (notification, attempt) =>
            {
                var place = places.TryGetValue(notification.Id, out var known)
                    ? known
                    : places[notification.Id] = places.Count;
                var (seconds, ending) = story.Sends[(place * 3 + attempt) % story.Sends.Length];
                return attempt < 3 ? (Duration.FromSeconds(seconds), ending) : (Duration.FromSeconds(1), Ending.Taken);
            }
        );
        world.Open(story.Tickets);
        for (var i = 0; i < story.Hosts; i++)
            Start();
        foreach (var (seconds, killed) in story.Ends)
        {
            world.Pass(Duration.FromSeconds(seconds));
            var host = world.Hosts.First(one => !one.IsGone);
            if (killed)
                host.Kill();
            else
                host.Stop();
            Start();
        }
        world.Pass(Rest);
        return world;

        void Start() => world.Start(new DeliveryOptions { MaxConcurrency = story.Concurrency });
    }
}
