namespace SupportKit.EntityFrameworkCore;

/// <summary>
/// That a person from outside the desk sees a ticket: its requester, and everybody it is shared with. Ticket and person
/// name it; the ticket's place in a list stands here too, so that a page of a person's list is a range of an index.
/// </summary>
internal sealed class TicketAccessRow
{
    public required string Tenant { get; init; }

    public required Guid Ticket { get; init; }

    public required string Person { get; init; }

    public required long OpenedAt { get; init; }

    /// <summary>1 when the ticket is closed, else 0: a number, which each engine finds in an index.</summary>
    public required int Closed { get; init; }

    public required int Rank { get; init; }

    public required long NextDue { get; init; }

    public static TicketAccessRow Of(Ticket ticket, string person) =>
        new()
        {
            Tenant = ticket.Tenant,
            Ticket = ticket.Id.Value,
            Person = person,
            OpenedAt = UnixMicroseconds.Floor(ticket.OpenedAt),
            Closed = ticket.StateCategory == StateCategory.Closed ? 1 : 0,
            Rank = ticket.PriorityRank,
            NextDue = TicketRow.DueOf(ticket.NextSlaDue()),
        };

    /// <summary>Whether an event may change a ticket's place; of a breach or a warning none does.</summary>
    public static bool IsMovedBy(TicketEvent happened) =>
        happened
            is not (
                TicketEvent.PromiseBreached
                or TicketEvent.PromiseWarned
                or TicketEvent.TimerStarted
                or TicketEvent.TimerPaused
                or TicketEvent.TimerResumed
                or TicketEvent.TimerWarned
                or TicketEvent.TimerFired
                or TicketEvent.TimerStopped
                or TicketEvent.AccessExpired
                or TicketEvent.InternalNoteAdded
                or TicketEvent.Shared
                or TicketEvent.Unshared
                or TicketEvent.Invited
                or TicketEvent.InvitationAccepted
                or TicketEvent.InvitationDeclined
                or TicketEvent.Assigned
            );
}
