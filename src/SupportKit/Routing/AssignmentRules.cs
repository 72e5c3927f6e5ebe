using SupportKit.Tickets;

namespace SupportKit.Routing;

/// <summary>How the tickets of a queue find somebody who works on them. Immutable.</summary>
/// <param name="Mode">Who is chosen.</param>
/// <param name="SameLanguage">Only those who answer in the ticket's language are.</param>
/// <param name="Skill">Only those are who know about the value that the ticket has of this fact; null for all.</param>
internal sealed record AssignmentRules(AssignmentMode Mode, bool SameLanguage = false, string? Skill = null)
{
    /// <summary>People take tickets, or are given them by people.</summary>
    public static AssignmentRules Manual { get; } = new(AssignmentMode.Manual);
}
