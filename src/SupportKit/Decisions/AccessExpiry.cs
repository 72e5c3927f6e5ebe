namespace SupportKit.Decisions;

/// <summary>Ends grants of access: each at its time, and all of them when the ticket is closed.</summary>
internal static class AccessExpiry
{
    /// <summary>Ends the grants that have expired by now, the earliest first.</summary>
    public static void ApplyDue(TicketDraft draft)
    {
        foreach (
            var grant in draft
                .Ticket.AccessGrants.Where(grant => grant.Until <= draft.Now)
                .OrderBy(grant => grant.Until)
        )
            draft.Record(new TicketEvent.AccessExpired(grant.Id));
    }

    /// <summary>Ends every grant of a closed ticket.</summary>
    public static void Update(TicketDraft draft)
    {
        if (draft.Ticket.StateCategory == StateCategory.Closed)
        {
            foreach (var grant in draft.Ticket.AccessGrants)
                draft.Record(new TicketEvent.AccessExpired(grant.Id));
        }
    }
}
