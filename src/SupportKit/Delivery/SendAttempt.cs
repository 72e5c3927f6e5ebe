using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Sends messages, each within its time limit, and returns the outcome. Thread-safe.</summary>
/// <param name="options">How long, how often.</param>
/// <param name="time">The clock.</param>
/// <param name="circuits">Told how each destination answers.</param>
/// <param name="logger">Told of failures.</param>
/// <param name="inline">Sends on the same thread: for simulated time. A thread of its own is for those that block.</param>
internal sealed partial class SendAttempt(
    DeliveryOptions options,
    TimeProvider time,
    DestinationCircuits circuits,
    ILogger logger,
    bool inline
)
{
    /// <summary>How long a send may go on after the host has begun to stop; what heeds its token ends at once.</summary>
    public static readonly Duration StopGrace = Duration.FromSeconds(5);

    // What is stored of an error: enough to understand it, and nothing a database cannot hold.
    private const int LongestError = 2000;

    /// <summary>Sends a message. Never throws.</summary>
    /// <param name="claimed">The message.</param>
    /// <param name="send">Hands it over.</param>
    /// <param name="stopping">The host is stopping.</param>
    public async Task<DeliveryResult> RunAsync(
        ClaimedMessage claimed,
        Func<CancellationToken, Task> send,
        CancellationToken stopping
    )
    {
        using var activity = DeliveryTelemetry.Deliver(claimed);
        var result = await AttemptAsync(claimed, send, activity, stopping).ConfigureAwait(false);
        DeliveryTelemetry.Settled(activity, claimed, result, time.GetCurrentInstant());
        return result;
    }

    private async Task<DeliveryResult> AttemptAsync(
        ClaimedMessage claimed,
        Func<CancellationToken, Task> send,
        Activity? activity,
        CancellationToken stopping
    )
    {
        using var abandon = new CancellationTokenSource(options.SendTimeout, time);
        using var stop = stopping.Register(() => abandon.CancelAfter(StopGrace.ToTimeSpan()));
        try
        {
            await SendAsync(send, stopping, abandon.Token).ConfigureAwait(false);
            circuits.Answered(claimed.Destination);
            return new DeliveryResult.Delivered(time.GetCurrentInstant());
        }
#pragma warning disable CA1031 // whatever a host's transport throws is a failed delivery
        catch (Exception error)
#pragma warning restore CA1031
        {
            DeskTelemetry.Fail(activity, error);
            // The text of the error is kept with the message; like the message's id, it may name the recipient.
            Failed(logger, claimed.Message.Ticket, claimed.Message.Sequence, claimed.Attempts + 1, error.GetType());
            return Judge(claimed, error, abandon.IsCancellationRequested, stopping.IsCancellationRequested);
        }
    }

    private async Task SendAsync(
        Func<CancellationToken, Task> send,
        CancellationToken stopping,
        CancellationToken abandon
    )
    {
        var heed = CancellationTokenSource.CreateLinkedTokenSource(stopping, abandon);
        // A transport that blocks its thread must not block the worker; one that never returns is abandoned.
        var sending = inline ? send(heed.Token) : Task.Run(() => send(heed.Token), CancellationToken.None);
        _ = sending.ContinueWith(
            (done, source) =>
            {
                _ = done.Exception; // seen, whoever waits for it
                ((CancellationTokenSource)source!).Dispose();
            },
            heed,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        await sending.WaitAsync(abandon).ConfigureAwait(false);
    }

    private DeliveryResult Judge(ClaimedMessage claimed, Exception error, bool late, bool stopping)
    {
        var now = time.GetCurrentInstant();
        // What an observer has not seen is not passed over; a mail that nobody can deliver holds up no other.
        var keepsOrder = claimed.Message.To.Kind == RecipientKind.Observer;
        if (error is UndeliverableException refused)
        {
            circuits.Answered(claimed.Destination);
            return new DeliveryResult.DeadLettered(Kept(error.Message), refused.Code) { KeepsOrder = keepsOrder };
        }
        if (stopping && error is OperationCanceledException)
            return new DeliveryResult.Retry(
                now,
                $"{SupportKitErrors.DeliveryHostStopped}: The host stopped during the send.",
                true
            );
        var timedOut = error is TimeoutException || late;
        var words = Kept(
            late && error is OperationCanceledException
                ? $"{SupportKitErrors.DeliveryAttemptTimedOut}: It did not return within {options.SendTimeout}. See what it waits for."
                : error.Message
        );
        if (circuits.Failed(claimed.Destination, claimed.Message.Id, now))
            Opened(logger, claimed.Destination);
        var attempts = claimed.Attempts + 1;
        return attempts >= options.MaxAttempts
            ? new DeliveryResult.DeadLettered(
                words,
                timedOut ? SupportKitErrors.DeliveryAttemptTimedOut : SupportKitErrors.DeliveryAttemptsExhausted,
                timedOut
            )
            {
                KeepsOrder = keepsOrder,
            }
            : new DeliveryResult.Retry(now + options.DelayAfter(attempts, Random.Shared.NextDouble()), words, timedOut);
    }

    private static string Kept(string error)
    {
        var kept = error.Replace('\0', ' ');
        return kept.Length > LongestError ? kept[..LongestError] : kept;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A message of ticket {Ticket} on event {Sequence} was not delivered, attempt {Attempt}: {Error}."
    )]
    private static partial void Failed(ILogger logger, TicketId ticket, long sequence, int attempt, Type error);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The destination \"{Destination}\" takes nothing; its messages wait, and one is tried now and then."
    )]
    private static partial void Opened(ILogger logger, string destination);
}
