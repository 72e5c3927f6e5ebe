using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>Moves a ticket to another version of the policy: only by command, and without changing a verdict.</summary>
internal static class PolicyMigration
{
    public static Decision Decide(Given given)
    {
        var (draft, move) = (given.Draft, (TicketCommand.MigratePolicy)given.Command);
        var before = given.Before.Sla;
        var ticket = draft.Ticket;
        if (ticket.Policy == move.To.Version)
            return Recounted(draft, move.Mode);
        if (!move.To.Workflow.States.Contains(ticket.State))
            return draft.Refuse(
                SupportKitErrors.PolicyStateMissing,
                ("state", ticket.State),
                ("version", move.To.Version)
            );
        draft.Record(new TicketEvent.PolicyMigrated(ticket.Policy, move.To.Version, move.Mode));
        var category = move.To.Workflow.CategoryOf(ticket.State);
        if (category != ticket.StateCategory)
            draft.Record(new TicketEvent.StateChanged(ticket.State, ticket.State, category, "migrate-policy"));
        if (move.Mode == PolicyMigrationMode.Keep)
            return draft.Complete();
        OnChange? how = move.Mode == PolicyMigrationMode.Recompute ? OnChange.Recompute : null;
        return Reclassification.Anew(draft, FactSet.Empty, new Reconsideration(how, before)) ?? draft.Complete();
    }

    // The version is the same, but the zones it counts with may not be: what was promised under others is kept, or counted anew.
    private static Decision Recounted(TicketDraft draft, PolicyMigrationMode mode)
    {
        var sla = draft.Policy.Sla;
        foreach (var promise in draft.Ticket.Promises.Where(sla.IsOfOtherTimeZoneData))
        {
            var kept = promise with { TimeZoneData = sla.TimeZoneData };
            draft.Record(
                mode == PolicyMigrationMode.Keep
                    ? new TicketEvent.PromiseChanged(kept, OnChange.Keep)
                    : new TicketEvent.PromiseChanged(sla.Recount(promise, draft.Now), OnChange.Recompute)
            );
        }
        return draft.Complete();
    }
}
