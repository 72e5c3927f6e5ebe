using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Desk;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Delivery;

/// <summary>
/// Claims committed messages and hands them to the transport: at least once, in order for each ticket. A failure is
/// retried with growing delays and then parked with its error; nothing is dropped. Thread-safe.
/// </summary>
public sealed partial class OutboxPump(
    ITicketStore store,
    INotificationTransport transport,
    PolicyCatalog policies,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger<OutboxPump> logger
)
{
    /// <summary>Delivers what may leave now: one batch, and another after each that was full.</summary>
    /// <returns>How many messages were claimed; 0 when there was nothing to deliver.</returns>
    public async Task<int> PumpAsync(CancellationToken cancellationToken = default)
    {
        var count = 0;
        var settling = Task.CompletedTask;
        var claiming = ClaimAsync(cancellationToken);
        try
        {
            while (await claiming.ConfigureAwait(false) is { IsEmpty: false } claimed)
            {
                count += claimed.Length;
                // While a batch leaves, the one before it is settled and the one after it claimed.
                var full = claimed.Length == options.Value.Batch;
                if (full)
                    claiming = ClaimAsync(cancellationToken);
                var settled = new ConcurrentBag<(ClaimedMessage, DeliveryResult)>();
                try
                {
                    await DeliverAllAsync(claimed, settled, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    // What has left is recorded even when the host is stopping, or it would leave twice.
                    var earlier = settling;
                    settling = store.SettleAllAsync([.. settled], CancellationToken.None);
                    await earlier.ConfigureAwait(false);
                }
                if (!full)
                    break;
            }
        }
        finally
        {
            await ((Task)claiming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await settling.ConfigureAwait(false);
        }
        return count;
    }

    /// <summary>When there is next something to do; null when nothing waits.</summary>
    public Task<Instant?> NextAsync(CancellationToken cancellationToken = default) =>
        store.NextMessageAsync(cancellationToken);

    private Task<ImmutableArray<ClaimedMessage>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetCurrentInstant();
        return store.ClaimMessagesAsync(now, now + options.Value.Lease, options.Value.Batch, cancellationToken);
    }

    // Each is another ticket's first, so they may leave side by side.
    private Task DeliverAllAsync(
        ImmutableArray<ClaimedMessage> claimed,
        ConcurrentBag<(ClaimedMessage, DeliveryResult)> settled,
        CancellationToken cancellationToken
    ) =>
        Parallel.ForEachAsync(
            claimed,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = options.Value.Concurrency,
                CancellationToken = cancellationToken,
            },
            async (message, stop) => settled.Add((message, await DeliverAsync(message, stop).ConfigureAwait(false)))
        );

    private async Task<DeliveryResult> DeliverAsync(ClaimedMessage claimed, CancellationToken cancellationToken)
    {
        using var activity = DeliveryTelemetry.Deliver(claimed);
        var result = await AttemptAsync(claimed, activity, cancellationToken).ConfigureAwait(false);
        DeliveryTelemetry.Settled(activity, claimed, result, time.GetCurrentInstant());
        return result;
    }

    private async Task<DeliveryResult> AttemptAsync(
        ClaimedMessage claimed,
        Activity? activity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await transport
                .SendAsync(
                    NotificationTexts.Render(claimed, policies.For(claimed.Tenant), options.Value.TicketLink),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new DeliveryResult.Delivered(time.GetCurrentInstant());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw; // the host is stopping: the lease ends by itself and the message leaves after the next start
        }
#pragma warning disable CA1031 // whatever a host's transport throws is a failed delivery
        catch (Exception error)
#pragma warning restore CA1031
        {
            var attempts = claimed.Attempts + 1;
            DeskTelemetry.Fail(activity, error);
            // The words of the error are kept with the message; in them, as in its id, may stand who it was for.
            Failed(logger, claimed.Message.Ticket, claimed.Message.Sequence, attempts, error.GetType());
            return error is UndeliverableException || attempts >= options.Value.MaxAttempts
                ? new DeliveryResult.Parked(error.Message)
                : new DeliveryResult.Retry(
                    time.GetCurrentInstant() + options.Value.DelayAfter(attempts, Random.Shared.NextDouble()),
                    error.Message
                );
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A message of ticket {Ticket} on event {Sequence} was not delivered, attempt {Attempt}: {Error}."
    )]
    private static partial void Failed(ILogger logger, TicketId ticket, long sequence, int attempt, Type error);
}
