using NodaTime;

namespace SupportKit.Sla;

/// <summary>
/// A promise made to one ticket, as its events have left it. Its instants were fixed when it was made or resumed, so
/// that a later edit of the policy changes none of them. Immutable.
/// </summary>
/// <param name="Rule">The id of the policy's rule that promised it.</param>
/// <param name="Metric">The id of its <see cref="Sla.Metric"/>.</param>
/// <param name="Kind">How firmly it was promised.</param>
/// <param name="Within">The time that was promised.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Due">The last instant that keeps it; while paused, the one that held when the pause began.</param>
/// <param name="WarnAt">When the queue is warned; null for no warning, or when it was given.</param>
/// <param name="Earliest">The earliest it was said to happen; null when nothing was said.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StoppedAt">When it was paused, or when its verdict fell; null while it runs.</param>
public sealed record Promise(
    string Rule,
    string Metric,
    PromiseKind Kind,
    PromisedTime Within,
    Instant MadeAt,
    Instant Due,
    Instant? WarnAt,
    Instant? Earliest,
    PromiseStatus Status,
    Instant? StoppedAt
)
{
    /// <summary>Whether the clock still runs or may run again.</summary>
    public bool IsActive => Status is PromiseStatus.Running or PromiseStatus.Paused;

    /// <summary>
    /// The next instant at which the promise changes by itself: the warning, or the first microsecond after
    /// <see cref="Due"/>. Null when its clock does not run.
    /// </summary>
    public Instant? NextWake => Status != PromiseStatus.Running ? null : WarnAt ?? Due.PlusTicks(10);
}

/// <summary>Where a promise stands.</summary>
public enum PromiseStatus
{
    /// <summary>Its clock runs.</summary>
    Running,

    /// <summary>Its clock stands still.</summary>
    Paused,

    /// <summary>Kept, for good.</summary>
    Met,

    /// <summary>Broken, for good; what is done later does not change that.</summary>
    Breached,

    /// <summary>No longer called for: the ticket was closed.</summary>
    Withdrawn,
}
