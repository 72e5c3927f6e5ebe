using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Decisions;
using SupportKit.Json;

namespace SupportKit.Storage;

/// <summary>The changes of one decision, which are stored together or not at all. Immutable.</summary>
/// <param name="Ticket">The ticket after the events; its <see cref="Ticket.NextDeadline"/> is the deadline to keep.</param>
/// <param name="Events">
/// They follow <paramref name="ExpectedVersion"/> without a gap; none only for a command that changed nothing, whose id is kept.
/// </param>
/// <param name="Messages">The messages to deliver.</param>
/// <param name="ExpectedVersion">The version the decision saw; 0 for a new ticket.</param>
/// <param name="CommandId">What the command is known again by, which the desk makes of the caller's id; null when the caller gave none.</param>
public sealed record TicketCommit(
    Ticket Ticket,
    ImmutableArray<RecordedEvent> Events,
    ImmutableArray<OutboundMessage> Messages,
    long ExpectedVersion,
    string? CommandId
)
{
    /// <summary>
    /// The commit's own instant, from which its messages may leave; null for the instant of the ticket's last event. That one is
    /// later where an event was recorded under a clock that was ahead, and time does not run backwards in a ticket.
    /// </summary>
    public Instant? At { get; init; }

    /// <summary>
    /// What tells one command from another that is sent under the same id: a hash that the desk makes of the tenant, the ticket and the
    /// command. Kept beside <see cref="CommandId"/>, and empty where there is none.
    /// </summary>
    public string CommandFingerprint { get; init; } = "";

    /// <summary>
    /// What must hold of all tickets of the requester, or of their organization, for the commit to be stored: each of them. Empty, as
    /// for most commits, for nothing.
    /// </summary>
    public ImmutableArray<RequesterLimit> Limits { get; init; } = [];

    /// <summary>
    /// The most new or open tickets that the ticket's <see cref="Ticket.Assignee"/> may have in the tenant, this one included, for the
    /// commit to be stored; null, as for all that the policy did not assign, for any number.
    /// </summary>
    public int? AssigneeCapacity { get; init; }

    /// <summary>The key of the ticket.</summary>
    public TicketKey Key => new(Ticket.Tenant, Ticket.Id);
}

/// <summary>The outcome of a commit.</summary>
[JsonConverter(typeof(EnumJsonConverter<CommitOutcome>))]
public enum CommitOutcome
{
    /// <summary>Stored, all of it.</summary>
    Committed,

    /// <summary>Nothing was stored: the ticket has another version by now. Decide anew on what is there.</summary>
    Conflict,

    /// <summary>Nothing was stored: this command was carried out before.</summary>
    Repeated,

    /// <summary>Nothing was stored: one of the <see cref="TicketCommit.Limits"/> does not hold.</summary>
    LimitReached,

    /// <summary>
    /// Nothing was stored: the ticket's assignee has as many tickets as <see cref="TicketCommit.AssigneeCapacity"/> admits, or more.
    /// Choose somebody else.
    /// </summary>
    CapacityReached,
}
