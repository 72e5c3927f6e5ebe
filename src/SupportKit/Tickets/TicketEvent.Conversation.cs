using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>What people say, and how the ticket moves.</content>
public abstract partial record TicketEvent
{
    /// <summary>An agent acknowledged the ticket.</summary>
    public sealed record Acknowledged() : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>An agent wrote to the requester.</summary>
    /// <param name="Body">What the agent wrote.</param>
    /// <param name="IsAcknowledgement">
    /// Whether it only says that somebody has seen the request: to the clocks it is <c>acknowledged</c>, and the answer is still owed.
    /// </param>
    public sealed record AgentReplied(
        WrittenText Body,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsAcknowledgement = false
    ) : TicketEvent(Outside.Shown, Search.Texts, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("body", Body, out var body) ? this with { Body = body } : this;
    }

    /// <summary>
    /// An agent answered in a call. To the clocks it is an answer from the instant at which it was recorded, and no message is
    /// sent of it, for the requester was told.
    /// </summary>
    /// <param name="At">When the call took place.</param>
    /// <param name="Summary">What was said.</param>
    /// <param name="IsInternal">Whether nobody outside the desk sees it.</param>
    public sealed record CallRecorded(
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant At,
        WrittenText Summary,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsInternal = false
    )
        : TicketEvent(
            IsInternal ? Outside.Hidden : Outside.Shown,
            IsInternal ? Search.DeskTexts : Search.Texts,
            Erasure.Written
        )
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("summary", Summary, out var summary) ? this with { Summary = summary } : this;
    }

    /// <summary>The requester, or somebody the request is shared with, wrote.</summary>
    public sealed record RequesterReplied(WrittenText Body) : TicketEvent(Outside.Shown, Search.Texts, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("body", Body, out var body) ? this with { Body = body } : this;
    }

    /// <summary>The desk added an internal note, which is never shown outside the desk.</summary>
    public sealed record InternalNoteAdded(WrittenText Body)
        : TicketEvent(Outside.Hidden, Search.DeskTexts, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("body", Body, out var body) ? this with { Body = body } : this;
    }

    /// <summary>The requester still asks for help although the ticket counts as answered.</summary>
    public sealed record FurtherHelpRequested(WrittenText Body)
        : TicketEvent(Outside.Shown, Search.Texts, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("body", Body, out var body) ? this with { Body = body } : this;
    }

    /// <summary>
    /// A mail came in answer to one of the desk's, which nobody reads: its sender is told where to go on. What it said is
    /// not kept.
    /// </summary>
    /// <param name="Mail">The mail's own id.</param>
    public sealed record InboundMailRejected(WrittenText Mail)
        : TicketEvent(Outside.Shown, Search.None, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("mail", Mail, out var mail) ? this with { Mail = mail } : this;
    }

    /// <summary>
    /// A machine wrote in answer to one of the desk's mails: nobody answered, nothing is due of it, and nobody is told. Only the desk sees it.
    /// </summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Body">What it says; of a bounce, whom the mail did not reach.</param>
    public sealed record AutomaticMailReceived(AutomaticMailKind Kind, WrittenText Body)
        : TicketEvent(Outside.Hidden, Search.None, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("body", Body, out var body) ? this with { Body = body } : this;
    }

    /// <summary>
    /// Somebody was told, in one message, how often of what they were not told one by one. One of <paramref name="Person"/>,
    /// <paramref name="Agent"/> and <paramref name="Queue"/> is not null.
    /// </summary>
    /// <param name="Person">The host's id of somebody outside the desk.</param>
    /// <param name="Agent">The host's id of somebody of the desk.</param>
    /// <param name="Queue">The policy's id of a queue.</param>
    /// <param name="Notices">How many of each template; where it tells of a metric, of <c>template/metric</c>.</param>
    public sealed record DigestSent(
        string? Person,
        string? Agent,
        string? Queue,
        ImmutableArray<KeyValuePair<string, int>> Notices
    ) : TicketEvent(Outside.Hidden, Search.None, Erasure.None);

    /// <summary>The ticket went from one state of its workflow to another.</summary>
    public sealed record StateChanged(string From, string To, StateCategory Category, string Trigger)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The desk considers it solved.</summary>
    public sealed record Resolved() : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The requester agrees that it is solved.</summary>
    public sealed record SolutionAccepted() : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The ticket was reopened after it had been resolved or closed.</summary>
    public sealed record Reopened() : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The ticket was closed.</summary>
    public sealed record Closed(ClosingReason Reason) : TicketEvent(Outside.Shown, Search.None, Erasure.None);
}
