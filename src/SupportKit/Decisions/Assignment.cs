namespace SupportKit.Decisions;

/// <summary>Decides who works on a ticket.</summary>
internal static class Assignment
{
    /// <summary>An agent who acts on an unassigned ticket becomes its assignee.</summary>
    public static bool Takes(TicketCommand command, Ticket ticket) =>
        command is TicketCommand.Assign { By: { Kind: ActorKind.Agent, Id: var id }, Agent: var agent }
        && agent == id
        && ticket.Assignee is null;

    public static Decision Decide(Given given)
    {
        var (draft, assign) = (given.Draft, (TicketCommand.Assign)given.Command);
        if (assign.IsUnknown)
            return draft.Refuse(SupportKitErrors.AgentIdUnknown);
        if (draft.Ticket.Assignee != assign.Agent)
            draft.Record(new TicketEvent.Assigned(assign.Agent, assign.Language, assign.TimeZone));
        return draft.Complete();
    }
}
