using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Delivery;
using SupportKit.Desk;

namespace SupportKit.Hosting;

/// <summary>
/// Runs a pump: works until there is nothing to do, then sleeps until the next planned instant or until a commit rings.
/// An error never ends it: it waits and goes on, because a desk without its workers breaks promises silently.
/// </summary>
internal abstract partial class PumpWorker(
    WakeSignal signal,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger logger
) : BackgroundService
{
    protected abstract Task<int> PumpAsync(CancellationToken cancellationToken);

    protected abstract Task<Instant?> NextAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await PumpAsync(stoppingToken).ConfigureAwait(false) > 0)
                    failures = 0;
                var next = await NextAsync(stoppingToken).ConfigureAwait(false);
                failures = 0;
                await SleepAsync(UntilWake(next), stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // whatever a host's store throws, the worker goes on
            catch (Exception error)
#pragma warning restore CA1031
            {
                failures++;
                Failed(logger, GetType().Name, failures, error);
                var pause = options.Value.DelayAfter(failures, Random.Shared.NextDouble());
                await Task.Delay(pause.ToTimeSpan(), time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TimeSpan UntilWake(Instant? next)
    {
        var longest = options.Value.LongestSleep;
        var left = next is { } at ? Duration.Min(at - time.GetCurrentInstant(), longest) : longest;
        // Up to whole milliseconds: timers count in them, and waking early would mean waking twice.
        return TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(left.TotalMilliseconds)));
    }

    private async Task SleepAsync(TimeSpan longest, CancellationToken stoppingToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var bell = signal.WaitAsync(awake.Token);
        var alarm = Task.Delay(longest, time, awake.Token);
        await Task.WhenAny(bell, alarm).ConfigureAwait(false);
        await awake.CancelAsync().ConfigureAwait(false);
        await bell.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await alarm.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stoppingToken.ThrowIfCancellationRequested();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Worker} failed {Failures} times in a row and goes on.")]
    private static partial void Failed(ILogger logger, string worker, int failures, Exception error);
}

/// <summary>Fires deadlines.</summary>
internal sealed class DeadlineWorker(
    DeadlinePump pump,
    WakeSignals signals,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger<DeadlineWorker> logger
) : PumpWorker(signals.Deadlines, time, options, logger)
{
    protected override Task<int> PumpAsync(CancellationToken cancellationToken) => pump.PumpAsync(cancellationToken);

    protected override Task<Instant?> NextAsync(CancellationToken cancellationToken) =>
        pump.NextAsync(cancellationToken);
}

/// <summary>Delivers messages.</summary>
internal sealed class OutboxWorker(
    OutboxPump pump,
    WakeSignals signals,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger<OutboxWorker> logger
) : PumpWorker(signals.Messages, time, options, logger)
{
    protected override Task<int> PumpAsync(CancellationToken cancellationToken) => pump.PumpAsync(cancellationToken);

    protected override Task<Instant?> NextAsync(CancellationToken cancellationToken) =>
        pump.NextAsync(cancellationToken);
}
