using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.Tests.Shared;

/// <summary>
/// Processes that share a store and have the same two observers, which fail as chance has it. Processes end after they have called an observer
/// and before they have recorded it. Tickets are changed meanwhile.
/// </summary>
internal sealed class ObserverWorld
{
    private static readonly string[] Names = ["crm", "index"];

    private static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "observed",
          "channels": { "web": {} },
          "categories": { "question": {} },
          "scope": [{ "id": "everybody", "then": "accept" }],
          "priority": { "levels": ["normal"], "rules": [{ "id": "all", "then": "normal" }] },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
        }
        """
    );

    private readonly Lock gate = new();
    private readonly Random random;
    private readonly ITicketStore store;
    private readonly ManualTimeProvider time = new(Instant.FromUtc(2026, 3, 2, 9, 0));
    private readonly List<(string Observer, CommittedEvents Committed, bool Failed)> calls = [];
    private readonly List<TicketKey> tickets = [];
    private readonly Worker[] workers;
    private bool isCalm;

    public ObserverWorld(ITicketStore store, int seed, int workers)
    {
        (this.store, random) = (store, new Random(seed));
        this.workers = [.. Enumerable.Range(0, workers).Select(_ => NewWorker())];
    }

    /// <summary>How many commits an observer was called about more than once.</summary>
    public int Repeated { get; private set; }

    /// <summary>How often something was requeued because an observer had failed for good.</summary>
    public int Requeued { get; private set; }

    /// <summary>Plays a story, then lets all go well, and says what is wrong with what the observers have seen; null when nothing is.</summary>
    public async Task<string?> PlayAsync(int steps)
    {
        for (var i = 0; i < steps; i++)
            await StepAsync();
        isCalm = true;
        foreach (var worker in workers)
            worker.Store.Dies = false;
        for (var quiet = 0; quiet < 3; )
        {
            var requeued = await store.RequeueAsync(new DeadLetterFilter(SupportDesk.DefaultTenant), Now, default);
            Requeued += requeued;
            var claimed = await WorkAsync();
            quiet = claimed + requeued == 0 ? quiet + 1 : 0;
            time.Advance(Duration.FromHours(2));
        }
        foreach (var worker in workers)
            await worker.Services.DisposeAsync();
        return await JudgeAsync();
    }

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private async Task StepAsync()
    {
        switch (random.Next(8))
        {
            case 0 when tickets.Count < 5:
            case 1 when tickets.Count == 0:
                var opened = await Any()
                    .Desk.OpenAsync(
                        new OpenRequest
                        {
                            Requester = "ana",
                            Category = "question",
                            Channel = "web",
                            Title = "A title",
                            Body = "Some words.",
                        }
                    );
                tickets.Add(opened.OrThrow().Ticket.Key);
                break;
            case 0 or 1 or 2 or 3 when tickets.Count > 0:
                var ticket = tickets[random.Next(tickets.Count)];
                var command = new TicketCommand.Note(Actor.Agent("bo"), "Seen.");
                (await Any().Desk.ApplyAsync(ticket, command)).OrThrow();
                break;
            case 4:
                Any().Store.Dies = true;
                break;
            case 5:
                time.Advance(Duration.FromSeconds(random.Next(1, 900)));
                break;
            default:
                await WorkAsync();
                break;
        }
    }

    private Worker Any() => workers[random.Next(workers.Length)];

    // All at once. One whose process ended is followed by a new one, which knows nothing of what the other held.
    private async Task<int> WorkAsync()
    {
        var claimed = await Task.WhenAll(
            workers.Select(async worker =>
            {
                try
                {
                    return await worker.Services.GetRequiredService<OutboxProcessor>().ProcessAsync();
                }
                catch (IOException)
                {
                    return 1;
                }
            })
        );
        for (var i = 0; i < workers.Length; i++)
        {
            if (!workers[i].Store.Dies)
                continue;
            await workers[i].Services.DisposeAsync();
            workers[i] = NewWorker();
        }
        return claimed.Sum();
    }

    private async Task<string?> JudgeAsync()
    {
        foreach (var key in tickets)
        {
            var history = await store.HistoryAsync(key, Viewer.Desk, default);
            var all = history.Select(recorded => recorded.Sequence).ToList();
            foreach (var name in Names)
            {
                var own = calls.Where(call => call.Observer == name && call.Committed.Ticket == key).ToList();
                Repeated += own.Count - own.Select(call => call.Committed.Position).Distinct().Count();
                var seen = own.SelectMany(call => call.Committed.Events)
                    .Select(one => one.Sequence)
                    .Distinct()
                    .ToList();
                var taken = own.Where(call => !call.Failed)
                    .SelectMany(call => call.Committed.Events)
                    .Select(one => one.Sequence)
                    .Distinct()
                    .ToList();
                if (!seen.SequenceEqual(all) || !taken.SequenceEqual(all))
                    return $"{name} was shown {string.Join(' ', seen)} and took {string.Join(' ', taken)} of {string.Join(' ', all)}.";
                if (own.Any(call => call.Committed.Events[^1].Sequence != call.Committed.Version))
                    return $"{name} was given a version that is not its last event's.";
            }
        }
        return null;
    }

    private Worker NewWorker()
    {
        var services = new ServiceCollection();
        var dying = new DyingStore(store);
        services.AddLogging().AddSingleton<ITicketStore>(dying).AddSingleton<TimeProvider>(time);
        var desk = services
            .AddSupportKit()
            .AddPolicy(Policy)
            .UseRequesters((_, id, _) => Task.FromResult<Requester?>(new(id, "en", FactSet.Empty)))
            .ConfigureNotifications(options => options.TicketLink = "https://desk.example/tickets/{ticket}")
            .ConfigureDelivery(options => options.MaxAttempts = 3)
            .UseTransport((_, _) => Task.CompletedTask);
        foreach (var name in Names)
            desk.AddObserver(name, _ => new Recorder(this, name));
        return new Worker(services.BuildServiceProvider(), dying);
    }

    private sealed record Worker(ServiceProvider Services, DyingStore Store)
    {
        public SupportDesk Desk => Services.GetRequiredService<SupportDesk>();
    }

    private sealed class Recorder(ObserverWorld world, string name) : ITicketObserver
    {
        public Task ObserveAsync(CommittedEvents committed, CancellationToken cancellationToken)
        {
            lock (world.gate)
            {
                var failed = !world.isCalm && world.random.Next(2) == 0;
                world.calls.Add((name, committed, failed));
                return failed ? Task.FromException(new IOException("The index is away.")) : Task.CompletedTask;
            }
        }
    }

    // What it is told last, nobody records.
    private sealed class DyingStore(ITicketStore inner) : DelegatingTicketStore(inner)
    {
        public bool Dies { get; set; }

        public override Task SettleAsync(
            ClaimedMessage claimed,
            DeliveryResult result,
            CancellationToken cancellationToken
        ) =>
            Dies
                ? throw new IOException("The process has ended.")
                : Inner.SettleAsync(claimed, result, cancellationToken);

        public override Task SettleAllAsync(
            ImmutableArray<(ClaimedMessage Claimed, DeliveryResult Result)> settled,
            CancellationToken cancellationToken
        ) => Dies ? throw new IOException("The process has ended.") : Inner.SettleAllAsync(settled, cancellationToken);
    }
}
