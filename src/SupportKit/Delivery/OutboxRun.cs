using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>
/// One run of the outbox, from the first claim until nothing is under way. A loop that alone holds the state: it claims what can
/// begin to leave, begins what its lease covers, has leases renewed and results recorded, and sleeps until something happens.
/// </summary>
internal sealed partial class OutboxRun : IDisposable
{
    private readonly ITicketStore store;
    private readonly SendAttempt attempt;
    private readonly DestinationCircuits circuits;
    private readonly MessageRenderer renderer;
    private readonly TimeProvider time;
    private readonly DeliveryOptions options;
    private readonly MessageRouter router;
    private readonly INotificationTransport transport;
    private readonly ObserverSet observers;
    private readonly FileEnclosure? files;
    private readonly DestinationQueue[] queues;
    private readonly SettlementQueue settling;
    private readonly LeaseRenewal renewal;
    private readonly ConcurrentQueue<(DestinationQueue Queue, HeldMessage Held)> ended = [];
    private readonly HashSet<HeldMessage> underWay = [];
    private readonly WorkerSignal wake;
    private readonly ITimer alarm;
    private (DestinationQueue Queue, Instant Until, Task<ImmutableArray<ClaimedMessage>> Claim)? claiming;
    private Instant? nextRetry;
    private volatile bool mayHaveMore;

