namespace SupportKit.Cli;

/// <summary>What a policy made of one ticket of a log. Immutable.</summary>
/// <param name="Ticket">The ticket as the log's last row left it; null when the policy does not take it.</param>
/// <param name="Refusal">The code of the refusal; null for a ticket that is taken.</param>
/// <param name="PriorityRule">The rule of its priority; null without one.</param>
/// <param name="QueueRule">The rule of its queue.</param>
/// <param name="Events">Its history; valid until the next ticket is replayed.</param>
/// <param name="Moves">The log's transitions that no trigger of the workflow makes; valid as long.</param>
internal sealed record ReplayedTicket(
    Ticket? Ticket,
    string? Refusal,
    string? PriorityRule,
    string? QueueRule,
    IReadOnlyList<RecordedEvent> Events,
    IReadOnlyList<IllegalMove> Moves
);

/// <summary>A transition of the log that no trigger of the workflow makes. Immutable.</summary>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Line">The row that has it.</param>
internal sealed record IllegalMove(string From, string To, long Line);
