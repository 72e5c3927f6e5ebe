using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit;

/// <summary>
/// The state of a ticket after all its events. Made by <see cref="TicketHistory.Apply"/> alone and stored only so that reading
/// it needs no replay. Immutable.
/// </summary>
[JsonConverter(typeof(TicketJsonConverter))]
[DebuggerDisplay("{Tenant,nq}/{Id} {State,nq} {Priority,nq} \"{Title,nq}\"")]
public sealed partial record Ticket
{
    // As workflows name it; they stand to the right.
    private const string CloseTrigger = "close";

    internal Ticket() { }

    /// <summary>Whose desk it is.</summary>
    public required string Tenant
    {
        get;
        init => field = HostId.Require(value);
    }

    /// <summary>The id of the ticket, unique within its tenant.</summary>
    public required TicketId Id { get; init; }

    /// <summary>What people call it; null for a ticket that was opened without one.</summary>
    public TicketNumber? Number { get; init; }

    /// <summary>What names it everywhere: its tenant and its id.</summary>
    public TicketKey Key => new(Tenant, Id);

    /// <summary>The sequence of the last event; a write that expects another version is refused.</summary>
    public required long Version { get; init; }

    /// <summary>The host's id of the requester.</summary>
    public required string Requester
    {
        get;
        init => field = HostId.Require(value);
    }

    /// <summary>What it is about.</summary>
    public required string Category { get; init; }

    /// <summary>How it came in.</summary>
    public required string Channel { get; init; }

    /// <summary>The requester's language, a two-letter code.</summary>
    public required string Language { get; init; }

    /// <summary>The title that the requester gave, with secrets masked.</summary>
    public required string Title { get; init; }

    /// <summary>What was known when it was opened.</summary>
    public required FactSet Facts { get; init; }

    /// <summary>The content hash of the policy it was opened under.</summary>
    public required string Policy { get; init; }

    /// <summary>The state that the ticket is in, by its name in the policy's workflow.</summary>
    public required string State { get; init; }

    /// <summary>What the state means.</summary>
    public required StateCategory StateCategory { get; init; }

    /// <summary>How urgent it is; null only between the first events.</summary>
    public string? Priority { get; init; }

    /// <summary>The priority's place among the policy's levels, 0 the most urgent.</summary>
    public int PriorityRank { get; init; }

    /// <summary>Whether a person chose the priority, so that rules no longer change it.</summary>
    public bool IsPriorityOverridden { get; init; }

    /// <summary>Who gets it; null only between the first events.</summary>
    public string? Queue { get; init; }

    /// <summary>The person of the desk who works on it; null while it is its queue's.</summary>
    public string? Assignee { get; init; }

    /// <summary>Which language and time zone the assignee reads; null when the host's directory states none.</summary>
    internal ParticipantLocale? AssigneeLocale { get; init; }

    /// <summary>The queue that an escalation called in; null when there was none.</summary>
    public string? EscalatedToQueue { get; init; }

    /// <summary>
    /// Whether the policy's screening held it, and nobody has taken it up since: true until the next change of state, by whichever trigger but
    /// <c>hold</c>.
    /// </summary>
    public bool IsHeld { get; init; }

    /// <summary>What was agreed to happen next; null when nothing was.</summary>
    public string? NextStep { get; init; }

    /// <summary>Who has accepted which version of the terms of use.</summary>
    public ImmutableArray<TermsAcceptance> AcceptedTerms { get; init; } = [];

    /// <summary>Who else may read and write it, in the order in which it was shared.</summary>
    public ImmutableArray<string> Participants { get; init; } = [];

    /// <summary>
    /// Whom the requester has brought in, one entry for each person, in the order in which they first were; those who declined
    /// or were let go of stay in it.
    /// </summary>
    public ImmutableArray<Invitation> Invitations { get; init; } = [];

    /// <summary>Which language and time zone those read who take part; those of whom it is not known are not among them.</summary>
    internal ImmutableArray<ParticipantLocale> ParticipantLocales { get; init; } = [];

