using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Delivery;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.Deadlines;

/// <summary>Claims tickets with a deadline that is due and sends each down the same path as any other command. Thread-safe.</summary>
internal sealed partial class DeadlineProcessor(
    ITicketStore store,
    SupportDesk desk,
    TimeProvider time,
    IOptions<DeliveryOptions> options,
    ILogger<DeadlineProcessor> logger
)
{
    /// <summary>Processes what is due now, one batch. Safe to run in any number of processes at once: each deadline has one effect.</summary>
    /// <returns>How many tickets were claimed; 0 when nothing was due.</returns>
    public async Task<int> ProcessAsync(CancellationToken cancellationToken = default)
    {
        // Before anything is claimed: a process whose clock is wrong leaves it to the others.
        var now = time is DeskClock clock
            ? await clock.DecideAtAsync(cancellationToken).ConfigureAwait(false)
            : time.GetCurrentInstant();
        var due = await store
            .ClaimDueAsync(
                now,
                now + options.Value.LeaseDuration.ToDuration(),
                options.Value.BatchSize,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (due.IsEmpty)
            return 0;
        using var activity = DeliveryTelemetry.ProcessDeadlines(due.Length);
        // All at once; what that could not decide or store goes down the usual path, one by one.
        var left = await desk.ProcessDueAsync(due, cancellationToken).ConfigureAwait(false);
        foreach (var ticket in due)
        {
            if (!left.Contains(ticket.Key) || await ProcessOneAsync(ticket, cancellationToken).ConfigureAwait(false))
                DeliveryTelemetry.DeadlineProcessed(ticket, now);
        }
        return due.Length;
    }

    // One ticket that cannot be decided must not keep the others waiting.
    private async Task<bool> ProcessOneAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var key = ticket.Key;
        try
        {
            var result = await desk.ApplyAsync(
                    key,
                    new TicketCommand.ProcessDeadlines(),
                    cancellationToken: cancellationToken
                )
                .ConfigureAwait(false);
            if (result is not DeskResult.Refused { Refusal: var refusal })
                return true;
            Refused(logger, key.Ticket, refusal.Code);
            await QuarantineAsync(ticket, refusal.Code, "The command is refused.", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (SupportKitException error)
            when (error.Code is SupportKitErrors.DeskTenantUnknown or SupportKitErrors.DeskClockSkewed)
        {
            Failed(logger, key.Ticket, error); // another process may be able to: when the lease has ended, it has its turn
        }
#pragma warning disable CA1031 // whatever is wrong with one ticket, the others are processed
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(logger, key.Ticket, error);
            var code = (error as SupportKitException)?.Code ?? SupportKitErrors.DeadlineProcessingFailed;
            await QuarantineAsync(ticket, code, $"{error.GetType().Name} was thrown.", cancellationToken)
                .ConfigureAwait(false);
        }
        return false;
    }

    // When it is the store that fails, so does this, and the worker as a whole waits.
    private Task QuarantineAsync(Ticket ticket, string code, string reason, CancellationToken cancellationToken) =>
        store.QuarantineAsync(ticket, code, reason, time.GetCurrentInstant(), cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "The deadlines of ticket {Ticket} are refused: {Code}.")]
    private static partial void Refused(ILogger logger, TicketId ticket, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The deadlines of ticket {Ticket} could not be processed.")]
    private static partial void Failed(ILogger logger, TicketId ticket, Exception error);

    /// <summary>When there is next something to do; null when nothing is planned.</summary>
    public Task<Instant?> NextAsync(CancellationToken cancellationToken = default) =>
        store.NextDueAsync(cancellationToken);
}
