using System.Collections.Immutable;
using SupportKit.Tickets;

namespace SupportKit.Sla;

/// <summary>What a policy promises to the requests a rule selects. Immutable.</summary>
/// <param name="Metric">The id of the metric that is promised.</param>
/// <param name="Within">By when.</param>
/// <param name="Kind">How firmly.</param>
/// <param name="Warnings">When the queue is warned.</param>
/// <param name="NotBefore">The earliest it usually happens, in the same count; null when nothing is said.</param>
/// <param name="Note">What the person is told beside it, of busy days for example; null for nothing.</param>
internal sealed record SlaTarget(
    string Metric,
    SlaDuration Within,
    PromiseKind Kind,
    ImmutableArray<SlaWarning> Warnings,
    SlaDuration? NotBefore,
    LocalizedText? Note
)
{
    /// <summary>What chooses the calendar; null when the rule names one itself, or none.</summary>
    public CalendarChoice? ChosenBy { get; init; }

    /// <summary>All the calendars that it may be counted in.</summary>
    public IEnumerable<string> Calendars => ChosenBy?.Calendars ?? (Within.Calendar is { } one ? [one] : []);
}
