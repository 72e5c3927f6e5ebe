using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Desk;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>
/// Whether deadlines are fired and messages leave: how far the workers, in whatever process they run, are behind. Register it
/// with the host's health checks. Thread-safe.
/// </summary>
public sealed class DeskHealth(ITicketStore store, PolicyCatalog policies, TimeProvider time) : IHealthCheck
{
    // More than this of one tenant are not told apart: it is time to look.
    private const int MostCounted = 100;

    /// <summary>From how far behind the desk is degraded: 2 minutes. Workers look at the latest every 30 seconds.</summary>
    public static Duration DegradedThreshold { get; } = Duration.FromMinutes(2);

    /// <summary>From how far behind the desk is unhealthy: 10 minutes.</summary>
    public static Duration UnhealthyThreshold { get; } = Duration.FromMinutes(10);

    /// <summary>How far behind the workers are now.</summary>
    public async Task<DeskBacklog> BacklogAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetCurrentInstant();
        var due = await store.NextDueAsync(cancellationToken).ConfigureAwait(false);
        var message = await store.NextMessageAsync(null, cancellationToken).ConfigureAwait(false);
        var dead = 0;
        foreach (var tenant in policies.Tenants)
        {
            var letters = await store
                .DeadLettersAsync(new DeadLetterFilter(tenant), MostCounted, cancellationToken)
                .ConfigureAwait(false);
            dead += letters.Length;
        }
        return new DeskBacklog(Behind(due), Behind(message), dead);

        Duration Behind(Instant? next) => next is { } at && at < now ? now - at : Duration.Zero;
    }

    /// <summary>
    /// Unhealthy, in the way the host registered it, from <see cref="UnhealthyThreshold"/> behind; degraded from
    /// <see cref="DegradedThreshold"/> behind, or while there are dead letters. An error of the store is the host's health checks' to tell.
    /// </summary>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var backlog = await BacklogAsync(cancellationToken).ConfigureAwait(false);
        var longest = Duration.Max(backlog.Deadlines, backlog.Messages);
        var status =
            longest >= UnhealthyThreshold ? context.Registration.FailureStatus
            : longest >= DegradedThreshold || backlog.DeadLetters > 0 ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        return new HealthCheckResult(
            status,
            $"Deadlines are {backlog.Deadlines} behind, messages {backlog.Messages}; {backlog.DeadLetters} messages are dead letters.",
            data: new Dictionary<string, object>
            {
                ["deadlines.overdue"] = backlog.Deadlines.TotalSeconds,
                ["messages.overdue"] = backlog.Messages.TotalSeconds,
                ["messages.dead_lettered"] = backlog.DeadLetters,
            }
        );
    }
}

/// <summary>How far the workers are behind. Immutable.</summary>
/// <param name="Deadlines">How long the first deadline that nobody has claimed is overdue; zero when none is.</param>
/// <param name="Messages">How long the first message that nobody has claimed might have left; zero when none might.</param>
/// <param name="DeadLetters">How many messages wait for a person, counted to 100 for each tenant.</param>
public sealed record DeskBacklog(Duration Deadlines, Duration Messages, int DeadLetters);
