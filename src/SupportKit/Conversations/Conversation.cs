using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Conversations;
using SupportKit.Json;
using SupportKit.Tickets;

namespace SupportKit;

/// <summary>
/// A ticket as one person reads it at one instant: everything that a page shows, so that no host works it out from the history. What the
/// reader may not see is not in it. Immutable.
/// </summary>
public sealed record Conversation
{
    /// <summary>The ticket, as far as the reader is shown it.</summary>
    public required Ticket Ticket { get; init; }

    /// <summary>The instant at which it was read: what is left of promises, and what can be done, is true of it.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public required Instant ReadAt { get; init; }

    /// <summary>What people wrote and attached, the oldest first.</summary>
    public required ImmutableArray<ConversationMessage> Messages { get; init; }

    /// <summary>What was promised, in the order in which it was, with what is left of it.</summary>
    public required ImmutableArray<ConversationPromise> Promises { get; init; }

    /// <summary>What the reader can do now, and why not the rest; empty when it is not known who reads.</summary>
    public required ImmutableArray<ActionAvailability> Actions { get; init; }

    /// <summary>
    /// The requester, then those the request is shared with, then everybody else who wrote something that the reader is shown, in the order
    /// of their first message; each once.
    /// </summary>
    public required ImmutableArray<Actor> Participants { get; init; }

    /// <summary>What in the host's systems belongs to it.</summary>
    public required ImmutableArray<TicketLink> Links { get; init; }

    /// <summary>What was agreed to happen next; null when nothing was, or when the reader is not shown it.</summary>
    public required string? NextStep { get; init; }

    /// <summary>Which state it goes to by itself, unless somebody writes before; null when nothing is planned.</summary>
    public ScheduledMove? NextMove { get; init; }

    /// <summary>
    /// The names of the facts that the policy does not show this reader, whether or not the ticket has them; empty for nothing.
    /// </summary>
    public required ImmutableArray<string> WithheldFacts { get; init; }
}
