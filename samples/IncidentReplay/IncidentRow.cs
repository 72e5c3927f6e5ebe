using System.Collections.Immutable;
using NodaTime;

namespace IncidentReplay;

/// <summary>One row of the log: an incident as it stood after one update. Immutable.</summary>
/// <param name="Line">Where it stands in the log, the header being line 1.</param>
/// <param name="Number">The incident.</param>
/// <param name="State">Its state; whatever the source says, "-100" included.</param>
/// <param name="ReopenCount">How often it had been reopened.</param>
/// <param name="ModCount">How often it had been updated.</param>
/// <param name="MadeSla">Whether the source counts its agreement as kept.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="UpdatedBy">Who made the update.</param>
/// <param name="UpdatedAt">When.</param>
/// <param name="Channel">How it came in, as a policy would write it.</param>
/// <param name="Impact">How much it touches.</param>
/// <param name="Urgency">How soon it must be repaired.</param>
/// <param name="Priority">What the source made of the two.</param>
/// <param name="Assignee">Who works on it; null for nobody.</param>
/// <param name="ResolvedAt">When it was resolved in the end, by the source, which says so in every row; null where it does not.</param>
internal sealed record IncidentRow(
    int Line,
    string Number,
    string State,
    int ReopenCount,
    int ModCount,
    bool MadeSla,
    string Caller,
    Instant OpenedAt,
    string UpdatedBy,
    Instant UpdatedAt,
    string Channel,
    string Impact,
    string Urgency,
    string Priority,
    string? Assignee,
    Instant? ResolvedAt
);

/// <summary>All rows of an incident in the order of their instants, those of one minute in the order of the log. Immutable.</summary>
/// <param name="Rows">At least one.</param>
/// <param name="GoesBack">The log does not have them in the order of their instants.</param>
internal sealed record Incident(ImmutableArray<IncidentRow> Rows, bool GoesBack)
{
    public string Number => Rows[0].Number;

    /// <summary>The source's own count of updates rises from each row to the next.</summary>
    public bool IsCounted => Rows.Zip(Rows.Skip(1), (one, next) => one.ModCount < next.ModCount).All(rises => rises);

    public static Incident Of(IReadOnlyCollection<IncidentRow> rows)
    {
        ImmutableArray<IncidentRow> ordered = [.. rows.OrderBy(row => row.UpdatedAt)];
        return new Incident(ordered, !ordered.SequenceEqual(rows));
    }
}
