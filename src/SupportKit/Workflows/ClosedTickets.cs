using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;

namespace SupportKit.Workflows;

/// <summary>What becomes of what people write to a closed ticket, and whether one can be escalated. Immutable.</summary>
/// <param name="Reply">What becomes of a reply.</param>
/// <param name="Within">How long after the closing that holds, and a ticket can be escalated; null for ever.</param>
/// <param name="Later">What becomes of a reply after that.</param>
/// <param name="CanBeEscalated">Whether an escalation reopens a closed ticket; otherwise it is refused.</param>
internal sealed record ClosedTickets(
    ClosedTicketReply Reply,
    Duration? Within,
    ClosedTicketReply Later,
    bool CanBeEscalated
)
{
    /// <summary>Whether what holds soon after the closing still holds; its last instant is included.</summary>
    /// <param name="closed">When the ticket was closed last; null when that is not known, which counts as just now.</param>
    /// <param name="now">The instant of the command.</param>
    public bool IsSoon(Instant? closed, Instant now) =>
        Within is not { } span || closed is not { } at || now - at <= span;

    /// <summary>What becomes of a reply now.</summary>
    public ClosedTicketReply ReplyAt(Instant? closed, Instant now) => IsSoon(closed, now) ? Reply : Later;

    /// <summary>Whether a ticket may have to come back from being closed.</summary>
    public bool Reopens =>
        CanBeEscalated
        || Reply == ClosedTicketReply.Reopen
        || (Within is not null && Later == ClosedTicketReply.Reopen);
}

/// <summary>What becomes of a reply of a requester to a closed ticket.</summary>
[JsonConverter(typeof(EnumJsonConverter<ClosedTicketReply>))]
public enum ClosedTicketReply
{
    /// <summary>The person is asked to open a new ticket.</summary>
    Refuse,

    /// <summary>The reply is taken, and the ticket is reopened.</summary>
    Reopen,

    /// <summary>The reply opens a new ticket of the same requester, which names the closed one and is named by it.</summary>
    Linked,
}
