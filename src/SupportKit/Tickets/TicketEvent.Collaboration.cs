using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>Escalation, links, merges, sharing, attachments, access and changes.</content>
public abstract partial record TicketEvent
{
    /// <summary>Somebody beyond those assigned was called in. Priority and deadlines stay as they are.</summary>
    /// <param name="Reason">The id of the policy's reason.</param>
    /// <param name="Queue">The queue whose people take it up.</param>
    /// <param name="Details">What it brought.</param>
    public sealed record Escalated(string Reason, string Queue, FactSet Details)
        : TicketEvent(Outside.Shown, Search.None, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes(Details, out var details) ? this with { Details = details } : this;
    }

    /// <summary>The escalation ended; those who were called in are no longer needed.</summary>
    public sealed record DeEscalated() : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>What happens next was agreed: a step, or a plan of action.</summary>
    public sealed record NextStepSet(WrittenText Step) : TicketEvent(Outside.Shown, Search.None, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("step", Step, out var step) ? this with { Step = step } : this;
    }

    /// <summary>What it is about, such as a published incident, is over; everybody on it was told.</summary>
    /// <param name="Switch">The policy's id of the switch that was turned off.</param>
    /// <param name="Subject">The policy's id of the subject; null for none.</param>
    /// <param name="About">What people call it.</param>
    public sealed record SwitchEnded(string Switch, string? Subject, LocalizedText About)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>Something in the host's own systems belongs to it.</summary>
    /// <param name="Kind">What kind of thing it is.</param>
    /// <param name="Reference">The host's id of it.</param>
    public sealed record Linked(LinkKind Kind, WrittenName Reference)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("reference", Reference, out var reference) ? this with { Reference = reference } : this;
    }

    /// <summary>This link counts as the answer; news of it follow.</summary>
    public sealed record AnsweredByLinkedIssue(WrittenName Reference)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("reference", Reference, out var reference) ? this with { Reference = reference } : this;
    }

    /// <summary>News of something linked, passed on to the requester.</summary>
    public sealed record LinkedIssueUpdated(WrittenName Reference, WrittenText Body)
        : TicketEvent(Outside.Shown, Search.Texts, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("reference", Reference, out var reference) | map.Changes("body", Body, out var body)
                ? this with
                {
                    Reference = reference,
                    Body = body,
                }
                : this;
    }

    /// <summary>Another ticket carries this one on. Its running promises end without a verdict.</summary>
    /// <param name="Ticket">The other one.</param>
    /// <param name="Number">What people call it; null when it has no number.</param>
    public sealed record MergedInto(TicketId Ticket, TicketNumber? Number = null)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>This ticket carries another one on. Its own promises stay as they are.</summary>
    /// <param name="Ticket">The other one.</param>
    /// <param name="IsUnanswered">
    /// Whether the desk still owed an answer to what was written there. It owes it here now, as if the requester had replied.
    /// </param>
    /// <param name="Number">What people call the other one; null when it has no number.</param>
    public sealed record MergeReceived(
        TicketId Ticket,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsUnanswered = false,
        TicketNumber? Number = null
    ) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A part of it became a ticket of its own, whose promises start there and then.</summary>
    /// <param name="Ticket">The new ticket.</param>
    /// <param name="Number">What people call it; null when it has no number.</param>
    public sealed record SplitOff(TicketId Ticket, TicketNumber? Number = null)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The requester wrote to the ticket when it was closed, and that opened another one. Nothing else about this one changes.</summary>
    /// <param name="Ticket">The new ticket.</param>
    /// <param name="Number">What people call it; null when it has no number.</param>
    public sealed record ContinuedIn(TicketId Ticket, TicketNumber? Number = null)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The ticket was marked as spam. Its running promises end without a verdict, and nobody is notified.</summary>
    public sealed record SpamMarked() : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A person with an account may read and write from now on.</summary>
    /// <param name="With">The host's id of the person.</param>
    /// <param name="Language">The language they read, a two-letter code; null where none was recorded.</param>
    /// <param name="TimeZone">Their own time zone, of the tz database; null when none is stated.</param>
    [SuppressMessage(
        "Naming",
        "CA1716",
        Justification = "The word of the policy, the page and the desk; Visual Basic writes [Shared]."
    )]
    public sealed record Shared(string With, string? Language = null, string? TimeZone = null)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>
    /// A person with an account was asked to take part. They may read and write from now on, and are told of nothing that
    /// happens until they accept.
    /// </summary>
    /// <param name="Person">The host's id of the person.</param>
    /// <param name="Language">The language they read, a two-letter code; null where none was recorded.</param>
    /// <param name="TimeZone">Their own time zone, of the tz database; null when none is stated.</param>
    public sealed record Invited(string Person, string? Language = null, string? TimeZone = null)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A person who was invited accepts: they said so, or did something on the ticket.</summary>
    public sealed record InvitationAccepted(string Person) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A person who was invited does not want to take part, and is not invited to this ticket again.</summary>
    public sealed record InvitationDeclined(string Person) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The ticket is no longer shared with a person.</summary>
    public sealed record Unshared(string With) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A file was attached; its content is with the <c>IAttachmentStore</c>.</summary>
    /// <param name="Attachment">The store's id of it.</param>
    /// <param name="Name">The name the uploader gave; shown, never used as a path.</param>
    /// <param name="ContentType">The media type the uploader claims.</param>
    /// <param name="Length">Its size in bytes.</param>
    /// <param name="Sha256">The hash of its bytes, lower-case hexadecimal; null where none was recorded.</param>
    public sealed record AttachmentAdded(
        string Attachment,
        WrittenText Name,
        WrittenName ContentType,
        long Length,
        string? Sha256 = null
    ) : TicketEvent(Outside.Shown, Search.None, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("attachment", Name, out var name)
            | map.Changes("media type", ContentType, out var contentType, erased: "application/octet-stream")
                ? this with
                {
                    Name = name,
                    ContentType = contentType,
                }
                : this;
    }

    /// <summary>The desk asks the requester whether a third party may get the file.</summary>
    public sealed record AttachmentApprovalRequested(string Attachment, WrittenName ThirdParty)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("third party", ThirdParty, out var thirdParty) ? this with { ThirdParty = thirdParty } : this;
    }

    /// <summary>The requester agrees that a third party gets the file.</summary>
    public sealed record AttachmentApproved(string Attachment, WrittenName ThirdParty)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("third party", ThirdParty, out var thirdParty) ? this with { ThirdParty = thirdParty } : this;
    }

    /// <summary>The requester no longer agrees, or did not when the desk asked.</summary>
    public sealed record AttachmentApprovalWithdrawn(string Attachment, WrittenName ThirdParty)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("third party", ThirdParty, out var thirdParty) ? this with { ThirdParty = thirdParty } : this;
    }

    /// <summary>A third party got the file.</summary>
    public sealed record AttachmentDisclosed(string Attachment, WrittenName ThirdParty)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("third party", ThirdParty, out var thirdParty) ? this with { ThirdParty = thirdParty } : this;
    }

    /// <summary>The file was taken back; its content is gone.</summary>
    public sealed record AttachmentWithdrawn(string Attachment) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The customer lets the desk into an environment. The event's sequence names the grant.</summary>
    /// <param name="Environment">Into which.</param>
    /// <param name="Until">Until when.</param>
    public sealed record AccessGranted(
        WrittenName Environment,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant Until
    ) : TicketEvent(Outside.Shown, Search.None, Erasure.None)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("environment", Environment, out var environment)
                ? this with
                {
                    Environment = environment,
                }
                : this;
    }

    /// <summary>The customer took a grant back.</summary>
    public sealed record AccessRevoked(long Grant) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A grant of access expired.</summary>
    public sealed record AccessExpired(long Grant) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The desk proposes a small adjustment. The event's sequence names the change.</summary>
    /// <param name="Environment">Where it is to be made.</param>
    /// <param name="What">What it is.</param>
    public sealed record ChangeProposed(WrittenName Environment, WrittenText What)
        : TicketEvent(Outside.Shown, Search.None, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("environment", Environment, out var environment) | map.Changes("change", What, out var what)
                ? this with
                {
                    Environment = environment,
                    What = what,
                }
                : this;
    }

    /// <summary>The customer agrees to a change.</summary>
    public sealed record ChangeApproved(long Change) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>An approved change was made, under a grant that held then.</summary>
    public sealed record ChangeMade(long Change, long Grant) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>
    /// Somebody from outside the desk was erased from the events before this one: the only time a history is rewritten.
    /// </summary>
    /// <param name="Replacement">What stands in place of their id.</param>
    public sealed record PersonErased(string Replacement) : TicketEvent(Outside.Shown, Search.None, Erasure.None);
}

/// <summary>What a ticket may be linked to.</summary>
[JsonConverter(typeof(EnumJsonConverter<LinkKind>))]
public enum LinkKind
{
    /// <summary>A fault of the product.</summary>
    Bug,

    /// <summary>A wish for the product.</summary>
    ChangeRequest,
}
