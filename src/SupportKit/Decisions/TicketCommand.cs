using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Tickets;

namespace SupportKit;

/// <summary>
/// Something an actor wants done with a ticket. Immutable. What takes more than one step (opening, merging, splitting, files,
/// moving to another policy) has a method of its own on the desk, and its steps are not commands a host can give.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1034",
    Justification = "The cases of a closed hierarchy stand in it, as those of a union do."
)]
public abstract partial record TicketCommand
{
    private protected TicketCommand(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        By = by;
    }

    /// <summary>Who wants it, as the host authenticated them.</summary>
    public Actor By
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(By));
    }

    /// <summary>The Message-ID of the mail that it came in, without its brackets; null for what came another way.</summary>
    internal string? MailId { get; init; }

    /// <summary>
    /// The command with what the map gives in place of each member that a person wrote; the very command when nothing changes.
    /// A command overrides it that has a <see cref="WrittenText"/>, a <see cref="WrittenName"/>, or facts.
    /// </summary>
    internal virtual TicketCommand MapTexts(TextMap map) => this;

    /// <summary>Ask the desk for help.</summary>
    /// <param name="Requester">The host's id of the person who asks.</param>
    /// <param name="Tenant">Whose desk is asked.</param>
    /// <param name="Ticket">The id the ticket gets, if the request is accepted.</param>
    /// <param name="Title">A line that says what it is about.</param>
    /// <param name="Body">The request in the person's own words.</param>
    /// <param name="Terms">The terms of use that the person has accepted; null when none.</param>
    /// <param name="SplitFrom">The ticket it is split off; null for a request of its own.</param>
    /// <param name="OnBehalf">Who of the desk opens it for the person; null when they do it themselves.</param>
    /// <param name="TimeZone">The requester's own time zone; null when none is stated.</param>
    /// <param name="Number">What people call the ticket; null for one without a number.</param>
    /// <param name="Organization">The host's id of the requester's organization; null for none.</param>
    /// <param name="Continues">The closed ticket to which it was written as a reply; null for a request of its own.</param>
    internal sealed record Open(
        string Requester,
        string Tenant,
        TicketId Ticket,
        WrittenText Title,
        WrittenText Body,
        AcceptedTerms? Terms = null,
        TicketId? SplitFrom = null,
        Actor? OnBehalf = null,
        string? TimeZone = null,
        TicketNumber? Number = null,
        string? Organization = null,
        TicketId? Continues = null
    ) : TicketCommand(OnBehalf ?? Actor.Requester(Requester))
    {
        /// <summary>What the person was answered in the call that they asked in; null when they were not.</summary>
        internal WrittenText? CallSummary { get; init; }

        /// <summary>Whether an answer that could not be read was taken into the text.</summary>
        internal bool HasUnreadableAnswer { get; init; }

        internal override TicketCommand MapTexts(TextMap map)
        {
            var changes = map.Changes("title", Title, out var title) | map.Changes("body", Body, out var body);
            var summary = CallSummary;
            if (CallSummary is { } said && map.Changes("summary", said, out var mapped))
                (changes, summary) = (true, mapped);
            return changes ? this with { Title = title, Body = body, CallSummary = summary } : this;
        }
    }

    /// <summary>Acknowledge the ticket, as an agent.</summary>
    public sealed record Acknowledge(Actor By) : TicketCommand(By);

    /// <summary>Reply, as an agent or as the requester.</summary>
    /// <param name="By">The author.</param>
    /// <param name="Body">What they write.</param>
    /// <param name="AsksBack">For the desk: it now waits for the requester. Means nothing for a requester.</param>
    /// <param name="IsAcknowledgement">
    /// For the desk: the person is told that somebody has seen the request, and the answer itself is still owed. To the clocks it is
    /// <c>acknowledged</c> and not <c>agent-replied</c>. Means nothing for a requester.
    /// </param>
    public sealed record Reply(Actor By, WrittenText Body, bool AsksBack = false, bool IsAcknowledgement = false)
        : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("body", Body, out var body) ? this with { Body = body } : this;
    }

    /// <summary>
    /// Record a call in which the requester was answered: it counts as an answer, as a written one does, and nobody is sent a mail.
    /// </summary>
    /// <param name="By">Who of the desk was called, or called.</param>
    /// <param name="At">
    /// When the call took place: not before the ticket was opened, at most 24 hours ago, and not later than now. Promises are judged
    /// by the instant at which the call is recorded: a verdict that was given stays, whoever says what about it later.
    /// </param>
    /// <param name="Summary">What was said.</param>
    /// <param name="IsInternal">Whether nobody outside the desk sees the summary, nor that there was a call.</param>
    public sealed record RecordCall(
        Actor By,
        [property: JsonConverter(typeof(InstantJsonConverter))] Instant At,
        WrittenText Summary,
        bool IsInternal = false
    ) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("summary", Summary, out var summary) ? this with { Summary = summary } : this;
    }

    /// <summary>
    /// A mail came in answer to one of the desk's: turn it back. The host's mail system gives it, also for a mail that says that a
    /// machine wrote it, which is no <see cref="Reply"/>. Within an hour of another one nothing happens, then within two, four and so
    /// on, and after eight nothing until a person of the desk has acted, so that two machines never answer each other for ever.
    /// </summary>
    /// <param name="By">The host's mail system.</param>
    /// <param name="Mail">The mail's own id.</param>
    public sealed record RejectInboundMail(Actor By, WrittenText Mail) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("mail", Mail, out var mail) ? this with { Mail = mail } : this;
    }

    /// <summary>
    /// Record that a machine answered one of the desk's mails. It opens, answers and reopens nothing, and nobody is told.
    /// </summary>
    /// <param name="By">The host's mail system.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Body">What it says; of a bounce, whom the mail did not reach.</param>
    public sealed record RecordAutomaticMail(Actor By, AutomaticMailKind Kind, WrittenText Body) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("body", Body, out var body) ? this with { Body = body } : this;
    }

    /// <summary>Add an internal note, which only the desk sees.</summary>
    public sealed record Note(Actor By, WrittenText Body) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("body", Body, out var body) ? this with { Body = body } : this;
    }

    /// <summary>Fire a trigger of the workflow that needs no text: hold, resume, resolve, accept, reopen, close.</summary>
    public sealed record Fire(Actor By, string Trigger) : TicketCommand(By);

    /// <summary>
    /// Take over the state that another system has put the ticket into, whether or not the workflow leads there. For
    /// histories made elsewhere; what happens here goes by triggers.
    /// </summary>
    /// <param name="By">The system that knows.</param>
    /// <param name="State">A state of the workflow; the one the ticket is in changes nothing.</param>
    public sealed record ImportState(Actor By, string State) : TicketCommand(By);

    /// <summary>Choose the priority by hand; rules no longer change it.</summary>
    public sealed record ChangePriority(Actor By, string Priority, WrittenText Reason) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes("reason", Reason, out var reason) ? this with { Reason = reason } : this;
    }

    /// <summary>Correct what it is about: priority, queue and promises are decided anew.</summary>
    public sealed record ChangeCategory(Actor By, string Category) : TicketCommand(By);

    /// <summary>
    /// Tell facts, or correct them: priority, queue and promises are decided anew. A requester gives what the form asks;
    /// the host's systems state what is theirs to state, a changed plan for example.
    /// </summary>
    public sealed record ChangeFacts(Actor By, FactSet Facts) : TicketCommand(By)
    {
        internal override TicketCommand MapTexts(TextMap map) =>
            map.Changes(Facts, out var facts) ? this with { Facts = facts } : this;
    }

    /// <summary>Give the ticket to a person of the desk; null gives it back to its queue.</summary>
    public sealed record Assign(Actor By, string? Agent) : TicketCommand(By)
    {
        /// <summary>The person of the desk; null for nobody, which gives the ticket back to its queue.</summary>
        public string? Agent
        {
            get;
            init => field = value is null ? null : HostId.Require(value);
        } = Agent is null ? null : HostId.Require(Agent);

        /// <summary>Whether the host's directory of agents knows nobody of that id; the desk looks it up.</summary>
        internal bool IsUnknown { get; init; }

        /// <summary>The language they read; the desk looks it up.</summary>
        internal string? Language { get; init; }

        /// <summary>Their own time zone; the desk looks it up.</summary>
        internal string? TimeZone { get; init; }
    }

    /// <summary>Move the ticket to the version of the policy that it is decided under.</summary>
    /// <param name="By">Who wants it.</param>
    /// <param name="To">The version to go by from now on.</param>
    /// <param name="Mode">What becomes of promises that still run.</param>
    internal sealed record MigratePolicy(Actor By, Policy To, PolicyMigrationMode Mode) : TicketCommand(By);

    /// <summary>
    /// Do what has come due by now: warn, record broken promises, end accesses, close what nobody answered. The deadline
    /// worker's command.
    /// </summary>
    internal sealed record ProcessDeadlines() : TicketCommand(Actor.System);
}

/// <summary>Terms of use that a person accepted. Immutable.</summary>
/// <param name="Version">The version of the terms.</param>
/// <param name="At">When they accepted them, UTC.</param>
public sealed record AcceptedTerms(string Version, [property: JsonConverter(typeof(InstantJsonConverter))] Instant At);
