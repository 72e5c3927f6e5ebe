using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.Escalation;

/// <summary>
/// How a requester calls in somebody beyond those assigned. It adds a person and a step; priority and deadlines stay as
/// they are. Immutable.
/// </summary>
/// <param name="Channel">The channel it comes in by; null for any.</param>
/// <param name="Queue">The queue whose people take it up.</param>
/// <param name="Reasons">The reasons a requester may give, by id.</param>
/// <param name="Requires">The facts that a requester must state to escalate.</param>
/// <param name="ByDeskOnly">Whether only the desk's people may escalate; otherwise the requester may too.</param>
internal sealed record EscalationRules(
    string? Channel,
    string Queue,
    ImmutableSortedDictionary<string, LocalizedText> Reasons,
    ImmutableArray<FactDeclaration> Requires,
    bool ByDeskOnly = false
)
{
    /// <summary>The required facts that are not known.</summary>
    public ImmutableArray<FactDeclaration> Missing(FactSet details) =>
        [.. Requires.Where(field => string.IsNullOrWhiteSpace(details[field.Name]?.ToString()))];
}
