using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Tickets;

namespace SupportKit.Storage;

/// <summary>
/// A condition of a commit on all tickets of its requester, or of the organization that its ticket belongs to: before it, there is
/// at most so much of something since an instant. It can hold under parallel requests only where it is checked in the transaction that stores. Immutable.
/// </summary>
/// <param name="Activity">What is counted.</param>
/// <param name="Most">The most there may be before the commit; 0 or more.</param>
/// <param name="After">What happened at this instant or earlier is not counted.</param>
public sealed record RequesterLimit(
    RequesterActivity Activity,
    int Most,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant After
)
{
    /// <summary>
    /// Whether the tickets of the organization count, whoever asked them, in place of those of the requester. The commit's ticket then
    /// has a <see cref="Ticket.Organization"/>.
    /// </summary>
    public bool OfOrganization { get; init; }

    /// <summary>Whether a ticket is one of those that count, in the tenant of the commit.</summary>
    /// <param name="other">A ticket as it is stored before the commit.</param>
    /// <param name="committed">The ticket of the commit.</param>
    public bool Concerns(Ticket other, Ticket committed)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(committed);
        return other.Tenant == committed.Tenant
            && (
                OfOrganization
                    ? other.Organization is { } organization && organization == committed.Organization
                    : other.Requester == committed.Requester
            );
    }

    /// <summary>Whether the commit may be stored.</summary>
    /// <param name="tickets">All tickets that it <see cref="Concerns"/>, as they are stored before the commit.</param>
    public bool Holds(IEnumerable<Ticket> tickets)
    {
        ArgumentNullException.ThrowIfNull(tickets);
        return tickets.Sum(Count) <= Most;
    }

    private int Count(Ticket ticket) =>
        Activity switch
        {
            RequesterActivity.Opening => ticket.OpenedAt > After ? 1 : 0,
            RequesterActivity.OpenTicket => ticket.OpenedAt > After && IsOpen(ticket.StateCategory) ? 1 : 0,
            RequesterActivity.Invitation => ticket.Invitations.Count(invitation => invitation.At > After),
        };

    /// <summary>Whether a ticket of this state still counts as open.</summary>
    internal static bool IsOpen(StateCategory category) =>
        category is not (StateCategory.Resolved or StateCategory.Closed);
}

/// <summary>What a <see cref="RequesterLimit"/> counts.</summary>
[JsonConverter(typeof(EnumJsonConverter<RequesterActivity>))]
public enum RequesterActivity
{
    /// <summary>Tickets that were opened, by their <see cref="Ticket.OpenedAt"/>.</summary>
    Opening,

    /// <summary>People who were asked to take part, by their <see cref="Invitation.At"/>.</summary>
    Invitation,

    /// <summary>Tickets that are neither resolved nor closed, by their <see cref="Ticket.OpenedAt"/>.</summary>
    OpenTicket,
}
