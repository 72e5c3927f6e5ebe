using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Conduct;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Decides. Pure and synchronous: no clock, no I/O, no container; thread-safe.</summary>
public static class Decider
{
    /// <summary>Turns a command into events, or refuses it with a stable code.</summary>
    /// <param name="policy">The policy in force to open a ticket; the version the ticket goes by for everything after.</param>
    /// <param name="ticket">The ticket as it stands; null to open one.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="facts">
    /// What the shell has gathered: of the request when a ticket is opened, of the person when access is granted, and
    /// otherwise the ticket's own facts.
    /// </param>
    /// <param name="now">The one reading of the clock; truncated to microseconds, and never before the ticket's last event.</param>
    /// <param name="past">What the requester did before, as far as the policy's conduct checks ask; null when nothing is known.</param>
    public static Decision Decide(
        Policy policy,
        Ticket? ticket,
        TicketCommand command,
        FactSet facts,
        Instant now,
        RequesterPast? past = null
    )
    {
        var before = policy;
        if (command is TicketCommand.MovePolicy move)
            policy = move.To;
        // Nothing after this line has ever seen a secret.
        var masked = MaskedCommand.Of(policy, command, facts);
        command = masked.Command;
        // A clock that was set back must not put an event before the one it follows.
        var at = ticket is null ? now.InMicroseconds() : Instant.Max(now.InMicroseconds(), ticket.UpdatedAt);
        var known = command is TicketCommand.Open or TicketCommand.GrantAccess
            ? policy.Derive(masked.Facts, at)
            : masked.Facts;
        var draft = new TicketDraft(new DecisionBasis(policy, known, at), masked, ticket, past ?? RequesterPast.None);
        try
        {
            return (ticket, command) switch
            {
                (null, TicketCommand.Open open) => Opening.Decide(draft, open),
                (not null, TicketCommand.Open) => draft.Refuse(
                    "ticket.already_open",
                    "A ticket of this id exists. Open each request under a new id."
                ),
                (null, _) => NotFound(draft),
                _ => Handle(draft, command, before),
            };
        }
        catch (BusinessCalendarException error) when (error.Code == BusinessCalendarErrors.BeyondHorizon)
        {
            return draft.Refuse(
                "policy.calendar_ended",
                "A calendar that this is counted in is not open for so long any more, so no instant can be promised. Give it hours for the time to come."
            );
        }
    }

    private static Decision Handle(TicketDraft draft, TicketCommand command, Policy before)
    {
        // Whoever moves a ticket to another version may do so by the one it goes by now.
        var role = Permissions.Of(before, command.By, draft.Ticket);
        if (role == Role.None && !Assigning.Takes(command, draft.Ticket))
            return NotFound(draft);
        if (role != Role.None && (Permissions.For(command) & role) == 0)
            return draft.Refuse("ticket.actor_not_permitted", $"{command.By.Kind} may not do this.");
        if (Accepting.IsOwed(draft, command, role))
            return draft.Refuse(new Refusal.TermsNotAccepted(draft.Policy.Terms!.Version, draft.Policy.Terms.Advice));

        Clocks.Settle(draft);
        Timers.Settle(draft);
        if (draft.Ticket.StateCategory == StateCategory.Closed && !Permissions.OnClosed(command))
            return draft.Refuse("ticket.closed", "The ticket is closed. Open a new one.");
        return command switch
        {
            TicketCommand.FireDeadlines => Timers.CloseUnanswered(draft),
            TicketCommand.MovePolicy move => MovingPolicy.Decide(draft, move, before.Sla),
            TicketCommand.AcceptTerms terms => Accepting.Decide(draft, terms),
            TicketCommand.Assign assign => Assigning.Decide(draft, assign),
            TicketCommand.Fire fire => draft.Move(fire.Trigger),
            TicketCommand.ImportState import => Importing.Decide(draft, import),
            TicketCommand.Acknowledge
            or TicketCommand.Reply
            or TicketCommand.Note
            or TicketCommand.RequestHelp
            or TicketCommand.TurnBackMail => Conversing.Decide(draft, command),
            TicketCommand.Prioritise or TicketCommand.Recategorise or TicketCommand.ChangeFacts => Reclassifying.Decide(
                draft,
                command,
                role
            ),
            TicketCommand.Escalate or TicketCommand.DeEscalate or TicketCommand.SetNextStep => Escalating.Decide(
                draft,
                command,
                role
            ),
            TicketCommand.Link or TicketCommand.TellNews => Linking.Decide(draft, command),
            TicketCommand.MergeInto or TicketCommand.Absorb or TicketCommand.SplitOff or TicketCommand.MarkSpam =>
                Joining.Decide(draft, command),
            TicketCommand.Share or TicketCommand.Unshare => Sharing.Decide(draft, command, role),
            TicketCommand.Attach
            or TicketCommand.WithdrawAttachment
            or TicketCommand.ApproveAttachment
            or TicketCommand.WithdrawApproval
            or TicketCommand.Disclose => Attaching.Decide(draft, command, role),
            TicketCommand.GrantAccess or TicketCommand.RevokeAccess => Granting.Decide(draft, command),
            TicketCommand.ProposeChange or TicketCommand.ApproveChange or TicketCommand.MakeChange => Adjusting.Decide(
                draft,
                command
            ),
            _ => throw new InvalidOperationException($"No handler for {command.GetType().Name}."),
        };
    }

    private static Decision.Refused NotFound(TicketDraft draft) =>
        draft.Refuse("ticket.not_found", "There is no such ticket, or it is not this person's to see.");
}
