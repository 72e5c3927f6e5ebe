using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Decisions;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>Claims tickets with a deadline that is due and sends each down the same path as any other command. Thread-safe.</summary>
public sealed class DeadlinePump(
    ITicketStore store,
    SupportDesk desk,
    TimeProvider time,
    IOptions<DeliveryOptions> options
)
{
    /// <summary>Fires what is due now, one batch. Safe to run in any number of processes at once: each deadline has one effect.</summary>
    /// <returns>How many tickets were claimed; 0 when nothing was due.</returns>
    public async Task<int> PumpAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetCurrentInstant();
        var due = await store
            .ClaimDueAsync(now, now + options.Value.Lease, options.Value.Batch, cancellationToken)
            .ConfigureAwait(false);
        foreach (var key in due)
            await desk.ApplyAsync(key, new TicketCommand.FireDeadlines(), cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        return due.Length;
    }

    /// <summary>When there is next something to do; null when nothing is planned.</summary>
    public Task<Instant?> NextAsync(CancellationToken cancellationToken = default) =>
        store.NextDueAsync(cancellationToken);
}
