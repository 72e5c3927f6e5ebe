using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Redaction;

namespace SupportKit.Conversations;

/// <summary>Something that a person wrote or attached. Immutable.</summary>
/// <param name="Sequence">The sequence of the event that records it, which names it within its ticket.</param>
/// <param name="At">When it was written or attached, UTC.</param>
/// <param name="Author">Who wrote or attached it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Body">What was written; empty for a file, and where it is withheld from the reader.</param>
public sealed record ConversationMessage(
    long Sequence,
    [property: JsonConverter(typeof(InstantJsonConverter))] Instant At,
    Actor Author,
    MessageKind Kind,
    WrittenText Body
)
{
    /// <summary>The requester's title, of the request itself; null for all else, and where it is withheld.</summary>
    public WrittenText? Title { get; init; }

    /// <summary>What in the host's systems it is news of; null unless it is a <see cref="MessageKind.LinkedIssueUpdate"/>.</summary>
    public WrittenName? Reference { get; init; }

    /// <summary>The file; null unless it is an <see cref="MessageKind.Attachment"/>.</summary>
    public ConversationAttachment? Attachment { get; init; }

    /// <summary>What was masked before it was recorded, field by field; empty for nothing.</summary>
    public ImmutableArray<RedactedField> Redactions { get; init; } = [];

    /// <summary>Whether a machine wrote it: it answers nothing, and a page shows it folded away.</summary>
    public bool IsAutomatic => Kind is MessageKind.AutomaticReply or MessageKind.ReadReceipt or MessageKind.Bounce;

    /// <summary>Whether the policy does not show this reader what was written.</summary>
    public bool IsWithheld { get; init; }
}

/// <summary>What a message of a conversation is.</summary>
[JsonConverter(typeof(EnumJsonConverter<MessageKind>))]
public enum MessageKind
{
    /// <summary>The request, as it was opened.</summary>
    Request,

    /// <summary>An agent's answer to the requester.</summary>
    AgentReply,

    /// <summary>The desk told the requester that somebody has seen the request; the answer is still owed.</summary>
    Acknowledgement,

    /// <summary>The requester, or somebody the request is shared with, wrote.</summary>
    RequesterReply,

    /// <summary>The requester still asks for help although the ticket counts as answered.</summary>
    FurtherHelpRequest,

    /// <summary>The desk recorded a call in which the requester was answered; the body is its summary.</summary>
    Call,

    /// <summary>The desk wrote something down for itself; nobody outside it is shown this.</summary>
    InternalNote,

    /// <summary>News of something linked, passed on to the requester.</summary>
    LinkedIssueUpdate,

    /// <summary>
    /// A file was attached. It is an entry of its own, in its place in time, because nothing records with which words a file was sent.
    /// </summary>
    Attachment,

    /// <summary>A machine answered a mail of the desk's, as that of an absent person does. Only the desk is shown it.</summary>
    AutomaticReply,

    /// <summary>The reader's program says that a mail of the desk's was displayed or deleted. Only the desk is shown it.</summary>
    ReadReceipt,

    /// <summary>A mail of the desk's could not be delivered; the body says to whom. Only the desk is shown it.</summary>
    Bounce,
}
