using System.Text.Json.Serialization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using NodaTime.Extensions;
using SupportKit.Desk;
using SupportKit.Json;
using SupportKit.Storage;

namespace SupportKit.Delivery;

/// <summary>
/// Whether deadlines are processed and messages leave: how far the workers, in whatever process they run, are behind. Register it
/// with the host's health checks. Thread-safe.
/// </summary>
public sealed class DeskHealth(ITicketStore store, TimeProvider time) : IHealthCheck
{
    // Fewer in a row may be a database that restarts.
    private const int FailuresToNotice = 3;

    /// <summary>From how far behind the desk is degraded: 2 minutes. Workers look at the latest every 30 seconds.</summary>
    public static Duration DegradedThreshold { get; } = Duration.FromMinutes(2);

    /// <summary>From how far behind the desk is unhealthy: 10 minutes.</summary>
    public static Duration UnhealthyThreshold { get; } = Duration.FromMinutes(10);

    internal WorkerSignals? Workers { get; init; }

    internal DeskClock? Clock { get; init; }

    internal HostFacts? HostFacts { get; init; }

    internal ISuppressionList? Suppressions { get; init; }

    /// <summary>How far behind the workers are now.</summary>
    public async Task<DeskBacklog> BacklogAsync(CancellationToken cancellationToken = default)
    {
        if (Clock is not null)
            await Clock.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var now = (Clock ?? time).GetCurrentInstant();
        var stored = await store.BacklogAsync(now, cancellationToken).ConfigureAwait(false);
        var backlog = new DeskBacklog(Behind(stored.OldestDeadline), Behind(stored.OldestMessage), stored.DeadLetters)
        {
            Quarantined = stored.Quarantined,
            ClockSkew = Clock?.Skew ?? Duration.Zero,
            UnknownFacts = HostFacts?.Count ?? 0,
            SuppressedAddresses = Suppressions is null
                ? 0
                : await Suppressions.CountAsync(cancellationToken).ConfigureAwait(false),
            WorkerFailures = Math.Max(Workers?.Deadlines.Failures ?? 0, Workers?.Messages.Failures ?? 0),
        };
        DeliveryTelemetry.Observed(backlog);
        return backlog;

        Duration Behind(Instant? oldest) => oldest is { } at && at < now ? now - at : Duration.Zero;
    }

    /// <summary>
    /// Unhealthy, in the way the host registered it, from <see cref="UnhealthyThreshold"/> behind, and when this process' clock is
    /// further from the store's than <see cref="ClockOptions.MaxSkew"/>, so that it decides nothing; degraded from
    /// <see cref="DegradedThreshold"/> behind, while there are dead letters or anything is in quarantine, or when a worker of this
    /// process has failed three times in a row. An error of the store is the host's health checks' to tell.
    /// </summary>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        var backlog = await BacklogAsync(cancellationToken).ConfigureAwait(false);
        var longest = Duration.Max(backlog.Deadlines, backlog.Messages);
        var isDegraded =
            longest >= DegradedThreshold
            || backlog.DeadLetters > 0
            || backlog.Quarantined > 0
            || backlog.WorkerFailures >= FailuresToNotice;
        var status =
            longest >= UnhealthyThreshold || Clock is { IsSkewed: true } ? context.Registration.FailureStatus
            : isDegraded ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        return new HealthCheckResult(
            status,
            $"Deadlines are {backlog.Deadlines} behind, messages {backlog.Messages}; {backlog.DeadLetters} messages are dead letters, "
                + $"{backlog.Quarantined} items are in quarantine; a worker failed {backlog.WorkerFailures} times in a row; the clock is {backlog.ClockSkew} ahead.",
            data: new Dictionary<string, object>
            {
                ["deadlines.overdue"] = backlog.Deadlines.TotalSeconds,
                ["messages.overdue"] = backlog.Messages.TotalSeconds,
                ["messages.dead_lettered"] = backlog.DeadLetters,
                ["quarantined"] = backlog.Quarantined,
                ["workers.failures"] = backlog.WorkerFailures,
                ["clock.skew"] = backlog.ClockSkew.TotalSeconds,
                ["facts.unknown"] = backlog.UnknownFacts,
                ["addresses.suppressed"] = backlog.SuppressedAddresses,
            }
        );
    }
}

/// <summary>How far the workers are behind. Immutable.</summary>
/// <param name="Deadlines">How long the oldest deadline is overdue, whether a worker has claimed it or not; zero when none is.</param>
/// <param name="Messages">
/// How long the oldest message waits that nobody has tried to deliver, whether it is claimed or not, or that may be tried again;
/// zero when none does.
/// </param>
/// <param name="DeadLetters">How many messages wait for a person, of all tenants.</param>
public sealed record DeskBacklog(
    [property: JsonConverter(typeof(HoursJsonConverter))] Duration Deadlines,
    [property: JsonConverter(typeof(HoursJsonConverter))] Duration Messages,
    int DeadLetters
)
{
    /// <summary>How many deadlines and messages are in quarantine, of all tenants: <see cref="ITicketStore.QuarantinedAsync"/> names them.</summary>
    public int Quarantined { get; init; }

    /// <summary>How often in a row a worker of this process has failed as a whole; 0 when all goes well.</summary>
    public int WorkerFailures { get; init; }

    /// <summary>
    /// How many facts and plans the host has stated since this process started that a policy does not know; each counts once, and stands
    /// in the log with what may have been meant. A host may know more than a policy asks, so the health does not go by it.
    /// </summary>
    public int UnknownFacts { get; init; }

    /// <summary>
    /// How many addresses of all tenants are not written to (<see cref="ISuppressionList"/>). That is how it should be, so the health does not go by it.
    /// </summary>
    public int SuppressedAddresses { get; init; }

    /// <summary>How far this process' clock is ahead of the store's, below zero when it is behind; zero where the store has none.</summary>
    [JsonConverter(typeof(HoursJsonConverter))]
    public Duration ClockSkew { get; init; }
}
