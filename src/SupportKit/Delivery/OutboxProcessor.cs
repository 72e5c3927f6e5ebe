using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Desk;
using SupportKit.Localization;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>
/// Claims committed messages and hands them to the transport, and committed events to observers: at least once, in order for each ticket and destination. A
/// failure is retried with growing delays for more than a day and is then a dead letter; nothing is dropped. Thread-safe.
/// </summary>
internal sealed class OutboxProcessor(
    ITicketStore store,
    INotificationTransport transport,
    PolicyCatalog policies,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    WorkerSignals signals,
    ILogger<OutboxProcessor> logger,
    TextCatalog? texts = null,
    IOptionsMonitor<NotificationOptions>? looks = null,
    ObserverSet? observers = null,
    IAttachmentStore? attachments = null
)
{
    private readonly FileEnclosure? files = attachments is null
        ? null
        : new FileEnclosure(store, attachments, policies, texts ?? TextCatalog.Shipped);
    private readonly DestinationCircuits circuits = new(options.Value);
    private readonly ObserverSet observers = observers ?? ObserverSet.None;
    private readonly Lock gate = new();
    private ImmutableArray<HeldMessage> unsettled = [];

    /// <summary>Everything runs on the thread that moves the clock, so that a test sees each step of simulated time.</summary>
    internal bool Inline { get; init; }

    /// <summary>Delivers what may leave now, and what may meanwhile, until nothing is under way.</summary>
    /// <param name="cancellationToken">
    /// Ends the work: what has left by then is recorded, the rest given back at once. A send that does not heed its token is left
    /// to itself after 5 seconds and counts as one that perhaps delivered.
    /// </param>
    /// <returns>How many messages were claimed; 0 when there was nothing to deliver.</returns>
    public async Task<int> ProcessAsync(CancellationToken cancellationToken = default)
    {
        if (time is DeskClock clock)
            await clock.RefreshAsync(cancellationToken).ConfigureAwait(false);
        await SettleLeftoversAsync().ConfigureAwait(false);
        var attempt = new SendAttempt(options.Value, time, circuits, logger, Inline);
        using var run = new OutboxRun(
            store,
            attempt,
            circuits,
            new MessageRenderer(
                policies,
                texts ?? TextCatalog.Shipped,
                options.Value,
                tenant => looks?.Get(tenant) ?? new NotificationOptions(),
                logger
            ),
            transport,
            observers,
            time,
            options.Value,
            Inline,
            files
        );
        using var listening = new CancellationTokenSource();
        var listener = ListenAsync(run, listening.Token);
        try
        {
            await run.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await StopListeningAsync(listening).ConfigureAwait(false);
            await listener.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (run.MayHaveMore)
                signals.Messages.Set();
            lock (gate)
                unsettled = unsettled.AddRange(run.Unsettled);
        }
        return run.Count;
    }

    /// <summary>When there is next something to do; null when nothing waits.</summary>
    public async Task<Instant?> NextAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetCurrentInstant();
        var open = OutboxRun.NamesOf(transport, observers).ToLookup(name => circuits.Of(name).OpenUntil > now);
        var next = await store.NextMessageAsync([.. open[false]], cancellationToken).ConfigureAwait(false);
        foreach (var destination in open[true])
        {
            var waiting = await store.NextMessageAsync([destination], cancellationToken).ConfigureAwait(false);
            if (waiting is { } at && circuits.Of(destination).OpenUntil is { } until)
                next = Earlier(next, Instant.Max(at, until));
        }
        return next;
    }

    private static Instant Earlier(Instant? one, Instant other) => one is { } at ? Instant.Min(at, other) : other;

    private Task StopListeningAsync(CancellationTokenSource listening)
    {
        if (!Inline)
            return listening.CancelAsync();
        listening.Cancel();
        return Task.CompletedTask;
    }

    private async Task ListenAsync(OutboxRun run, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await signals.Messages.WaitAsync(stop).ConfigureAwait(false);
            run.Look();
        }
    }

    // What an earlier run could not record. While that cannot be done, claiming more would only send more twice; once its lease
    // has ended it is somebody else's.
    private async Task SettleLeftoversAsync()
    {
        var now = time.GetCurrentInstant();
        var settling = new SettlementQueue(store, static () => { });
        lock (gate)
        {
            foreach (var held in unsettled.Where(held => held.LeaseUntil > now))
                settling.Add(held);
            unsettled = [];
        }
        await settling.RunAsync().ConfigureAwait(false);
        lock (gate)
            unsettled = unsettled.AddRange(settling.Failed);
        if (settling.Error is { } error)
            ExceptionDispatchInfo.Throw(error);
    }
}
