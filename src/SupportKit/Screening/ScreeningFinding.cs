namespace SupportKit.Screening;

/// <summary>Something about a message, and what follows from it. Immutable; it does not repeat the person's words.</summary>
/// <param name="Check">What was found.</param>
/// <param name="Then">What the policy lets follow.</param>
/// <param name="Ticket">For a duplicate: the id of the ticket it is like; null otherwise.</param>
public sealed record ScreeningFinding(MessageCheck Check, MessageAction Then, string? Ticket = null);
