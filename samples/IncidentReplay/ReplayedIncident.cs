using System.Collections.Immutable;
using NodaTime;
using SupportKit;
using SupportKit.BusinessTime;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace IncidentReplay;

/// <summary>What replaying an incident has made of it. Immutable.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Ticket">The ticket at the end of it.</param>
/// <param name="Events">Its whole history.</param>
/// <param name="Transitions">How often its state changed in the log, the first row's from the workflow's first included.</param>
/// <param name="Illegal">The transitions that no trigger of the workflow makes.</param>
/// <param name="Refused">The commands that the policy refused.</param>
/// <param name="OtherPriorities">The rows whose impact and urgency give another priority under the policy.</param>
/// <param name="OtherTickets">The rows after which the ticket has another priority than the row.</param>
internal sealed record ReplayedIncident(
    Incident Incident,
    Ticket Ticket,
    ImmutableArray<RecordedEvent> Events,
    int Transitions,
    ImmutableArray<IllegalTransition> Illegal,
    ImmutableArray<RefusedCommand> Refused,
    ImmutableArray<OtherPriority> OtherPriorities,
    int OtherTickets
)
{
    /// <summary>The last row.</summary>
    public IncidentRow Last => Incident.Rows[^1];

    /// <summary>How often it was reopened, by its events.</summary>
    public int Reopened => Events.Count(recorded => recorded.Event is TicketEvent.Reopened);

    /// <summary>When it was last resolved, or closed without having been; null when it stands open.</summary>
    public Instant? ResolvedAt
    {
        get
        {
            Instant? resolved = null;
            foreach (var recorded in Events)
            {
                if (recorded.Event is TicketEvent.StateChanged changed)
                    resolved = IsOver(changed.Category) ? resolved ?? recorded.At : null;
            }
            return resolved;
        }
    }

    /// <summary>The verdict on its last promise of a resolution; null when none was promised.</summary>
    public PromiseStatus? Verdict => Ticket.PromiseOf(Metric.Resolution.Id)?.Status;

    /// <summary>From opening to resolution; null when it was not resolved.</summary>
    public Duration? Elapsed => ResolvedAt - Ticket.OpenedAt;

    /// <summary>The same in open time.</summary>
    public Duration? Open(BusinessCalendar calendar) =>
        ResolvedAt is { } resolved ? calendar.Between(Ticket.OpenedAt, resolved) : null;

    /// <summary>Open time in which it was the desk's turn: neither waiting nor held nor resolved.</summary>
    public Duration? Worked(BusinessCalendar calendar)
    {
        if (ResolvedAt is null)
            return null;
        var (sum, since) = (Duration.Zero, (Instant?)Ticket.OpenedAt);
        foreach (var recorded in Events)
        {
            if (recorded.Event is not TicketEvent.StateChanged changed)
                continue;
            var works = changed.Category is StateCategory.New or StateCategory.Open;
            if (since is { } from && !works)
                sum += calendar.Between(from, recorded.At);
            since = works ? since ?? recorded.At : null;
        }
        return sum;
    }

    private static bool IsOver(StateCategory category) => category is StateCategory.Resolved or StateCategory.Closed;
}

/// <summary>A transition that the workflow has no trigger for.</summary>
/// <param name="From">The state of the row before; the workflow's first before the first row.</param>
/// <param name="To">The state of the row.</param>
/// <param name="IsFirst">It is the first row's: what came before it is not in the log.</param>
/// <param name="Line">The row.</param>
internal sealed record IllegalTransition(string From, string To, bool IsFirst, int Line);

/// <summary>A command that the policy refused.</summary>
internal sealed record RefusedCommand(string Command, string Code, int Line);

/// <summary>A row of which the policy thinks otherwise.</summary>
internal sealed record OtherPriority(int Line, string Impact, string Urgency, string Recorded, string? Computed);
