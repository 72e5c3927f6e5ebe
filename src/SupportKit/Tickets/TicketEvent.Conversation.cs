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

    /// <summary>An agent answered.</summary>
    public sealed record AgentReplied(WrittenText Body) : TicketEvent(Outside.Shown, Search.Texts, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("body", Body, out var body) ? this with { Body = body } : this;
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

    /// <summary>The state changed.</summary>
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

    /// <summary>An automatic close was scheduled; it is dropped when somebody writes.</summary>
    /// <param name="WarnAt">When the requester is warned; null for no warning.</param>
    /// <param name="CloseAt">When it closes.</param>
    public sealed record AutoCloseScheduled(
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant? WarnAt,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant CloseAt
    ) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The requester was warned that the ticket will close automatically.</summary>
    public sealed record AutoCloseWarningSent([property: JsonConverter(typeof(InstantJsonConverter))] Instant CloseAt)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);
}
