using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using SupportKit.Json;

namespace SupportKit.Decisions;

/// <summary>Something to tell somebody, as data: a template and its values; the wording comes at delivery. Immutable.</summary>
/// <param name="Id">Made from ticket, event and recipient, so one fact is one id and a receiver can drop repeats.</param>
/// <param name="Ticket">The ticket it is about.</param>
/// <param name="Sequence">The event it tells of; messages of one ticket leave in this order.</param>
/// <param name="To">Who is told.</param>
/// <param name="Template">Which text, e.g. <c>agent-replied</c>.</param>
/// <param name="Language">In which language, a two-letter code.</param>
/// <param name="Values">What the text's places hold, as data: instants in ISO 8601, ids, keys of the catalog of texts.</param>
[DebuggerDisplay("{Template,nq} to {To.Kind} {To.Id,nq}")]
public sealed record OutboundMessage(
    string Id,
    TicketId Ticket,
    long Sequence,
    Recipient To,
    string Template,
    string Language,
    ImmutableSortedDictionary<string, string> Values
)
{
    /// <summary>The value that holds the reader's own time zone, of the tz database; times are told in the desk's without it.</summary>
    internal const string TimeZone = "time-zone";

    /// <summary>The value that holds how firmly the promise was made that the message tells of.</summary>
    internal const string Kind = "kind";

    /// <summary>The value that holds the Message-ID of the mail by which the reader last wrote; none where they never wrote by mail.</summary>
    internal const string InReplyTo = "in-reply-to";

    /// <summary>The value that names the places, with spaces between, whose content is not told in messages.</summary>
    internal const string Withheld = "withheld";

    /// <summary>Whether it is for somebody outside the desk.</summary>
    internal bool IsOutside => To.Kind == RecipientKind.Requester;

    /// <summary>
    /// Where it waits from its commit on, as <see cref="Storage.ClaimedMessage.Destination"/>; null, as by default, for what is routed when it
    /// leaves.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Destination { get; init; }
}

/// <summary>Who is told. Immutable.</summary>
/// <param name="Kind">A person outside the desk, one of the desk, or a queue.</param>
/// <param name="Id">The host's id of the person, or the policy's id of the queue.</param>
public sealed record Recipient(RecipientKind Kind, string Id);

/// <summary>The kinds of recipients.</summary>
[JsonConverter(typeof(EnumJsonConverter<RecipientKind>))]
public enum RecipientKind
{
    /// <summary>The person who asked, or one with whom the request is shared.</summary>
    Requester,

    /// <summary>The people of a queue.</summary>
    Queue,

    /// <summary>The person of the desk whose ticket it is.</summary>
    Agent,

    /// <summary>An <see cref="ITicketObserver"/> of the host's, by its name. No transport is given such a message.</summary>
    Observer,
}