    public OutboxRun(
        ITicketStore store,
        SendAttempt attempt,
        DestinationCircuits circuits,
        MessageRenderer renderer,
        INotificationTransport transport,
        ObserverSet observers,
        TimeProvider time,
        DeliveryOptions options,
        bool inline,
        FileEnclosure? files = null
    )
    {
        this.files = files;
        (this.store, this.attempt, this.circuits, this.renderer) = (store, attempt, circuits, renderer);
        (this.transport, this.observers, this.time, this.options) = (transport, observers, time, options);
        router = new MessageRouter(transport);
        wake = new WorkerSignal(inline);
        queues = [.. NamesOf(transport, observers).Select(name => new DestinationQueue(name))];
        settling = new SettlementQueue(store, Look);
        renewal = new LeaseRenewal(store, options.LeaseDuration.ToDuration(), time);
        alarm = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many messages were claimed so far.</summary>
    public int Count { get; private set; }

    /// <summary>More work was announced and has not been looked for yet.</summary>
    public bool MayHaveMore => mayHaveMore;

    /// <summary>What became of messages and could not be recorded.</summary>
    public IEnumerable<HeldMessage> Unsettled => settling.Failed;

    /// <summary>The destinations of messages: those that are not routed yet, those of the transport that have a name, and observers.</summary>
    public static ImmutableArray<string> NamesOf(INotificationTransport transport, ObserverSet observers) =>
        ["", .. transport.Destinations, .. observers.Destinations];

    /// <summary>There may be more to claim. Thread-safe.</summary>
    public void Look()
    {
        mayHaveMore = true;
        wake.Set();
    }

    public void Dispose() => alarm.Dispose();

    public async Task RunAsync(CancellationToken stop)
    {
        await using var _ = stop.Register(wake.Set).ConfigureAwait(false);
        try
        {
            while (!stop.IsCancellationRequested && settling.Error is null)
            {
                Collect();
                Begin(stop);
                if (await ClaimAsync(stop).ConfigureAwait(false))
                    continue;
                if (IsDone())
                    break;
                SetAlarm();
                await wake.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            await FinishAsync().ConfigureAwait(false);
        }
        stop.ThrowIfCancellationRequested();
        if (settling.Error is { } error)
            ExceptionDispatchInfo.Throw(error);
    }

    // Records what has ended, and looks again at the destinations where something may now follow.
    private void Collect()
    {
        if (mayHaveMore)
        {
            mayHaveMore = false;
            foreach (var queue in queues)
                queue.IsExhausted = false;
        }
        while (ended.TryDequeue(out var sent))
        {
            var (queue, held) = sent;
            queue.UnderWay--;
            underWay.Remove(held);
            queue.Took(Duration.FromTimeSpan(time.GetElapsedTime(held.Begun)));
            if (held.Result is DeliveryResult.Retry retry)
                nextRetry = nextRetry is { } before ? Instant.Min(before, retry.At) : retry.At;
            settling.Add(held);
        }
        _ = settling.RunAsync();
        renewal.Renew(underWay);
    }

    private void Begin(CancellationToken stop)
    {
        var now = time.GetCurrentInstant();
        foreach (var queue in queues)
        {
            var slots = SlotsOf(queue, now);
            while (queue.Waiting > 0 && (slots == 0 || queue.UnderWay < slots))
            {
                var held = queue.Take();
                if (slots == 0 || held.LeaseUntil - now < options.SendTimeout.ToDuration())
                    Settle(held, new DeliveryResult.Released(now)); // somebody else may be able to
                else
                    Send(queue, held, now, stop);
            }
        }
        _ = settling.RunAsync();
    }

    private void Send(DestinationQueue queue, HeldMessage held, Instant now, CancellationToken stop)
    {
        try
        {
            if (ObserverSet.DestinationOf(held.Claimed.Message) is not null)
                _ = SendAsync(queue, held, heed => observers.TellAsync(store, held.Claimed, heed), stop);
            else if (renderer.TryRender(held.Claimed, now, out var notification, out var until))
                _ = SendAsync(queue, held, heed => HandOverAsync(notification, held, heed), stop);
            else
                Settle(held, new DeliveryResult.Released(until));
        }
#pragma warning disable CA1031 // whatever is wrong with the words of one message, the others leave
        catch (Exception error)
#pragma warning restore CA1031
        {
            var why = $"{error.GetType().Name} was thrown while it was put into words.";
            Settle(held, new DeliveryResult.DeadLettered(why, SupportKitErrors.DeliveryTextFailed));
        }
    }

    private async Task HandOverAsync(Notification notification, HeldMessage held, CancellationToken heed)
    {
        if (files is not null)
            notification = await files.AddAsync(notification, held.Claimed.Message, heed).ConfigureAwait(false);
        await transport.SendAsync(notification, heed).ConfigureAwait(false);
    }

    private async Task SendAsync(
        DestinationQueue queue,
        HeldMessage held,
        Func<CancellationToken, Task> send,
        CancellationToken stop
    )
    {
        queue.UnderWay++;
        underWay.Add(held);
        held.Begun = time.GetTimestamp();
        held.Result = await attempt.RunAsync(held.Claimed, send, stop).ConfigureAwait(false);
        ended.Enqueue((queue, held));
        wake.Set();
    }

    private void Settle(HeldMessage held, DeliveryResult result)
    {
        held.Result = result;
        settling.Add(held);
    }

    private bool IsRouting(DestinationQueue queue) => queue.Destination.Length == 0 && !router.Names.IsEmpty;

    private int SlotsOf(DestinationQueue queue, Instant now) =>
        IsRouting(queue) ? options.BatchSize : circuits.Of(queue.Destination).Slots(now, options.MaxConcurrency);

    // The order matters: a recorded result has announced before that there may be more.
    private bool IsDone()
    {
        var now = time.GetCurrentInstant();
        return claiming is null
            && underWay.Count == 0
            && settling.IsIdle
            && !mayHaveMore
            && queues.All(queue => queue.Waiting == 0 && (queue.IsExhausted || SlotsOf(queue, now) == 0));
    }

    private void SetAlarm()
    {
        var now = time.GetCurrentInstant();
        var next = Instant.Min(now + options.MaxPollingInterval.ToDuration(), renewal.Next);
        if (nextRetry is { } retry && retry > now)
            next = Instant.Min(next, retry);
        foreach (var queue in queues)
            if (circuits.Of(queue.Destination).OpenUntil is { } until && until > now)
                next = Instant.Min(next, until);
        nextRetry = nextRetry <= now ? null : nextRetry;
        // Up to whole milliseconds: timers count in them, and waking early would mean waking twice.
        var wait = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((next - now).TotalMilliseconds)));
        alarm.Change(wait, Timeout.InfiniteTimeSpan);
    }

    // Messages that were not begun are given back; sends under way end by themselves and are recorded.
    private async Task FinishAsync()
    {
        var now = time.GetCurrentInstant();
        foreach (var queue in queues)
            while (queue.Waiting > 0)
                Settle(queue.Take(), new DeliveryResult.Released(now));
        if (claiming is { } last)
        {
            await ((Task)last.Claim).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (last.Claim.IsCompletedSuccessfully)
                foreach (var claimed in await last.Claim.ConfigureAwait(false))
                    Settle(new HeldMessage(claimed, last.Until), new DeliveryResult.Released(now));
        }
        Collect();
        while (underWay.Count > 0 || !settling.IsIdle)
        {
            SetAlarm();
            await wake.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            Collect();
        }
    }
}
