using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using SupportKit.Deadlines;
using SupportKit.Delivery;
using SupportKit.Desk;

namespace SupportKit.Hosting;

/// <summary>The hosted service that processes deadlines as they come due.</summary>
internal sealed class DeadlineWorker(
    DeadlineProcessor processor,
    WorkerSignals signals,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger<DeadlineWorker> logger
) : BackgroundWorker(signals.Deadlines, time, options, logger)
{
    protected override Task<int> ProcessAsync(CancellationToken cancellationToken) =>
        processor.ProcessAsync(cancellationToken);

    protected override Task<Instant?> NextAsync(CancellationToken cancellationToken) =>
        processor.NextAsync(cancellationToken);
}
