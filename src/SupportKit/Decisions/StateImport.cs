using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// A ticket whose history was made elsewhere. What happened there has happened: the state is recorded, not permitted, and
/// clocks follow as they follow any move.
/// </summary>
internal static class StateImport
{
    public static Decision Decide(Given given)
    {
        var (draft, import) = (given.Draft, (TicketCommand.ImportState)given.Command);
        if (import.State == draft.Ticket.State)
            return draft.Complete();
        // Clocks could not follow into a state that means nothing here, and no trigger would ever lead out of it.
        if (!draft.Policy.Workflow.States.Contains(import.State))
            return draft.Refuse(
                SupportKitErrors.TicketStateUnknown,
                ("state", import.State),
                ("allowed", string.Join(", ", draft.Policy.Workflow.States))
            );
        draft.ForceState(import.State, "import", ClosingReason.Manual);
        return draft.Complete();
    }
}
