using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using SupportKit.Deadlines;
using SupportKit.Delivery;
using SupportKit.Desk;

namespace SupportKit.Hosting;

/// <summary>The hosted service that processes deadlines as they come due.</summary>
internal sealed class DeadlineWorker(
    DeadlineProcessor pump,
    WorkerSignals signals,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger<DeadlineWorker> logger
) : BackgroundWorker(signals.Deadlines, time, options, logger)
{
    protected override Task<int> PumpAsync(CancellationToken cancellationToken) => pump.PumpAsync(cancellationToken);

    protected override Task<Instant?> NextAsync(CancellationToken cancellationToken) =>
        pump.NextAsync(cancellationToken);
}
