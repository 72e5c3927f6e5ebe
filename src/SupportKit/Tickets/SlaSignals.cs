using System.Collections.Immutable;

namespace SupportKit.Tickets;

/// <summary>
/// The signals that clocks listen to: what happens to a ticket, and its entering a state of a category, by the category's
/// name. Policies use these words.
/// </summary>
internal static class SlaSignals
{
    /// <summary>The request came in.</summary>
    public const string Opened = "opened";

    /// <summary>An agent took notice, for the desk alone or in a reply that leaves the answer owed.</summary>
    public const string Acknowledged = "acknowledged";

    /// <summary>An agent answered the requester, in writing or in a call.</summary>
    public const string AgentReplied = "agent-replied";

    /// <summary>A linked bug or change request counts as the answer.</summary>
    public const string AnsweredByLink = "answered-by-linked-issue";

    /// <summary>The requester wrote a message.</summary>
    public const string RequesterReplied = "requester-replied";

    /// <summary>The requester wrote after the desk had answered, resolved or closed the ticket at least once.</summary>
    public const string FollowUp = "follow-up";

    /// <summary>The desk noted something for itself.</summary>
    public const string InternalNoteAdded = "internal-note-added";

    /// <summary>Somebody got the ticket to work on.</summary>
    public const string Assigned = "assigned";

    /// <summary>The ticket was escalated.</summary>
    public const string Escalated = "escalated";

    /// <summary>An escalation came to its end.</summary>
    public const string DeEscalated = "de-escalated";

    /// <summary>A next step was agreed.</summary>
    public const string NextStepSet = "next-step-set";

    /// <summary>News of something linked were passed on.</summary>
    public const string LinkNews = "linked-issue-updated";

    /// <summary>The ticket was reopened.</summary>
    public const string Reopened = "reopened";

    /// <summary>The ticket entered a state of the category <see cref="StateCategory.Resolved"/>.</summary>
    public const string Resolved = "resolved";

    /// <summary>The ticket entered a state of the category <see cref="StateCategory.Closed"/>.</summary>
    public const string Closed = "closed";

    /// <summary>All of them, in ordinal order.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. new[]
        {
            Opened,
            Acknowledged,
            AgentReplied,
            AnsweredByLink,
            RequesterReplied,
            FollowUp,
            InternalNoteAdded,
            Assigned,
            Escalated,
            DeEscalated,
            NextStepSet,
            LinkNews,
            Reopened,
        }
            .Concat(Enum.GetValues<StateCategory>().Select(NameOf))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The name of a category of states, as policies write it.</summary>
    public static string NameOf(StateCategory category) =>
        category switch
        {
            StateCategory.New => "new",
            StateCategory.Open => "open",
            StateCategory.Pending => "pending",
            StateCategory.OnHold => "on-hold",
            StateCategory.Answered => "answered",
            StateCategory.Resolved => Resolved,
            StateCategory.Closed => Closed,
        };

    /// <summary>Whether one of the signals means that the desk has answered.</summary>
    internal static bool IsAnswer(ImmutableArray<string> signals) =>
        signals.Contains(AgentReplied) || signals.Contains(AnsweredByLink);
}
