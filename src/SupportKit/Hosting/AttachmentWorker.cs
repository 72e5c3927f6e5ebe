using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using SupportKit.Delivery;
using SupportKit.Desk;

namespace SupportKit.Hosting;

/// <summary>The hosted service that deletes content that no ticket names.</summary>
internal sealed class AttachmentWorker(
    AttachmentSweep sweep,
    WorkerSignals signals,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger<AttachmentWorker> logger
) : BackgroundWorker(signals.Attachments, time, options, logger)
{
    protected override async Task<int> ProcessAsync(CancellationToken cancellationToken)
    {
        await sweep.ProcessAsync(cancellationToken).ConfigureAwait(false);
        return 0;
    }

    protected override Task<Instant?> NextAsync(CancellationToken cancellationToken) => Task.FromResult(sweep.Next);
}
