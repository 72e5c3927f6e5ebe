using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>
/// Claims committed messages and hands them to the transport: at least once, in order for each ticket. A failure is
/// retried with growing delays and then parked with its error; nothing is dropped. Thread-safe.
/// </summary>
internal sealed partial class OutboxProcessor(
    ITicketStore store,
    INotificationTransport transport,
    PolicyCatalog policies,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger<OutboxProcessor> logger
)
{
    /// <summary>Delivers what may leave now: one batch, and another after each that was full.</summary>
    /// <param name="cancellationToken">Ends the work: what has left by then is recorded, and the rest given back at once.</param>
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
                claiming = claimed.Length == options.Value.BatchSize ? ClaimAsync(cancellationToken) : Nothing;
                var results = new DeliveryResult?[claimed.Length];
                try
                {
                    await DeliverAllAsync(claimed, results, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    var earlier = settling;
                    settling = SettleAsync(claimed, results);
                    await earlier.ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await Task.WhenAll(settling, GiveBackAsync(claiming)).ConfigureAwait(false);
        }
        return count;
    }

    /// <summary>When there is next something to do; null when nothing waits.</summary>
    public Task<Instant?> NextAsync(CancellationToken cancellationToken = default) =>
        store.NextMessageAsync(cancellationToken);

    private static Task<ImmutableArray<ClaimedMessage>> Nothing =>
        Task.FromResult(ImmutableArray<ClaimedMessage>.Empty);

    private async Task<ImmutableArray<ClaimedMessage>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetCurrentInstant();
        return await store
            .ClaimMessagesAsync(now, now + options.Value.LeaseDuration, options.Value.BatchSize, cancellationToken)
            .ConfigureAwait(false);
    }

    // What has left is recorded even when the host is stopping, or it would leave twice; what has no result is given back.
    private async Task SettleAsync(ImmutableArray<ClaimedMessage> claimed, DeliveryResult?[] results)
    {
        var now = time.GetCurrentInstant();
        await store
            .SettleAllAsync(
                [.. claimed.Zip(results, (message, result) => (message, result ?? new DeliveryResult.Released(now)))],
                CancellationToken.None
            )
            .ConfigureAwait(false);
    }

    private async Task GiveBackAsync(Task<ImmutableArray<ClaimedMessage>> claiming)
    {
        await ((Task)claiming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (claiming.IsCompletedSuccessfully && await claiming.ConfigureAwait(false) is { IsEmpty: false } ahead)
            await SettleAsync(ahead, new DeliveryResult?[ahead.Length]).ConfigureAwait(false);
    }

    // Each is another ticket's first, so they may leave side by side.
    private Task DeliverAllAsync(
        ImmutableArray<ClaimedMessage> claimed,
        DeliveryResult?[] results,
        CancellationToken cancellationToken
    ) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, claimed.Length),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = options.Value.MaxConcurrency,
                CancellationToken = cancellationToken,
            },
            async (place, stop) => results[place] = await DeliverAsync(claimed[place], stop).ConfigureAwait(false)
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
            throw; // the host is stopping: the message is given back and leaves after the next start
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
                ? new DeliveryResult.DeadLettered(error.Message)
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
