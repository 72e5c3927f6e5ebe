using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Conduct;
using SupportKit.Rules;
using SupportKit.Sla;

namespace SupportKit.Tickets;

/// <summary>One thing that happened to a ticket. Immutable; once stored it is never changed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(PrioritySet), "priority-set")]
[JsonDerivedType(typeof(Queued), "queued")]
[JsonDerivedType(typeof(PromiseMade), "promise-made")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(AgentReplied), "agent-replied")]
[JsonDerivedType(typeof(RequesterReplied), "requester-replied")]
[JsonDerivedType(typeof(AttachmentAdded), "attachment-added")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(SecretsMasked), "secrets-masked")]
[JsonDerivedType(typeof(ConductNoted), "conduct-noted")]
[JsonDerivedType(typeof(StateChanged), "state-changed")]
[JsonDerivedType(typeof(PromisePaused), "promise-paused")]
[JsonDerivedType(typeof(PromiseResumed), "promise-resumed")]
[JsonDerivedType(typeof(PromiseWarned), "promise-warned")]
[JsonDerivedType(typeof(PromiseMet), "promise-met")]
[JsonDerivedType(typeof(PromiseBreached), "promise-breached")]
[JsonDerivedType(typeof(PromiseWithdrawn), "promise-withdrawn")]
public abstract record TicketEvent
{
    private TicketEvent() { }

    /// <summary>A request was accepted. Always the first event.</summary>
    /// <param name="Tenant">Whose desk it is.</param>
    /// <param name="Ticket">The ticket's id.</param>
    /// <param name="Requester">The host's id of the person who asks.</param>
    /// <param name="Category">What it is about.</param>
    /// <param name="Channel">How it came in.</param>
    /// <param name="Language">The requester's language, a two-letter code.</param>
    /// <param name="Title">The requester's own title.</param>
    /// <param name="Body">The requester's own words.</param>
    /// <param name="Facts">What was known when it was decided.</param>
    /// <param name="ScopeRule">The rule that accepted it.</param>
    /// <param name="Policy">The content hash of the policy it was decided under.</param>
    /// <param name="State">The workflow's first state.</param>
    /// <param name="StateCategory">What that state means.</param>
    public sealed record Opened(
        string Tenant,
        TicketId Ticket,
        string Requester,
        string Category,
        string Channel,
        string Language,
        string Title,
        string Body,
        FactSet Facts,
        string ScopeRule,
        string Policy,
        string State,
        StateCategory StateCategory
    ) : TicketEvent;

    /// <summary>The priority was decided by this rule.</summary>
    public sealed record PrioritySet(string Priority, string Rule) : TicketEvent;

    /// <summary>The ticket was put into a queue by this rule.</summary>
    public sealed record Queued(string Queue, string Rule) : TicketEvent;

    /// <summary>Something was promised; what was promised then stays in this event for good.</summary>
    public sealed record PromiseMade(Promise Promise) : TicketEvent;

    /// <summary>An agent took notice.</summary>
    public sealed record Acknowledged : TicketEvent;

    /// <summary>An agent answered.</summary>
    public sealed record AgentReplied(string Body) : TicketEvent;

    /// <summary>The requester wrote.</summary>
    public sealed record RequesterReplied(string Body) : TicketEvent;

    /// <summary>A file was attached; its content is with the <c>IAttachmentStore</c>.</summary>
    /// <param name="Attachment">The store's id of it.</param>
    /// <param name="Name">The name the uploader gave; shown, never used as a path.</param>
    /// <param name="ContentType">The media type the uploader claims.</param>
    /// <param name="Length">Bytes.</param>
    public sealed record AttachmentAdded(string Attachment, string Name, string ContentType, long Length) : TicketEvent;

    /// <summary>The event before brought secrets; they were masked before it was recorded.</summary>
    public sealed record SecretsMasked(ImmutableArray<MaskedField> Fields) : TicketEvent;

    /// <summary>The requester's message was taken although the policy has something to say of it.</summary>
    public sealed record ConductNoted(ImmutableArray<ConductFinding> Findings) : TicketEvent;

    /// <summary>Somebody beyond those assigned was called in. Priority and deadlines stay as they are.</summary>
    /// <param name="Reason">The id of the policy's reason.</param>
    /// <param name="Lead">The queue whose people take it up.</param>
    /// <param name="Details">What it brought.</param>
    public sealed record Escalated(string Reason, string Lead, FactSet Details) : TicketEvent;

    /// <summary>The state changed.</summary>
    public sealed record StateChanged(string From, string To, StateCategory Category, string Trigger) : TicketEvent;

    /// <summary>The clock of a promise stands still.</summary>
    public sealed record PromisePaused(string Metric) : TicketEvent;

    /// <summary>The clock of a promise goes on, with these instants.</summary>
    public sealed record PromiseResumed(string Metric, Instant Due, Instant? WarnAt) : TicketEvent;

    /// <summary>The agreed share of a promise's time has passed.</summary>
    public sealed record PromiseWarned(string Metric) : TicketEvent;

    /// <summary>A promise was kept.</summary>
    public sealed record PromiseMet(string Metric) : TicketEvent;

    /// <summary>A promise was broken.</summary>
    public sealed record PromiseBreached(string Metric, Instant Due) : TicketEvent;

    /// <summary>A promise is no longer called for.</summary>
    public sealed record PromiseWithdrawn(string Metric) : TicketEvent;
}

/// <summary>An event in its place in a ticket's history. Immutable.</summary>
/// <param name="Sequence">1 for the first event, then without a gap; the ticket's version after it.</param>
/// <param name="At">When it was decided, in whole microseconds; never before the event before it.</param>
/// <param name="By">Who caused it.</param>
/// <param name="Event">What happened.</param>
public sealed record RecordedEvent(long Sequence, Instant At, Actor By, TicketEvent Event);
