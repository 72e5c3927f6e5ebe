using NodaTime;
using SupportKit.Delivery;
using SupportKit.Testing;
using SupportKit.Tests;
using SupportKit.Tests.Delivery;

namespace SupportKit.Reliability.Attacks;

internal sealed class WebhookDown()
    : Attack(
        "7",
        "The first and the last of three webhooks are down while ten messages leave, and come back.",
        "those after it starved, those before it were told again and again",
        "Posts to the one that is up, while the others are down; then posts to each, and how many of them were repeated."
    )
{
    public override async Task<Outcome> RunAsync(Place place, CancellationToken stop)
    {
        await using var first = new LoopbackWebServer { Mood = ReceiverBehavior.Rejects };
        await using var second = new LoopbackWebServer();
        await using var third = new LoopbackWebServer { Mood = ReceiverBehavior.Rejects };
        LoopbackWebServer[] servers = [first, second, third];
        var host = new DeskFixture(desk =>
            desk.UseWebhook(webhook =>
            {
                foreach (var server in servers)
                    webhook.Endpoints.Add(
                        new WebhookEndpoint(server.Url, [Transports.Secret], Internal: true, $"port-{server.Port}")
                    );
            })
        );
        for (var i = 0; i < 5; i++)
            await host.OpenAsync();
        await DrainAsync();
        var during = second.Posts.Count;
        first.Mood = third.Mood = ReceiverBehavior.Accepts;
        for (var minute = 0; minute < 15; minute++)
        {
            host.Time.Advance(Duration.FromMinutes(1));
            await DrainAsync();
        }
        var posts = servers.Select(server => server.Posts.Count).ToList();
        var repeated = servers.Sum(server =>
            server.Posts.Count - server.Posts.Select(post => post.Headers["webhook-id"]).Distinct().Count()
        );
        return new(
            $"{during} of 10 meanwhile; {string.Join(", ", posts)} in the end, {repeated} repeated",
            during == 10 && repeated == 0 && posts.TrueForAll(count => count == 10)
        );

        async Task DrainAsync()
        {
            while (await host.Outbox.ProcessAsync(stop) > 0) { }
        }
    }
}
