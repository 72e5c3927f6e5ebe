using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Desk;

namespace SupportKit.Hosting;

/// <summary>The hosted service that delivers messages as they come due.</summary>
internal sealed class OutboxWorker(
    OutboxProcessor processor,
    WorkerSignals signals,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger<OutboxWorker> logger
) : BackgroundWorker(signals.Messages, time, options, logger)
{
    protected override Task<int> ProcessAsync(CancellationToken cancellationToken) =>
        processor.ProcessAsync(cancellationToken);

    protected override Task<Instant?> NextAsync(CancellationToken cancellationToken) =>
        processor.NextAsync(cancellationToken);
}
