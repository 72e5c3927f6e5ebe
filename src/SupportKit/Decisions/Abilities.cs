using System.Collections.Immutable;
using NodaTime;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// What an actor can do with a ticket now, and why not the rest. Found by deciding: decisions are pure, so to ask is to try
/// without committing, and the answer cannot differ from what will happen.
/// </summary>
public static class Abilities
{
    private const string Some = "…";

    /// <summary>Every operation, in a fixed order.</summary>
    /// <param name="policy">The version the ticket goes by.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="about">What the host's directory says of them.</param>
    /// <param name="now">When.</param>
    public static ImmutableArray<Ability> Of(Policy policy, Ticket ticket, Actor actor, FactSet about, Instant now) =>
        [
            .. Tries(policy, ticket, actor, now)
                .Select(tried => Try(policy, ticket, tried.Operation, tried.Command, about, now)),
        ];

    private static Ability Try(
        Policy policy,
        Ticket ticket,
        string operation,
        TicketCommand command,
        FactSet about,
        Instant now
    )
    {
        var facts = command is TicketCommand.GrantAccess ? about : ticket.Facts;
        var refusal = Decider.Decide(policy, ticket, command, facts, now) is Decision.Refused refused
            ? refused.Refusal
            : null;
        // What only lacks information can be done by whoever brings it.
        return new Ability(operation, refusal is Refusal.NeedInfo ? null : refusal);
    }

    // One sensible attempt for each operation: on what the ticket has, and otherwise on what no ticket has.
    private static IEnumerable<(string Operation, TicketCommand Command)> Tries(
        Policy policy,
        Ticket ticket,
        Actor by,
        Instant now
    )
    {
        yield return ("reply", new TicketCommand.Reply(by, Some));
        yield return ("ask", new TicketCommand.Reply(by, Some, AsksBack: true));
        yield return ("note", new TicketCommand.Note(by, Some));
        yield return ("acknowledge", new TicketCommand.Acknowledge(by));
        foreach (var trigger in policy.Workflow.Triggers)
            if (!Permissions.HasWords(trigger))
                yield return ($"fire {trigger}", new TicketCommand.Fire(by, trigger));
        yield return ("prioritise", new TicketCommand.Prioritise(by, policy.Priority.Levels[0], Some));
        yield return ("recategorise", new TicketCommand.Recategorise(by, ticket.Category));
        yield return ("change-facts", new TicketCommand.ChangeFacts(by, FactSet.Empty));
        yield return ("assign", new TicketCommand.Assign(by, by.Id));
        var escalation = policy.Escalation;
        yield return (
            "escalate",
            new TicketCommand.Escalate(
                by,
                escalation?.Reasons.Keys.FirstOrDefault() ?? Some,
                escalation?.Channel ?? ticket.Channel,
                FactSet.Empty
            )
        );
        yield return ("de-escalate", new TicketCommand.DeEscalate(by));
        yield return ("set-next-step", new TicketCommand.SetNextStep(by, Some));
        yield return ("link", new TicketCommand.Link(by, LinkKind.Bug, Some));
        var link = ticket.Links.FirstOrDefault()?.Reference ?? Some;
        yield return ("tell-news", new TicketCommand.TellNews(by, link, Some));
        yield return ("request-help", new TicketCommand.RequestHelp(by, Some));
        yield return ("merge-into", new TicketCommand.MergeInto(by, default, ticket.Requester));
        yield return ("absorb", new TicketCommand.Absorb(by, default, ticket.Requester));
        yield return ("split-off", new TicketCommand.SplitOff(by, default));
        yield return ("mark-spam", new TicketCommand.MarkSpam(by));
        yield return ("accept-terms", new TicketCommand.AcceptTerms(by, policy.Terms?.Version ?? Some));
        yield return ("share", new TicketCommand.Share(by, Some, HasAccount: true));
        yield return ("unshare", new TicketCommand.Unshare(by, by.Id));
        yield return ("attach", new TicketCommand.Attach(by, Some, Some, "text/plain", 1));
        var any = ticket.Attachments.FirstOrDefault();
        var own = ticket.Attachments.FirstOrDefault(known => known.By == by.Id) ?? any;
        var given = ticket.Attachments.FirstOrDefault(known => !known.ApprovedFor.IsEmpty) ?? any;
        var (file, party) = (given?.Id ?? Some, given?.ApprovedFor.FirstOrDefault() ?? Some);
        yield return ("withdraw-attachment", new TicketCommand.WithdrawAttachment(by, own?.Id ?? Some));
        yield return ("approve-attachment", new TicketCommand.ApproveAttachment(by, file, Some));
        yield return ("withdraw-approval", new TicketCommand.WithdrawApproval(by, file, party));
        yield return ("disclose", new TicketCommand.Disclose(by, file, party));
        var until = now + Duration.Min(Duration.FromHours(1), policy.Access?.Longest ?? Duration.FromHours(1));
        yield return ("grant-access", new TicketCommand.GrantAccess(by, Some, until));
        var holding = ticket.Grants.Where(grant => grant.Until > now).ToList();
        yield return ("revoke-access", new TicketCommand.RevokeAccess(by, holding.FirstOrDefault()?.Id ?? 0));
        yield return ("propose-change", new TicketCommand.ProposeChange(by, Some, Some));
        yield return ("approve-change", new TicketCommand.ApproveChange(by, Change(ChangeStatus.Proposed)));
        yield return ("make-change", new TicketCommand.MakeChange(by, MakeableChange()));

        // One that is approved, and for whose environment access holds, comes first; one that was made comes last.
        long MakeableChange() =>
            ticket
                .Changes.OrderByDescending(change => change.Status == ChangeStatus.Approved)
                .ThenByDescending(change => holding.Any(grant => grant.Environment == change.Environment))
                .ThenBy(change => change.Status)
                .FirstOrDefault()
                ?.Id
            ?? 0;

        long Change(ChangeStatus status) =>
            (ticket.Changes.FirstOrDefault(change => change.Status == status) ?? ticket.Changes.FirstOrDefault())?.Id
            ?? 0;
    }
}

/// <summary>Whether one operation is open to an actor now. Immutable.</summary>
/// <param name="Operation">Its name, e.g. <c>reply</c> or <c>fire resolve</c>.</param>
/// <param name="WhyNot">Why it is not; null when it is.</param>
public sealed record Ability(string Operation, Refusal? WhyNot)
{
    /// <summary>Whether it is.</summary>
    public bool Allowed => WhyNot is null;
}
