using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;

namespace SupportKit.Tickets;

/// <summary>Something in the host's systems that belongs to a ticket. Immutable.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Reference">The host's id of it.</param>
public sealed record TicketLink(LinkKind Kind, WrittenName Reference);

/// <summary>How a person with whom a ticket is shared reads. Immutable.</summary>
/// <param name="Person">The host's id of the person.</param>
/// <param name="Language">A two-letter code.</param>
/// <param name="TimeZone">Their own time zone, of the tz database; null when the host's directory states none.</param>
internal sealed record ParticipantLocale(string Person, string Language, string? TimeZone);

/// <summary>That a person was brought in by the requester, and what they say to it. Immutable.</summary>
/// <param name="Id">The sequence of the first event that brought them in, of which they were told; they are told of no other.</param>
/// <param name="Person">The host's id of the person.</param>
/// <param name="At">When that was.</param>
/// <param name="Status">What they say to it.</param>
public sealed record Invitation(
    long Id,
    string Person,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant At,
    InvitationStatus Status
);

/// <summary>What a person says to an invitation.</summary>
[JsonConverter(typeof(EnumJsonConverter<InvitationStatus>))]
public enum InvitationStatus
{
    /// <summary>Nothing yet: they see the ticket, and are told of nothing that happens.</summary>
    Pending,

    /// <summary>They take part, or did until the requester ended it; or the policy asks nobody.</summary>
    Accepted,

    /// <summary>They do not want to take part, or left. Nobody can bring them in again.</summary>
    Declined,

    /// <summary>The requester ended it before they answered.</summary>
    Withdrawn,
}

/// <summary>That a person accepted the terms of use. Immutable.</summary>
/// <param name="Person">The host's id of the person.</param>
/// <param name="Version">The version of the terms.</param>
public sealed record TermsAcceptance(string Person, string Version);

/// <summary>A file of a ticket. Private: it goes to no third party but those listed. Immutable.</summary>
/// <param name="Id">The attachment store's id of it.</param>
/// <param name="By">The host's id of the person who attached it.</param>
/// <param name="ApprovedFor">The third parties the requester agreed to.</param>
/// <param name="Sha256">The hash of its bytes, lower-case hexadecimal; null where none was recorded.</param>
public sealed record TicketAttachment(
    string Id,
    string By,
    ImmutableArray<WrittenName> ApprovedFor,
    string? Sha256 = null
)
{
    /// <summary>What the desk has asked for and the requester has not said yet, the oldest first; empty for nothing.</summary>
    public ImmutableArray<ApprovalRequest> ApprovalRequests
    {
        get;
        // The generated reader of JSON sets what is not there to the default.
        init => field = value.IsDefault ? [] : value;
    } = [];
}

/// <summary>That the desk asks whether a third party may get a file. Immutable.</summary>
/// <param name="ThirdParty">Who would get it.</param>
/// <param name="By">The host's id of the person who asks.</param>
public sealed record ApprovalRequest(WrittenName ThirdParty, string By);

/// <summary>An access to a customer's environment. Immutable.</summary>
/// <param name="Id">The sequence of the event that granted it.</param>
/// <param name="Environment">Into which environment.</param>
/// <param name="By">The host's id of the person who granted it.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record AccessGrant(
    long Id,
    WrittenName Environment,
    string By,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant Until
);

/// <summary>A small change to an environment that the desk proposed. Immutable.</summary>
/// <param name="Id">The sequence of the event that proposed it.</param>
/// <param name="Environment">The environment that would change.</param>
/// <param name="Status">How far it is.</param>
public sealed record ProposedChange(long Id, WrittenName Environment, ChangeStatus Status);

/// <summary>The status of a proposed change.</summary>
[JsonConverter(typeof(EnumJsonConverter<ChangeStatus>))]
public enum ChangeStatus
{
    /// <summary>The customer has not agreed yet.</summary>
    Proposed,

    /// <summary>The customer has agreed.</summary>
    Approved,

    /// <summary>The change was made.</summary>
    Made,
}

/// <summary>The automatic close of a ticket, which is dropped when somebody writes. Immutable.</summary>
/// <param name="WarnAt">When the requester is warned; null for no warning, or when it was given.</param>
/// <param name="CloseAt">When it closes.</param>
public sealed record ScheduledClose(
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant? WarnAt,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant CloseAt
)
{
    /// <summary>The next of the two instants.</summary>
    [JsonIgnore]
    public Instant NextDeadline => WarnAt ?? CloseAt;
}

/// <summary>A signal and the last time it came. Immutable.</summary>
/// <param name="Signal">One of <see cref="SlaSignals"/>.</param>
/// <param name="At">The last time that it came, UTC.</param>
public readonly record struct SignalTime(
    string Signal,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant At
)
{
    /// <summary>The times after signals have come: in the order in which each first came, each with its last time.</summary>
    internal static ImmutableArray<SignalTime> Note(
        ImmutableArray<SignalTime> known,
        ImmutableArray<string> signals,
        Instant at
    )
    {
        foreach (var signal in signals)
        {
            var place = -1;
            for (var i = 0; i < known.Length && place < 0; i++)
                place = known[i].Signal == signal ? i : -1;
            var now = new SignalTime(signal, at);
            known = place < 0 ? known.Add(now) : known.SetItem(place, now);
        }
        return known;
    }
}