    /// <summary>The requester's own time zone, of the tz database; null when the host's directory states none.</summary>
    public string? TimeZone { get; init; }

    /// <summary>
    /// The host's id of the organization that the requester belonged to when they asked; null for none, and once the requester is erased.
    /// </summary>
    public string? Organization
    {
        get;
        init => field = HostId.Optional(value);
    }

    /// <summary>What facts said before they were changed, one set for each change; empty for a ticket whose facts are as they were.</summary>
    internal ImmutableArray<FactSet> ReplacedFacts { get; init; } = [];

    /// <summary>What in the host's systems belongs to it.</summary>
    public ImmutableArray<TicketLink> Links { get; init; } = [];

    /// <summary>The attached files, without those that were withdrawn.</summary>
    public ImmutableArray<TicketAttachment> Attachments { get; init; } = [];

    /// <summary>The grants of access that are in force.</summary>
    public ImmutableArray<AccessGrant> AccessGrants { get; init; } = [];

    /// <summary>The changes that the desk proposed.</summary>
    public ImmutableArray<ProposedChange> ProposedChanges { get; init; } = [];

    /// <summary>The ticket it was split off; null for a request of its own.</summary>
    public TicketId? SplitFrom { get; init; }

    /// <summary>The tickets that this one carries on.</summary>
    public ImmutableArray<TicketId> MergedTickets { get; init; } = [];

    /// <summary>The ticket that carries this one on; null when none does.</summary>
    public TicketId? MergedInto { get; init; }

    /// <summary>Whether it was marked as spam.</summary>
    public bool IsSpam { get; init; }

    /// <summary>The tickets that were split off this one.</summary>
    public ImmutableArray<TicketId> SplitOff { get; init; } = [];

    /// <summary>The closed ticket to which it was written as a reply; null for a request of its own.</summary>
    public TicketId? Continues { get; init; }

    /// <summary>The tickets that replies to this one opened when it was closed.</summary>
    public ImmutableArray<TicketId> ContinuedIn { get; init; } = [];

    /// <summary>When a mail was last turned back; null when none was.</summary>
    public Instant? InboundMailRejectedAt { get; init; }

    /// <summary>How many mails were turned back since a person of the desk last acted.</summary>
    internal int InboundMailRejections { get; init; }

    /// <summary>Who was told lately of what, and what waits to be told; empty for a ticket on which nothing follows quickly.</summary>
    internal ImmutableArray<NoticeWindow> NoticeWindows { get; init; } = [];

    /// <summary>The mail by which each person from outside the desk last wrote; those who never wrote by mail are not among them.</summary>
    internal ImmutableArray<LastMail> LastMails { get; init; } = [];

    /// <summary>The timers of the policy that have started, in the order in which each first did.</summary>
    internal ImmutableArray<TicketTimer> Timers { get; init; } = [];

    /// <summary>The queue that the rules chose, while a timer has the ticket in another one; null otherwise.</summary>
    internal string? QueueByRules { get; init; }

    /// <summary>How often it went on to another queue because its own had closed.</summary>
    internal int Handovers { get; init; }

    /// <summary>When it closes automatically; null when it does not. Somebody who writes in time puts it off.</summary>
    public ScheduledClose? ScheduledClose =>
        Timers.Where(timer => timer is { Trigger: CloseTrigger, NextDeadline: not null }).MinBy(timer => timer.Due)
            is { } timer
            ? new ScheduledClose(timer.WarnAt, timer.Due)
            : null;

    /// <summary>What was promised, in the order in which it was.</summary>
    public ImmutableArray<SlaPromise> Promises { get; init; } = [];

    /// <summary>Which signals there were, each with the last time it came; in the order of the first.</summary>
    public ImmutableArray<SignalTime> Signals { get; init; } = [];

    /// <summary>When the desk first answered, in writing, in a call or by a linked issue; null while it has not.</summary>
    public Instant? FirstAnsweredAt { get; init; }

    /// <summary>When it was opened.</summary>
    public required Instant OpenedAt { get; init; }

    /// <summary>When the last event happened.</summary>
    public required Instant UpdatedAt { get; init; }
}
