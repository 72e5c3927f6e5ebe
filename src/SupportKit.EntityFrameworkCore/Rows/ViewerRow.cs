using SupportKit.Tickets;

namespace SupportKit.EntityFrameworkCore.Rows;

/// <summary>
/// That a person from outside the desk sees a ticket: its requester, and everybody it is shared with. Ticket and person
/// name it; the opening instant never changes, and stands here so that a person's list is a range of an index.
/// </summary>
internal sealed class ViewerRow
{
    public required string Tenant { get; init; }

    public required Guid Ticket { get; init; }

    public required string Person { get; init; }

    public required long OpenedAt { get; init; }

    public static ViewerRow Of(Ticket ticket, string person) =>
        new()
        {
            Tenant = ticket.Tenant,
            Ticket = ticket.Id.Value,
            Person = person,
            OpenedAt = Micros.Floor(ticket.OpenedAt),
        };
}
