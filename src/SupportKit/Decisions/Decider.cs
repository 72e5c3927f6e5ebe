using System.Collections.Immutable;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Localization;
using SupportKit.Screening;

namespace SupportKit.Decisions;

/// <summary>Decides requests and commands. Pure and synchronous: no clock, no I/O, no container; thread-safe.</summary>
public static class Decider
{
    /// <summary>Decides a request: it becomes a ticket, or is refused with a stable code.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <param name="request">Who asks for what.</param>
    /// <param name="facts">What the form, the host and its directory state of the request and of the person.</param>
    /// <param name="now">The one reading of the clock; truncated to microseconds.</param>
    public static Decision Open(Policy policy, NewTicket request, FactSet facts, Instant now) =>
        Decide(policy, null, request.ToCommand(), facts, now, RequesterHistory.None);

    /// <summary>
    /// Decides what has come due on a ticket by now: warnings, broken promises, accesses that end, timers that
    /// fire. Nothing happens before <see cref="Ticket.NextDeadline"/>.
    /// </summary>
    /// <param name="policy">The version the ticket goes by.</param>
    /// <param name="ticket">The ticket as it stands.</param>
    /// <param name="now">The one reading of the clock; truncated to microseconds.</param>
    public static Decision FireDeadlines(Policy policy, Ticket ticket, Instant now) =>
        Decide(policy, ticket, new TicketCommand.ProcessDeadlines(), ticket.Facts, now);

    /// <summary>Turns a command into events, or refuses it with a stable code.</summary>
    /// <param name="policy">The version of the policy that the ticket goes by.</param>
    /// <param name="ticket">The ticket as it stands; null for one that is not found. To open one, use <see cref="Open"/>.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="facts">
    /// What the shell has gathered: of the request when a ticket is opened, of the person when access is granted, and
    /// otherwise the ticket's own facts.
    /// </param>
    /// <param name="now">The one reading of the clock; truncated to microseconds, and never before the ticket's last event.</param>
    public static Decision Decide(Policy policy, Ticket? ticket, TicketCommand command, FactSet facts, Instant now) =>
        Decide(policy, ticket, command, facts, now, RequesterHistory.None);

    /// <summary>Decides a command, or an opening where there is no ticket yet.</summary>
    /// <param name="policy">The policy in force to open a ticket; the version the ticket goes by for everything after.</param>
    /// <param name="ticket">The ticket as it stands; null to open one.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="facts">What the shell has gathered.</param>
    /// <param name="now">The one reading of the clock.</param>
    /// <param name="past">What the requester did before, as far as the policy's screening asks.</param>
    /// <param name="candidates">Who may get the ticket by its queue's rules; null where they were not looked for.</param>
    /// <param name="terms">The terms of use in force; null for those of <paramref name="policy"/>.</param>
    internal static Decision Decide(
        Policy policy,
        Ticket? ticket,
        TicketCommand command,
        FactSet facts,
        Instant now,
        RequesterHistory past,
        ImmutableArray<AssignmentCandidate>? candidates = null,
        TermsInForce? terms = null
    )
    {
        var before = policy;
        if (command is TicketCommand.MigratePolicy move)
            policy = move.To;
        // No code after this line sees a secret.
        var masked = RedactedCommand.Of(policy, command, facts);
        command = masked.Command;
        // A clock that was set back must not put an event before the one it follows.
        var at = ticket is null ? now.InMicroseconds() : Instant.Max(now.InMicroseconds(), ticket.UpdatedAt);
        var known = command is TicketCommand.Open or TicketCommand.GrantAccess
            ? policy.Derive(masked.Facts, at)
            : masked.Facts;
        var draft = new TicketDraft(new DecisionBasis(policy, known, at) { Quota = past.Quota }, masked, ticket, past)
        {
            Candidates = candidates,
            Terms = terms ?? new TermsInForce(policy.Terms, null),
        };
        try
        {
            return (ticket, command) switch
            {
                (null, TicketCommand.Open) => Operations
                    .Of(command)
                    .Decide(new Given(draft, command, Role.None, before)),
                (not null, TicketCommand.Open) => draft.Refuse(SupportKitErrors.TicketIdInUse),
                (null, _) => NotFound(draft),
                _ => Handle(draft, command, before),
            };
        }
        catch (BusinessCalendarException error) when (error.Code == BusinessCalendarErrors.HorizonExceeded)
        {
            return draft.Refuse(SupportKitErrors.PolicyCalendarEnded);
        }
    }

    private static Decision Handle(TicketDraft draft, TicketCommand command, Policy before)
    {
        // Whoever moves a ticket to another version may do so by the one it goes by now.
        var role = Permissions.Of(before, command.By, draft.Ticket);
        if (role == Role.None && !Assignment.Takes(command, draft.Ticket))
            return NotFound(draft);
        var operation = Operations.Of(command);
        if (role != Role.None && (operation.MayGive(command) & role) == 0)
            return draft.Refuse(SupportKitErrors.TicketActorNotPermitted, ("who", Named(command.By.Kind)));
        if (TermsAcceptances.IsOwed(draft, command, role))
            return draft.Refuse(new Refusal.TermsNotAccepted(draft.Terms.Terms!.Version, draft.Terms.Terms.Advice));

        Digests.ApplyDue(draft);
        SlaBreaches.ApplyDue(draft);
        AccessExpiry.ApplyDue(draft);
        DueTimers.Apply(draft);
        if (draft.Ticket.StateCategory == StateCategory.Closed && !operation.OnClosed)
            return draft.Refuse(SupportKitErrors.TicketStateClosed);
        if (draft.UnfitName is { } unfit)
            return draft.Refuse(unfit);
        TermsAcceptances.TakeOver(draft, command, role);
        Participants.AcceptByActing(draft, command);
        return operation.Decide(new Given(draft, command, role, before));
    }

    private static Decision.Refused NotFound(TicketDraft draft) => draft.Refuse(SupportKitErrors.TicketNotFound);

    private static Phrase Named(ActorKind kind) =>
        kind switch
        {
            ActorKind.Requester => Phrase.Of("actor.requester"),
            ActorKind.Agent => Phrase.Of("actor.agent"),
            ActorKind.Lead => Phrase.Of("actor.lead"),
            ActorKind.Integration => Phrase.Of("actor.integration"),
            ActorKind.System => Phrase.Of("actor.system"),
        };
}
