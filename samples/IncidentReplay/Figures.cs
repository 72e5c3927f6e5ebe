using System.Collections.Immutable;
using SupportKit.BusinessTime;
using SupportKit.Tickets;

namespace IncidentReplay;

/// <summary>What one incident counts for in the figures. Immutable.</summary>
/// <param name="Number">The incident.</param>
/// <param name="Line">Its first row.</param>
/// <param name="Priority">The source's priority in its last row.</param>
/// <param name="Made">The source counts its agreement as kept, in its last row.</param>
/// <param name="RecordedReopens">How often it was reopened by the source's count.</param>
/// <param name="Reopens">How often by the events of the replay.</param>
/// <param name="Verdict">What became of the promise of its resolution; null when there was none.</param>
/// <param name="Elapsed">Minutes from opening to resolution; null when it was not resolved.</param>
/// <param name="Business">The same in business hours.</param>
/// <param name="Worked">The same without the time in which it waited or was held.</param>
internal sealed record IncidentFigures(
    string Number,
    int Line,
    string Priority,
    bool Made,
    int RecordedReopens,
    int Reopens,
    PromiseStatus? Verdict,
    long? Elapsed,
    long? Business,
    long? Worked
)
{
    public static IncidentFigures Of(ReplayedIncident replayed, BusinessCalendar calendar) =>
        new(
            replayed.Incident.Number,
            replayed.Incident.Rows[0].Line,
            replayed.Last.Priority,
            replayed.Last.MadeSla,
            replayed.Last.ReopenCount,
            replayed.Reopened,
            replayed.Verdict,
            (long?)replayed.Elapsed?.TotalMinutes,
            (long?)replayed.Open(calendar)?.TotalMinutes,
            (long?)replayed.Worked(calendar)?.TotalMinutes
        );
}

/// <summary>What is added up over the log.</summary>
internal sealed class Figures(BusinessCalendar calendar)
{
    private readonly List<IncidentFigures> incidents = [];

    public IReadOnlyList<IncidentFigures> Incidents => incidents;

    public int Rows { get; private set; }

    public List<string> Uncounted { get; } = [];

    public List<string> BackInTime { get; } = [];

    /// <summary>Incidents whose first row is older than their own opening.</summary>
    public int BeforeOpening { get; private set; }

    public List<IllegalTransition> Illegal { get; } = [];

    public List<RefusedCommand> Refused { get; } = [];

    public List<OtherPriority> OtherPriorities { get; } = [];

    public int OtherTickets { get; private set; }

    /// <summary>Changes from one state to another, in the log's words.</summary>
    public int Transitions { get; private set; }

    /// <summary>How often the source's flag turns false from one row to the next.</summary>
    public int Falls { get; private set; }

    /// <summary>How often with the row that closes the incident.</summary>
    public int FallsOnClosing { get; private set; }

    /// <summary>How often it turns true.</summary>
    public int Rises { get; private set; }

    /// <summary>Incidents that were resolved in the very minute that the source names.</summary>
    public int SameResolution { get; private set; }

    /// <summary>Resolved incidents of which the source names no such minute.</summary>
    public int NoResolution { get; private set; }

    /// <summary>The priorities in the order of their names, which begin with their rank.</summary>
    public ImmutableArray<string> Priorities =>
        [.. incidents.Select(incident => incident.Priority).Distinct().Order(StringComparer.Ordinal)];

    public void Add(ReplayedIncident replayed)
    {
        var rows = replayed.Incident.Rows;
        Rows += rows.Length;
        if (!replayed.Incident.IsCounted)
            Uncounted.Add(replayed.Incident.Number);
        if (replayed.Incident.GoesBack)
            BackInTime.Add(replayed.Incident.Number);
        BeforeOpening += rows[0].UpdatedAt < rows[0].OpenedAt ? 1 : 0;
        Illegal.AddRange(replayed.Illegal);
        Refused.AddRange(replayed.Refused);
        OtherPriorities.AddRange(replayed.OtherPriorities);
        OtherTickets += replayed.OtherTickets;
        Transitions += replayed.Transitions;
        foreach (var (one, next) in rows.Zip(rows.Skip(1)))
        {
            Falls += one.MadeSla && !next.MadeSla ? 1 : 0;
            FallsOnClosing += one.MadeSla && !next.MadeSla && one.State != "Closed" && next.State == "Closed" ? 1 : 0;
            Rises += !one.MadeSla && next.MadeSla ? 1 : 0;
        }
        if (replayed.ResolvedAt is { } resolved)
        {
            SameResolution += replayed.Last.ResolvedAt == resolved ? 1 : 0;
            NoResolution += replayed.Last.ResolvedAt is null ? 1 : 0;
        }
        incidents.Add(IncidentFigures.Of(replayed, calendar));
    }

    /// <summary>The resolved incidents of a priority, measured one way; of all when no priority is named.</summary>
    public IEnumerable<Outcome> Outcomes(string? priority, Measure measure) =>
        from incident in incidents
        where priority is null || incident.Priority == priority
        let minutes = measure.Of(incident)
        where minutes is not null
        select new Outcome(minutes.Value, incident.Made);
}
