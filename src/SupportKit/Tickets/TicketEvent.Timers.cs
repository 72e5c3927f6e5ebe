using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>Timers of the policy: started, paused, fired and stopped.</content>
public abstract partial record TicketEvent
{
    /// <summary>A timer was started, or started anew. Its instants are fixed here.</summary>
    /// <param name="Timer">The policy's name of it; <c>queue-hours</c> for the hours of the ticket's queue.</param>
    /// <param name="Since">Where its time starts.</param>
    /// <param name="Due">When it fires.</param>
    /// <param name="After">How long its time is; null for the hours of a queue.</param>
    /// <param name="WarnAt">When the requester is warned; null for no warning.</param>
    /// <param name="Trigger">The trigger of the workflow that it will fire; null for none.</param>
    public sealed record TimerStarted(
        string Timer,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant Since,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant Due,
        SlaDuration? After = null,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant? WarnAt = null,
        string? Trigger = null
    ) : TicketEvent(Outside.Hidden, Search.None, Erasure.None);

    /// <summary>The time of a timer was paused: the ticket left the states in which it runs.</summary>
    /// <param name="Timer">The name of the timer in the policy.</param>
    /// <param name="Since">The instant from which it stands still, UTC.</param>
    public sealed record TimerPaused(
        string Timer,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant Since
    ) : TicketEvent(Outside.Hidden, Search.None, Erasure.None);

    /// <summary>The time of a timer runs on, with these instants.</summary>
    /// <param name="Timer">The name of the timer in the policy.</param>
    /// <param name="Due">When it fires now.</param>
    /// <param name="WarnAt">When the requester is warned now; null for no warning, or when it was given.</param>
    public sealed record TimerResumed(
        string Timer,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant Due,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant? WarnAt = null
    ) : TicketEvent(Outside.Hidden, Search.None, Erasure.None);

    /// <summary>The requester was told what a timer will do if they do not write.</summary>
    /// <param name="Timer">The name of the timer in the policy.</param>
    /// <param name="Due">When it fires: a warning that comes late puts it off by as much.</param>
    /// <param name="Trigger">The trigger of the workflow that it will fire.</param>
    public sealed record TimerWarned(
        string Timer,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant Due,
        string Trigger
    ) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A timer fired. What it does to the ticket stands in the events that follow.</summary>
    /// <param name="Timer">The name of the timer in the policy.</param>
    /// <param name="Due">The instant that it fired for, however late that was noticed.</param>
    /// <param name="Reminds">Whom it reminds; null for nobody.</param>
    /// <param name="Next">When it fires again; null when it does not before it is started again.</param>
    public sealed record TimerFired(
        string Timer,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant Due,
        ReminderRecipient? Reminds = null,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant? Next = null
    ) : TicketEvent(Outside.Hidden, Search.None, Erasure.None);

    /// <summary>A timer was stopped: what it waited for has happened, or no longer matters.</summary>
    public sealed record TimerStopped(string Timer) : TicketEvent(Outside.Hidden, Search.None, Erasure.None);
}
