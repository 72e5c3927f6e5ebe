using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SupportKit.Deadlines;
using SupportKit.Delivery;
using SupportKit.Hosting;

namespace SupportKit.Testing;

/// <summary>
/// A whole desk for a test: in memory, in a time that only the test moves, with everything it sends recorded. No worker runs beside
/// the test, so that what has happened is the same in each run. Not thread-safe.
/// </summary>
public sealed class TestDesk : IAsyncDisposable
{
    private static readonly Duration LeastStep = Duration.FromMilliseconds(1);

    private readonly ConcurrentQueue<Notification> sent = [];
    private readonly ServiceProvider services;

    /// <summary>Makes a desk of one tenant, <see cref="SupportDesk.DefaultTenant"/>.</summary>
    /// <param name="policy">Its policy.</param>
    /// <param name="people">Whom the host knows; nobody else can ask for anything.</param>
    public TestDesk(Policy policy, params ImmutableArray<Requester> people)
        : this(desk => desk.AddPolicy(policy).UseRequesters(new People(people).FindAsync)) { }

    /// <summary>Makes a desk as a host does, whose clock first reads Monday, 2 March 2026, 09:00 UTC.</summary>
    /// <param name="configure">
    /// Gives at least a policy and the requesters. What is sent is recorded, also beside other transports that this chooses.
    /// </param>
    public TestDesk(Action<SupportKitBuilder> configure)
        : this(configure, Instant.FromUtc(2026, 3, 2, 9, 0)) { }

    /// <summary>Makes a desk as a host does.</summary>
    /// <param name="configure">
    /// Gives at least a policy and the requesters. What is sent is recorded, also beside other transports that this chooses.
    /// </param>
    /// <param name="start">What the clock reads first.</param>
    public TestDesk(Action<SupportKitBuilder> configure, Instant start)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Time = new ManualTimeProvider(start);
        var all = new ServiceCollection();
        all.AddSingleton<TimeProvider>(Time);
        all.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(NullLogger<>)));
        configure(
            all.AddSupportKit()
                .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
                .UseTransport(RecordAsync, "recorded")
        );
        services = all.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        Desk = services.GetRequiredService<SupportDesk>();
    }

    /// <summary>The desk under test.</summary>
    public SupportDesk Desk { get; }

    /// <summary>Its clock. <see cref="AdvanceAsync"/> moves it, and lets happen what is due on the way.</summary>
    public ManualTimeProvider Time { get; }

    /// <summary>What the desk is made of.</summary>
    public IServiceProvider Services => services;

    /// <summary>What has left so far, in the order in which it left. <see cref="AdvanceAsync"/> lets it leave.</summary>
    public ImmutableArray<Notification> Sent => [.. sent];

    /// <summary>
    /// Lets time pass: each deadline on the way is processed, and each message leaves, at its own instant. With
    /// <see cref="Duration.Zero"/>, what is due now.
    /// </summary>
    /// <param name="by">How long; not negative.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SupportKitException"><c>testing.time_reversed</c>: the duration is negative.</exception>
    public async Task AdvanceAsync(Duration by, CancellationToken cancellationToken = default)
    {
        if (by < Duration.Zero)
            Time.Advance(by); // refuses it
        var end = Time.Now + by;
        var (deadlines, outbox) = (
            services.GetRequiredService<DeadlineProcessor>(),
            services.GetRequiredService<OutboxProcessor>()
        );
        while (true)
        {
            while (
                await deadlines.ProcessAsync(cancellationToken).ConfigureAwait(false)
                    + await outbox.ProcessAsync(cancellationToken).ConfigureAwait(false)
                > 0
            ) { }
            var next = Earlier(
                await deadlines.NextAsync(cancellationToken).ConfigureAwait(false),
                await outbox.NextAsync(cancellationToken).ConfigureAwait(false)
            );
            if (next is not { } at || at > end || Time.Now >= end)
                break;
            Time.SetNow(Instant.Min(end, Instant.Max(at, Time.Now + LeastStep)));
        }
        Time.SetNow(end);
    }

    /// <summary>Ends the desk; what it holds is gone.</summary>
    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static Instant? Earlier(Instant? one, Instant? other) =>
        one is { } a && other is { } b ? Instant.Min(a, b) : one ?? other;

    private Task RecordAsync(Notification notification, CancellationToken cancellationToken)
    {
        sent.Enqueue(notification);
        return Task.CompletedTask;
    }

    private sealed class People(ImmutableArray<Requester> people)
    {
        private readonly FrozenDictionary<string, Requester> byId = people.ToFrozenDictionary(person => person.Id);

        public Task<Requester?> FindAsync(string tenant, string id, CancellationToken cancellationToken) =>
            Task.FromResult(byId.GetValueOrDefault(id));
    }
}
