using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Desk;

namespace SupportKit.Hosting;

/// <summary>The hosted service that delivers messages as they come due.</summary>
internal sealed class OutboxWorker(
    OutboxProcessor pump,
    WorkerSignals signals,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger<OutboxWorker> logger
) : BackgroundWorker(signals.Messages, time, options, logger)
{
    protected override Task<int> PumpAsync(CancellationToken cancellationToken) => pump.PumpAsync(cancellationToken);

    protected override Task<Instant?> NextAsync(CancellationToken cancellationToken) =>
        pump.NextAsync(cancellationToken);
}
