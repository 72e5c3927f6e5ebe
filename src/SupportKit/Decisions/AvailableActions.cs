using System.Collections.Immutable;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Screening;

namespace SupportKit;

/// <summary>
/// What an actor can do with a ticket now, and why not the rest. It is found by a dry run of each decision: decisions are pure, so the run is one
/// without a commit, and the answer cannot differ from what will happen.
/// </summary>
internal static class AvailableActions
{
    /// <summary>Every operation, in a fixed order.</summary>
    /// <param name="policy">The version the ticket goes by.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="about">What the host's directory says of them.</param>
    /// <param name="now">When it is asked, UTC.</param>
    /// <param name="terms">The terms of use in force; null for those of <paramref name="policy"/>.</param>
    public static ImmutableArray<ActionAvailability> Of(
        Policy policy,
        Ticket ticket,
        Actor actor,
        FactSet about,
        Instant now,
        TermsInForce? terms = null
    ) =>
        [
            .. Operations
                .All.SelectMany(row => row.Attempts(new Situation(policy, ticket, actor, now) { Terms = terms }))
                .Select(attempt => new ActionAvailability(
                    attempt.Name,
                    RefusalOf(policy, ticket, attempt.Command, about, now, terms)
                )),
        ];

    private static Refusal? RefusalOf(
        Policy policy,
        Ticket ticket,
        TicketCommand command,
        FactSet about,
        Instant now,
        TermsInForce? terms
    )
    {
        var facts = command is TicketCommand.GrantAccess ? about : ticket.Facts;
        var decision = Decider.Decide(policy, ticket, command, facts, now, RequesterHistory.None, terms: terms);
        // An operation that only lacks information is available to an actor who provides it, and a reply may open another ticket.
        return
            decision is Decision.Refused { Refusal: not Refusal.NeedInfo and var refusal }
            && refusal.Code != SupportKitErrors.TicketReplyLinked
            ? refusal
            : null;
    }
}

/// <summary>Whether one operation is available to an actor now. Immutable.</summary>
/// <param name="Operation">Its name, e.g. <c>reply</c> or <c>fire resolve</c>.</param>
/// <param name="Refusal">Why it is not; null when it is.</param>
public sealed record ActionAvailability(string Operation, Refusal? Refusal)
{
    /// <summary>Whether the operation is available.</summary>
    public bool Allowed => Refusal is null;
}
