using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>What each actor may do: the one table of it.</summary>
internal static class Permissions
{
    /// <summary>Whether the actor's role may give the command at all.</summary>
    public static bool Allow(TicketCommand command) =>
        (command, command.By.Kind) switch
        {
            (TicketCommand.FireDeadlines, var kind) => kind == ActorKind.System,
            (TicketCommand.Reply or TicketCommand.Attach, var kind) => kind is ActorKind.Requester or ActorKind.Agent,
            (TicketCommand.Escalate, var kind) => kind is ActorKind.Requester or ActorKind.Agent,
            (TicketCommand.Acknowledge, var kind) => kind == ActorKind.Agent,
            (TicketCommand.Fire { Trigger: Triggers.Accept }, var kind) => kind == ActorKind.Requester,
            (TicketCommand.Fire { Trigger: Triggers.Close or Triggers.Reopen }, var kind) => kind
                is ActorKind.Requester
                    or ActorKind.Agent,
            // These come with words or with a command of their own.
            (
                TicketCommand.Fire
                {
                    Trigger: Triggers.Answer or Triggers.Ask or Triggers.RequesterReply or Triggers.Acknowledge
                },
                _
            ) => false,
            (TicketCommand.Fire, var kind) => kind == ActorKind.Agent,
            _ => false,
        };

    /// <summary>Whether the actor may act on this ticket: a requester on their own only.</summary>
    public static bool Allow(Actor actor, Ticket ticket) =>
        actor.Kind != ActorKind.Requester || actor.Id == ticket.Requester;
}
