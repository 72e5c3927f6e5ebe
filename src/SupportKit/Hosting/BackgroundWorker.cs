using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Delivery;
using SupportKit.Desk;

namespace SupportKit.Hosting;

/// <summary>
/// Runs a processor: works until there is nothing to do, then sleeps until the next planned instant or until a commit rings.
/// An error never ends it: it waits and goes on, because a desk without its workers breaks promises silently.
/// </summary>
internal abstract partial class BackgroundWorker(
    WorkerSignal signal,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger logger
) : BackgroundService
{
    protected abstract Task<int> ProcessAsync(CancellationToken cancellationToken);

    protected abstract Task<Instant?> NextAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ProcessAsync(stoppingToken).ConfigureAwait(false) > 0)
                    failures = 0;
                var next = await NextAsync(stoppingToken).ConfigureAwait(false);
                signal.Failures = failures = 0;
                await SleepAsync(WakeAt(next), stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // whatever a host's store throws, the worker goes on
            catch (Exception error)
#pragma warning restore CA1031
            {
                signal.Failures = ++failures;
                DeliveryTelemetry.WorkerFailed(GetType().Name);
                Failed(logger, GetType().Name, failures, error);
                var pause = options.Value.DelayAfter(failures, Random.Shared.NextDouble());
                await Task.Delay(pause.ToTimeSpan(), time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Instant WakeAt(Instant? next)
    {
        var latest = time.GetCurrentInstant() + options.Value.MaxPollingInterval.ToDuration();
        return next is { } planned ? Instant.Min(planned, latest) : latest;
    }

    private async Task SleepAsync(Instant until, CancellationToken stoppingToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var bell = signal.WaitAsync(awake.Token);
        var alarm = Alarm.RingAtAsync(until, time, awake.Token);
        await Task.WhenAny(bell, alarm).ConfigureAwait(false);
        await awake.CancelAsync().ConfigureAwait(false);
        await bell.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await alarm.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stoppingToken.ThrowIfCancellationRequested();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Worker} failed {Failures} times in a row and goes on.")]
    private static partial void Failed(ILogger logger, string worker, int failures, Exception error);
}
