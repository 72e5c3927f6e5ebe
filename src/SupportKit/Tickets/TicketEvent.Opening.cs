using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Redaction;
using SupportKit.Screening;
using SupportKit.Tickets;

namespace SupportKit;

/// <content>What is decided when a request comes in, and what may be decided anew later.</content>
public abstract partial record TicketEvent
{
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
    /// <param name="SplitFrom">The ticket it was split off; null for a request of its own.</param>
    /// <param name="TimeZone">The requester's own time zone, of the tz database; null when none is stated.</param>
    /// <param name="Number">What people call the ticket; null for one without a number.</param>
    /// <param name="Organization">The host's id of the requester's organization; null for none.</param>
    /// <param name="Continues">The closed ticket to which it was written as a reply; null for a request of its own.</param>
    public sealed record Opened(
        string Tenant,
        TicketId Ticket,
        string Requester,
        string Category,
        string Channel,
        string Language,
        WrittenText Title,
        WrittenText Body,
        FactSet Facts,
        string ScopeRule,
        string Policy,
        string State,
        StateCategory StateCategory,
        TicketId? SplitFrom = null,
        string? TimeZone = null,
        TicketNumber? Number = null,
        string? Organization = null,
        TicketId? Continues = null
    ) : TicketEvent(Outside.Shown, Search.Texts, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("title", Title, out var title)
            | map.Changes("body", Body, out var body)
            | map.Changes(Facts, out var facts)
                ? this with
                {
                    Title = title,
                    Body = body,
                    Facts = facts,
                }
                : this;
    }

    /// <summary>The person accepted these terms of use.</summary>
    /// <param name="Person">The host's id of the person.</param>
    /// <param name="Version">The version of the terms.</param>
    /// <param name="AcceptedAt">When: before the request, or with it.</param>
    public sealed record TermsAccepted(
        string Person,
        string Version,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant AcceptedAt
    ) : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>These switches were on when the request came in, and hold for this ticket for good.</summary>
    /// <param name="Switches">Their names; of one that is on for a subject that the request is about, also <c>switch.subject</c>.</param>
    public sealed record SwitchesRecorded(ImmutableArray<string> Switches)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The priority was decided by this rule.</summary>
    /// <param name="Priority">How urgent it is.</param>
    /// <param name="Rule">The rule.</param>
    /// <param name="Rank">The priority's place among the policy's levels, 0 the most urgent.</param>
    public sealed record PrioritySet(string Priority, string Rule, int Rank = 0)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>A person chose the priority; rules no longer change it.</summary>
    public sealed record PriorityChanged(string From, string To, int Rank, WrittenText Reason)
        : TicketEvent(Outside.Shown, Search.None, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes("reason", Reason, out var reason) ? this with { Reason = reason } : this;
    }

    /// <summary>It turned out to be about something else. What was decided before stays in the history.</summary>
    public sealed record CategoryChanged(string From, string To)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>These facts are now known, or known better; the others stay.</summary>
    public sealed record FactsChanged(FactSet Facts) : TicketEvent(Outside.Shown, Search.None, Erasure.Written)
    {
        internal override TicketEvent MapTexts(TextMap map) =>
            map.Changes(Facts, out var facts) ? this with { Facts = facts } : this;
    }

    /// <summary>The ticket was put into a queue by this rule.</summary>
    /// <param name="Queue">The policy's id of the queue.</param>
    /// <param name="Rule">The rule of routing, or the name of the timer.</param>
    /// <param name="Timer">
    /// The name of the timer that moved it; <c>queue-hours</c> when the queue before had closed; null when rules chose the queue.
    /// </param>
    public sealed record Routed(string Queue, string Rule, string? Timer = null)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The ticket is this person's to work on; null: its queue's again.</summary>
    /// <param name="Agent">The host's id of the person.</param>
    /// <param name="Language">The language they read, a two-letter code; null when the host's directory states none.</param>
    /// <param name="TimeZone">Their own time zone, of the tz database; null when the host's directory states none.</param>
    public sealed record Assigned(string? Agent, string? Language = null, string? TimeZone = null)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>The policy assigned the ticket to one of its queue's people, or found nobody who could get it.</summary>
    /// <param name="Agent">The host's id of the person; null for nobody.</param>
    /// <param name="Mode">Who was to be chosen.</param>
    /// <param name="Considered">Everybody who was looked at, in the order of their ids.</param>
    /// <param name="Language">The language that the person reads, a two-letter code.</param>
    /// <param name="TimeZone">Their own time zone, of the tz database; null when the host's directory states none.</param>
    public sealed record AssignmentDecided(
        string? Agent,
        AssignmentMode Mode,
        ImmutableArray<ConsideredAgent> Considered,
        string? Language = null,
        string? TimeZone = null
    ) : TicketEvent(Outside.Hidden, Search.None, Erasure.None);

    /// <summary>What a person wrote held secrets; they were masked before it was recorded.</summary>
    /// <param name="Sequence">The sequence of the event that records what they wrote, in the same ticket.</param>
    /// <param name="Fields">What was masked, field by field.</param>
    public sealed record SecretsRedacted(long Sequence, ImmutableArray<RedactedField> Fields)
        : TicketEvent(Outside.AsNamedEvent, Search.None, Erasure.None);

    /// <summary>A lead was shown what had been masked in a message. It stays masked.</summary>
    /// <param name="Sequence">The sequence of the event that records the message, in the same ticket.</param>
    public sealed record SecretsRevealed(long Sequence) : TicketEvent(Outside.Hidden, Search.None, Erasure.None);

    /// <summary>The requester's message was taken although the policy has something to say of it.</summary>
    public sealed record MessageFlagged(ImmutableArray<ScreeningFinding> Findings)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);

    /// <summary>From now on the ticket goes by another version of the policy. Verdicts given before stay.</summary>
    /// <param name="From">The content hash of the version before.</param>
    /// <param name="To">The content hash of the version from now on.</param>
    /// <param name="Mode">What becomes of the promises that still run.</param>
    public sealed record PolicyMigrated(string From, string To, PolicyMigrationMode Mode)
        : TicketEvent(Outside.Shown, Search.None, Erasure.None);
}
