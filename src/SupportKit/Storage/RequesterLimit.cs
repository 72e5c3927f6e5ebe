using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Tickets;

namespace SupportKit.Storage;

/// <summary>
/// A condition of a commit on all tickets of its requester: before it, they have done something at most so often since an
/// instant. It can hold under parallel requests only where it is checked in the transaction that stores. Immutable.
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
    /// <summary>Whether the commit may be stored.</summary>
    /// <param name="tickets">All tickets of the commit's requester in its tenant, as they are stored before it.</param>
    public bool Holds(IEnumerable<Ticket> tickets)
    {
        ArgumentNullException.ThrowIfNull(tickets);
        return tickets.Sum(Count) <= Most;
    }

    private int Count(Ticket ticket) =>
        Activity switch
        {
            RequesterActivity.Opening => ticket.OpenedAt > After ? 1 : 0,
            RequesterActivity.Invitation => ticket.Invitations.Count(invitation => invitation.At > After),
        };
}

/// <summary>What a <see cref="RequesterLimit"/> counts.</summary>
[JsonConverter(typeof(EnumJsonConverter<RequesterActivity>))]
public enum RequesterActivity
{
    /// <summary>Tickets that were opened, by their <see cref="Ticket.OpenedAt"/>.</summary>
    Opening,

    /// <summary>People who were asked to take part, by their <see cref="Invitation.At"/>.</summary>
    Invitation,
}
