using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Storage;
using SupportKit.Testing;

namespace SupportKit.Tests.Delivery;

/// <summary>How a send ends.</summary>
public enum Ending
{
    Taken,
    Refused,

    /// <summary>The receiver has it, and the transport throws all the same.</summary>
    TakenAndFailed,

    /// <summary>It never returns, but for its token.</summary>
    Hung,

    /// <summary>It never returns, whatever becomes of its token.</summary>
    Deaf,

    /// <summary>The receiver has it, and it never returns.</summary>
    TakenAndDeaf,
    RefusedForGood,
}

/// <summary>A send that was begun.</summary>
public sealed class Sent(Notification notification, SimulatedHost host, Instant begun)
{
    public Notification Notification => notification;

    public SimulatedHost Host => host;

    public Instant Begun => begun;

    /// <summary>When the outbox knew the end: it returned, threw, or was given up.</summary>
    public Instant? Ended { get; set; }

    /// <summary>The receiver has it.</summary>
    public bool Arrived { get; set; }

    public bool Returned { get; set; }
}

/// <summary>Hosts that share a store, their transport, and time that only the test moves; all on the test's own thread.</summary>
public sealed class OutboxSimulation(Func<Notification, int, (Duration Latency, Ending Ending)> receiver)
{
    public static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "simulated",
          "channels": { "portal": {} },
          "categories": { "incident": {} },
          "scope": [{ "id": "everybody", "then": "accept" }],
          "priority": { "levels": ["high"], "rules": [{ "id": "all", "then": "high" }] },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
        }
        """
    );

    private readonly InMemoryTicketStore store = new();

    internal int Thread { get; } = Environment.CurrentManagedThreadId;

    public ManualTimeProvider Time { get; } = new(Instant.FromUtc(2026, 3, 2, 9, 0));

    public List<Sent> Sends { get; } = [];

    public List<SimulatedHost> Hosts { get; } = [];

    /// <summary>What was recorded of each message, in order; what was given back is left out.</summary>
    public List<(string Message, SimulatedHost Host, DeliveryResult Result)> Recorded { get; } = [];

    public ITicketStore Store => store;

    /// <summary>Opens tickets; each has two messages to be sent, one after the other.</summary>
    public void Open(int tickets)
    {
        var facts = FactSet.Of([
            KeyValuePair.Create<string, FactValue>(BuiltInFacts.Category, "incident"),
            KeyValuePair.Create<string, FactValue>(BuiltInFacts.Channel, "portal"),
            KeyValuePair.Create<string, FactValue>(BuiltInFacts.Language, "en"),
        ]);
        for (var i = 0; i < tickets; i++)
        {
            var open = new TicketCommand.Open("ana", "default", TicketId.New(Time.Now), "Down", "All of it");
            var accepted = (Decision.Accepted)Decider.Decide(Policy, null, open, facts, Time.Now);
            var commit = new TicketCommit(accepted.Ticket, accepted.Events, accepted.Messages, 0, null);
            Assert.True(store.CommitAsync(commit, default).IsCompletedSuccessfully);
            Messages.AddRange(commit.Messages);
        }
    }

    /// <summary>What has to leave, those of a ticket in order.</summary>
    public List<OutboundMessage> Messages { get; } = [];

    public SimulatedHost Start(DeliveryOptions? options = null)
    {
        var host = new SimulatedHost(this, options ?? new DeliveryOptions());
        Hosts.Add(host);
        return host;
    }

    /// <summary>Lets time pass, and whatever happens in it happen.</summary>
    public void Pass(Duration time) => RightHere(() => Time.Advance(time));

    internal static void RightHere(Action act)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null); // or what follows would go on elsewhere
        try
        {
            act();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    internal async Task SendAsync(SimulatedHost host, Notification notification, CancellationToken stop)
    {
        var (latency, ending) = receiver(notification, Sends.Count(one => one.Notification.Id == notification.Id));
        var sent = new Sent(notification, host, Time.Now);
        Sends.Add(sent);
        using var ended = stop.Register(() => sent.Ended ??= Time.Now);
        try
        {
            await EndAsync(sent, latency, ending, stop);
        }
        finally
        {
            sent.Ended ??= Time.Now;
        }
    }

    private async Task EndAsync(Sent sent, Duration latency, Ending ending, CancellationToken stop)
    {
        await DelayAsync(latency, ending is Ending.Deaf or Ending.TakenAndDeaf ? default : stop);
        if (sent.Host.IsDead)
            await Never();
        sent.Arrived = ending is Ending.Taken or Ending.TakenAndFailed or Ending.TakenAndDeaf;
        if (ending is Ending.Hung)
            await DelayAsync(Duration.FromDays(365), stop);
        if (ending is Ending.Deaf or Ending.TakenAndDeaf)
            await Never();
        sent.Returned = ending is Ending.Taken;
        if (ending is Ending.RefusedForGood)
            throw new UndeliverableException("delivery.test_refused", "No.", "None.");
        if (ending is not Ending.Taken)
            throw new IOException("No.");
    }

    // Task.Delay would go on in the thread pool when it is canceled, and a timer that is due at once fires there.
    internal async Task DelayAsync(Duration delay, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (delay <= Duration.Zero)
            return;
        TaskCompletionSource over = new();
        await using var timer = Time.CreateTimer(
            _ => over.TrySetResult(),
            null,
            delay.ToTimeSpan(),
            Timeout.InfiniteTimeSpan
        );
        await using var canceled = stop.Register(() => over.TrySetCanceled(stop));
        await over.Task.ConfigureAwait(false);
    }

    internal static Task Never() => new TaskCompletionSource().Task;
}

/// <summary>A process with an outbox worker.</summary>
public sealed class SimulatedHost : IDisposable
{
    private readonly OutboxSimulation world;
    private readonly DeliveryOptions options;
    private readonly OutboxProcessor processor;
    private readonly CancellationTokenSource stopping = new();

    public SimulatedHost(OutboxSimulation world, DeliveryOptions options)
    {
        (this.world, this.options) = (world, options);
        processor = new OutboxProcessor(
            MortalStore.Of(this, world),
            new DelegateTransport((notification, stop) => world.SendAsync(this, notification, stop)),
            new PolicyCatalog([new TenantPolicy("default", OutboxSimulation.Policy)]),
            world.Time,
            Options.Create(options),
            new WorkerSignals(),
            NullLogger<OutboxProcessor>.Instance
        )
        {
            Inline = true,
        };
        var worker = Task.CompletedTask;
        OutboxSimulation.RightHere(() => worker = RunAsync());
        Worker = worker;
    }

    public Task Worker { get; }

    public bool IsDead { get; private set; }

    /// <summary>Whether it was killed or asked to stop.</summary>
    public bool IsGone { get; private set; }

    public void Dispose() => stopping.Dispose();

    public void Kill() => IsDead = IsGone = true;

    public void Stop()
    {
        IsGone = true;
        OutboxSimulation.RightHere(stopping.Cancel);
    }

    // As the hosted worker does, without its bell.
    private async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await processor.ProcessAsync(stopping.Token).ConfigureAwait(false) > 0) { }
                var next = await processor.NextAsync(stopping.Token).ConfigureAwait(false);
                var longest = Duration.FromTimeSpan(options.MaxPollingInterval);
                var wait = Duration.Min(next - world.Time.Now ?? longest, longest);
                await world
                    .DelayAsync(Duration.Max(wait, Duration.FromMilliseconds(1)), stopping.Token)
                    .ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}

/// <summary>The store as a process sees it: when that is dead, nothing it asks for happens.</summary>
public class MortalStore : DispatchProxy
{
    private SimulatedHost host = null!;
    private OutboxSimulation world = null!;

    public static ITicketStore Of(SimulatedHost host, OutboxSimulation world)
    {
        var store = Create<ITicketStore, MortalStore>();
        (((MortalStore)(object)store).host, ((MortalStore)(object)store).world) = (host, world);
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (Environment.CurrentManagedThreadId != world.Thread)
            throw new InvalidOperationException("The simulation has left its thread, so that it proves nothing.");
        if (host.IsDead)
            return Never(targetMethod!.ReturnType);
        if (args is [ClaimedMessage claimed, DeliveryResult result, ..])
            Record(claimed, result);
        if (args is [ImmutableArray<(ClaimedMessage Claimed, DeliveryResult Result)> all, ..])
            foreach (var one in all)
                Record(one.Claimed, one.Result);
        return targetMethod!.Invoke(world.Store, args);
    }

    private void Record(ClaimedMessage claimed, DeliveryResult result)
    {
        if (result is not DeliveryResult.Released)
            world.Recorded.Add((claimed.Message.Id, host, result));
    }

    private static object Never(Type task)
    {
        if (!task.IsGenericType)
            return OutboxSimulation.Never();
        dynamic source = Activator.CreateInstance(
            typeof(TaskCompletionSource<>).MakeGenericType(task.GenericTypeArguments)
        )!;
        return source.Task;
    }
}
