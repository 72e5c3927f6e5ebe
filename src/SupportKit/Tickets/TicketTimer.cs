using System.Text.Json.Serialization;
using NodaTime;

namespace SupportKit.Tickets;

/// <summary>A timer of the policy on one ticket, as its events have left it. A later edit of the policy moves none of its instants. Immutable.</summary>
/// <param name="Name">The policy's name of it, or <see cref="QueueHours"/>.</param>
/// <param name="After">How long its time is; null for the hours of a queue, which are instants of a calendar.</param>
/// <param name="StartedAt">Where its time starts.</param>
/// <param name="Due">When it fires next; while paused, the instant that held when the pause began.</param>
/// <param name="WarnAt">When the requester is warned; null for no warning, or when it was given.</param>
/// <param name="Trigger">The trigger of the workflow that it fires; null for none.</param>
internal sealed record TicketTimer(
    string Name,
    SlaDuration? After,
    Instant StartedAt,
    Instant Due,
    Instant? WarnAt,
    string? Trigger
)
{
    /// <summary>The one timer that every queue with hours has: when it closes, or when one that could take over opens.</summary>
    public const string QueueHours = "queue-hours";

    /// <summary>When its time was paused; null while it runs.</summary>
    public Instant? PausedAt { get; init; }

    /// <summary>How often it has fired since it was started.</summary>
    public int Fired { get; init; }

    /// <summary>Whether it fires no more before it is started again.</summary>
    public bool IsDone { get; init; }

    /// <summary>Whether its time runs or may run again.</summary>
    [JsonIgnore]
    public bool IsActive => !IsDone;

    /// <summary>The next instant at which something happens by it; null when its time does not run.</summary>
    [JsonIgnore]
    public Instant? NextDeadline => IsDone || PausedAt is not null ? null : WarnAt ?? Due;
}
