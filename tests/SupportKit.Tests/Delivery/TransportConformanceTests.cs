using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SupportKit.Delivery;
using SupportKit.Testing;

namespace SupportKit.Tests.Delivery;

/// <summary>Every transport keeps every promise, and the cases catch those that do not.</summary>
public sealed class TransportConformanceTests
{
    public static TheoryData<string> Promises => [.. TransportCases.All.Select(promise => promise.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task A_webhook_promises_that(string promise)
    {
        await using var server = new LoopbackWebServer();
        await TransportCases.Get(promise).RunAsync(new WebhookProbe(server));
    }

    [Theory]
    [MemberData(nameof(Promises))]
    public Task A_function_of_the_host_can_promise_that(string promise) =>
        TransportCases.Get(promise).RunAsync(new InProcessProbe());

    public static TheoryData<string, string> Faults =>
        new()
        {
            { "returns before it has arrived", "what is sent arrives once, and has arrived when sending returns" },
            { "makes a new id", "what is sent again arrives under the same id, and something else under another" },
            { "speaks ASCII", "words of any language arrive to the letter" },
            { "writes the subject as it comes", "a line end in a subject begins nothing of its own" },
            { "swallows a failure", "a receiver that says no makes sending throw" },
            { "takes an id for sent once it has tried", "a failed notification can be sent again" },
            { "never lets go", "a token that is cancelled before sending lets nothing leave" },
            { "takes a cancellation for an answer", "a receiver that hangs does not keep a sender that is cancelled" },
            { "keeps what it sends in a field", "notifications sent at once do not mix" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_cases_catch_a_transport_that(string fault, string promise)
    {
        var error = await Assert.ThrowsAsync<ConformanceException>(() =>
            TransportCases.Get(promise).RunAsync(new BrokenProbe(fault))
        );
        Assert.Equal(promise, error.Promise);
    }

    [Fact]
    public void Every_promise_of_a_transport_is_broken_by_some_transport() =>
        Assert.Empty(TransportCases.All.Select(one => one.Name).Except(Faults.Select(broken => broken.Data.Item2)));

    private sealed class WebhookProbe(LoopbackWebServer server) : ITransportProbe
    {
        public INotificationTransport Transport { get; } =
            Transports.Webhook(new WebhookEndpoint(server.Url, [Transports.Secret], Internal: true));

        public void SetBehavior(ReceiverBehavior mood) => server.Mood = mood;

        public Task<ImmutableArray<ArrivedNotification>> ArrivedAsync(CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<ArrivedNotification>>([.. server.Posts.Select(Read)]);

        private static ArrivedNotification Read(ReceivedPost post)
        {
            var data = JsonDocument.Parse(post.Body).RootElement.GetProperty("data");
            return new ArrivedNotification(
                post.Headers["webhook-id"],
                data.GetProperty("subject").GetString()!,
                data.GetProperty("body").GetString()!
            );
        }
    }

    private class InProcessProbe : ITransportProbe
    {
        private readonly ConcurrentQueue<ArrivedNotification> arrived = [];
        private ReceiverBehavior mood;

        public InProcessProbe() => Transport = Transports.Make(desk => desk.UseTransport(SendAsync));

        public INotificationTransport Transport { get; }

        public void SetBehavior(ReceiverBehavior next) => mood = next;

        public Task<ImmutableArray<ArrivedNotification>> ArrivedAsync(CancellationToken cancellationToken) =>
            Task.FromResult<ImmutableArray<ArrivedNotification>>([.. arrived]);

        protected virtual async Task SendAsync(Notification notification, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (mood == ReceiverBehavior.Rejects)
                throw new IOException("The bus is full.");
            if (mood == ReceiverBehavior.TimesOut)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            var id = $"{notification.Tenant}/{notification.Id}";
            arrived.Enqueue(new ArrivedNotification(id, notification.Subject, notification.Body));
        }
    }

    private sealed class BrokenProbe(string fault) : InProcessProbe
    {
        private readonly TaskCompletionSource never = new();
        private Notification? current;
        private int calls;

        protected override async Task SendAsync(Notification notification, CancellationToken cancellationToken)
        {
            switch (fault)
            {
                case "returns before it has arrived":
                    _ = never.Task.ContinueWith(_ => base.SendAsync(notification, default), TaskScheduler.Default);
                    break;
                case "makes a new id":
                    var id = $"{notification.Id}/{Interlocked.Increment(ref calls)}";
                    await base.SendAsync(notification with { Id = id }, cancellationToken);
                    break;
                case "speaks ASCII":
                    var body = Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(notification.Body));
                    await base.SendAsync(notification with { Body = body }, cancellationToken);
                    break;
                case "writes the subject as it comes":
                    var (subject, end) = (notification.Subject, notification.Subject.IndexOfAny(['\r', '\n']));
                    var torn = end < 0 ? notification : notification with { Subject = subject[..end] };
                    await base.SendAsync(torn, cancellationToken);
                    break;
                case "takes an id for sent once it has tried":
                    if (Interlocked.Increment(ref calls) == 1)
                        await base.SendAsync(notification, cancellationToken);
                    break;
                case "takes a cancellation for an answer":
                    try
                    {
                        await base.SendAsync(notification, cancellationToken);
                    }
                    catch (OperationCanceledException) { }
                    break;
                case "swallows a failure":
                    await base.SendAsync(notification, cancellationToken)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    break;
                case "never lets go":
                    await base.SendAsync(notification, default);
                    break;
                default:
                    current = notification;
                    // All have begun before the first goes on: the race, without the luck.
                    if (Interlocked.Increment(ref calls) == 16)
                        never.SetResult();
                    await never.Task;
                    await base.SendAsync(current, cancellationToken);
                    break;
            }
        }
    }
}
