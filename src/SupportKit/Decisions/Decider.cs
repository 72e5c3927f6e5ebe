using NodaTime;
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
    /// <param name="policy">The policy in force.</param>
    /// <param name="ticket">The ticket as it stands; null to open one.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="facts">What the shell has gathered; used when a ticket is opened.</param>
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
        // Nothing after this line has ever seen a secret.
        var masked = MaskedCommand.Of(policy, command, facts);
        command = masked.Command;
        // A clock that was set back must not put an event before the one it follows.
        var at = ticket is null ? Microseconds(now) : Instant.Max(Microseconds(now), ticket.UpdatedAt);
        var known = command is TicketCommand.Open ? policy.Derive(masked.Facts, at) : masked.Facts;
        var draft = new TicketDraft(new DecisionBasis(policy, known, at), masked, ticket, past ?? RequesterPast.None);
        return (ticket, command) switch
        {
            (null, TicketCommand.Open open) => Opening.Decide(draft, open),
            (not null, TicketCommand.Open) => draft.Refuse(
                "ticket.already_open",
                "A ticket of this id exists. Open each request under a new id."
            ),
            (null, _) => draft.Refuse(
                "ticket.not_found",
                "There is no such ticket, or it is not this person's to see."
            ),
            _ => Handle(draft, command),
        };
    }

    private static Decision Handle(TicketDraft draft, TicketCommand command)
    {
        if (!Permissions.Allow(command.By, draft.Ticket))
            return draft.Refuse("ticket.not_found", "There is no such ticket, or it is not this person's to see.");
        if (!Permissions.Allow(command))
            return draft.Refuse("ticket.actor_not_permitted", $"{command.By.Kind} may not do this.");

        Clocks.Settle(draft);
        switch (command)
        {
            case TicketCommand.FireDeadlines:
                return draft.Accept();
            case TicketCommand.Acknowledge:
                draft.Emit(new TicketEvent.Acknowledged());
                Clocks.Signal(draft, ClockSignal.Acknowledged);
                return Move(draft, Triggers.Acknowledge);
            case TicketCommand.Reply reply when string.IsNullOrWhiteSpace(reply.Body):
                return draft.Refuse("ticket.reply_empty", "The reply has no text. Write one.");
            case TicketCommand.Reply { By.Kind: ActorKind.Agent } reply:
                draft.Emit(new TicketEvent.AgentReplied(reply.Body));
                ConductStep.NoteMasked(draft);
                Clocks.Signal(draft, ClockSignal.AgentReplied);
                return Move(draft, reply.AsksBack ? Triggers.Ask : Triggers.Answer);
            case TicketCommand.Reply reply:
                draft.Emit(new TicketEvent.RequesterReplied(reply.Body));
                ConductStep.NoteMasked(draft);
                return draft.TryMove(Triggers.RequesterReply)
                    ? ConductStep.Judge(draft, "", reply.Body)
                    : NotPermitted(draft, Triggers.RequesterReply);
            case TicketCommand.Escalate escalate:
                return Escalating.Decide(draft, escalate);
            case TicketCommand.Fire fire:
                return Move(draft, fire.Trigger);
            case TicketCommand.Attach file when draft.Ticket.StateCategory != StateCategory.Closed:
                draft.Emit(new TicketEvent.AttachmentAdded(file.Attachment, file.Name, file.ContentType, file.Length));
                ConductStep.NoteMasked(draft);
                return draft.Accept();
            default:
                return draft.Refuse("ticket.closed", "The ticket is closed. Open a new one.");
        }
    }

    private static Decision Move(TicketDraft draft, string trigger) =>
        draft.TryMove(trigger) ? draft.Accept() : NotPermitted(draft, trigger);

    private static Decision.Refused NotPermitted(TicketDraft draft, string trigger)
    {
        var (workflow, ticket) = (draft.Basis.Policy.Workflow, draft.Ticket);
        if (workflow.Fire(ticket.State, trigger, ticket.Facts) is Transition.Guarded guarded)
            return draft.Refuse(new Refusal.Rejected("ticket.transition_guarded", "") with { Reason = guarded.Reason });
        var permitted = string.Join(", ", workflow.PermittedIn(ticket.State, ticket.Facts));
        return draft.Refuse(
            "ticket.transition_not_permitted",
            $"\"{trigger}\" is not permitted in state \"{ticket.State}\". Permitted: {(permitted.Length == 0 ? "nothing" : permitted)}."
        );
    }

    private static Instant Microseconds(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks - (ticks % 10 + 10) % 10);
    }
}
