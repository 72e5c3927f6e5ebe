using SupportKit.Policies;
using SupportKit.Tickets;
using SupportKit.Workflows;

namespace SupportKit.Decisions;

/// <summary>What each role may do, and on which tickets: the one table of it.</summary>
internal static class Permissions
{
    private const Role Desk = Role.Agent | Role.Lead;
    private const Role Outside = Role.Requester | Role.Participant;

    /// <summary>The roles that may give the command at all.</summary>
    public static Role For(TicketCommand command) =>
        command switch
        {
            TicketCommand.Reply or TicketCommand.Attach => Outside | Desk,
            TicketCommand.RequestHelp or TicketCommand.AcceptTerms => Outside,
            TicketCommand.Acknowledge or TicketCommand.Prioritise or TicketCommand.Recategorise => Desk,
            TicketCommand.Note or TicketCommand.Link or TicketCommand.TellNews => Desk | Role.Integration,
            TicketCommand.TurnBackMail or TicketCommand.ImportState => Role.Integration,
            TicketCommand.ChangeFacts => Role.Requester | Desk | Role.Integration,
            TicketCommand.Assign => Desk | Role.System | Role.Integration,
            TicketCommand.Escalate => Role.Requester | Desk,
            TicketCommand.DeEscalate => Role.Lead,
            TicketCommand.SetNextStep or TicketCommand.MarkSpam or TicketCommand.SplitOff => Desk,
            TicketCommand.MergeInto or TicketCommand.Absorb => Desk,
            TicketCommand.Share => Role.Requester,
            TicketCommand.Unshare => Outside,
            TicketCommand.WithdrawAttachment => Outside,
            TicketCommand.ApproveAttachment or TicketCommand.WithdrawApproval => Role.Requester,
            TicketCommand.Disclose or TicketCommand.ProposeChange or TicketCommand.MakeChange => Desk,
            TicketCommand.GrantAccess or TicketCommand.RevokeAccess => Outside,
            TicketCommand.ApproveChange => Role.Requester,
            TicketCommand.MovePolicy => Role.Lead | Role.System | Role.Integration,
            TicketCommand.FireDeadlines => Role.System,
            TicketCommand.Fire fire => For(fire.Trigger),
            _ => Role.None,
        };

    /// <summary>Whom the actor is to this ticket; <see cref="Role.None"/> for somebody it does not exist for.</summary>
    public static Role Of(Policy policy, Actor actor, Ticket ticket) =>
        actor.Kind switch
        {
            ActorKind.Requester when actor.Id == ticket.Requester => Role.Requester,
            ActorKind.Requester when ticket.Participants.Contains(actor.Id) => Role.Participant,
            ActorKind.Agent when !policy.Privacy.AgentsSeeOwn || ticket.Assignee == actor.Id => Role.Agent,
            ActorKind.Lead => Role.Lead,
            ActorKind.System => Role.System,
            ActorKind.Integration => Role.Integration,
            _ => Role.None,
        };

    /// <summary>Whether the command is still carried out on a closed ticket: what takes something back, and what the workflow decides.</summary>
    public static bool OnClosed(TicketCommand command) =>
        command
            is TicketCommand.Reply
                or TicketCommand.RequestHelp
                or TicketCommand.Acknowledge
                or TicketCommand.Fire
                or TicketCommand.ImportState
                or TicketCommand.FireDeadlines
                or TicketCommand.Note
                or TicketCommand.TurnBackMail
                or TicketCommand.AcceptTerms
                or TicketCommand.MergeInto
                or TicketCommand.Unshare
                or TicketCommand.WithdrawAttachment
                or TicketCommand.WithdrawApproval
                or TicketCommand.RevokeAccess;

    /// <summary>Whether the trigger comes with words, or with a command of its own, and so is never pulled bare.</summary>
    public static bool HasWords(string trigger) =>
        trigger is Triggers.Answer or Triggers.Ask or Triggers.RequesterReply or Triggers.Acknowledge;

    private static Role For(string trigger) =>
        trigger switch
        {
            Triggers.Accept => Role.Requester,
            Triggers.Close or Triggers.Reopen => Role.Requester | Desk,
            // These come with words or with a command of their own.
            _ when HasWords(trigger) => Role.None,
            _ => Desk,
        };
}

/// <summary>Whom an actor is to a ticket.</summary>
[Flags]
internal enum Role
{
    /// <summary>Nobody: for them there is no such ticket.</summary>
    None = 0,

    /// <summary>Who asked.</summary>
    Requester = 1,

    /// <summary>With whom it is shared.</summary>
    Participant = 2,

    /// <summary>Who works on it.</summary>
    Agent = 4,

    /// <summary>Who leads them.</summary>
    Lead = 8,

    /// <summary>The desk's own workers.</summary>
    System = 16,

    /// <summary>A system of the host's.</summary>
    Integration = 32,
}
