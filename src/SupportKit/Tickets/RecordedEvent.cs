using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Tickets;

namespace SupportKit;

/// <summary>An event in its place in a ticket's history. Immutable.</summary>
/// <param name="Sequence">1 for the first event, then without a gap; the ticket's version after it.</param>
/// <param name="At">When it was decided, in whole microseconds; never before the event before it.</param>
/// <param name="By">Who caused it.</param>
/// <param name="Event">What happened.</param>
[JsonConverter(typeof(RecordedEventJsonConverter))]
[DebuggerDisplay("{Sequence} {At} {By} {Event}")]
public sealed record RecordedEvent(long Sequence, Instant At, Actor By, TicketEvent Event)
{
    /// <summary>Who is told of it at once or in a digest; null where no digest could concern anybody.</summary>
    internal ImmutableArray<Notice>? Notices { get; init; }

    /// <summary>The Message-ID of the mail in which a person from outside the desk wrote it; null for what came another way.</summary>
    internal string? Mail { get; init; }
}
