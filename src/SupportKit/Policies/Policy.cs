using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using NodaTime;
using SupportKit.BusinessTime;
using SupportKit.Escalation;
using SupportKit.Intake;
using SupportKit.Policies;
using SupportKit.PolicyJson;
using SupportKit.Priority;
using SupportKit.Privacy;
using SupportKit.Quotas;
using SupportKit.Redaction;
using SupportKit.Routing;
using SupportKit.Rules;
using SupportKit.Scope;
using SupportKit.Screening;
using SupportKit.Shared;
using SupportKit.Sla;
using SupportKit.Timers;
using SupportKit.Workflows;

namespace SupportKit;

/// <summary>
/// The rules one support desk runs by, read from one JSON document and checked. Immutable and thread-safe: decisions
/// never see a policy that is only partly loaded.
/// </summary>
[SuppressMessage(
    "Naming",
    "CA1724",
    Justification = "System.Security.Policy has been obsolete since .NET 5, and no host of today imports it."
)]
[System.Diagnostics.DebuggerDisplay("{Id,nq} {Version,nq}")]
public sealed class Policy
{
    private readonly FactDerivation derivation;
    private readonly SourceNode source;

    private readonly PolicySections sections;

    internal Policy(PolicySections sections, FactDerivation derivation, SourceNode source) =>
        (this.sections, this.derivation, this.source) = (sections, derivation, source);

    /// <summary>The desk's own name for it, e.g. <c>digibee</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>sha256:</c> and the hash of the document without comments and white space: equal content, equal version.</summary>
    public required string Version { get; init; }

    /// <summary>What people call the desk.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>What the numbers of tickets begin with: <c>numberPrefix</c>; without one <c>T</c>.</summary>
    public required string NumberPrefix { get; init; }

    /// <summary>The languages the desk speaks, two-letter codes, its own first.</summary>
    public required ImmutableArray<string> Languages { get; init; }

    /// <summary>Where requests come in, and where people may be sent.</summary>
    public required ImmutableArray<Channel> Channels { get; init; }

    /// <summary>What rules may use.</summary>
    internal FactCatalog Facts => sections.Facts;

    /// <summary>The categories, and the form of each.</summary>
    public required IntakeForms Intake { get; init; }

    /// <summary>What is masked in the texts that people write.</summary>
    internal RedactionRules Redaction => sections.Redaction;

    /// <summary>How people are asked to write, and what follows when they do not.</summary>
    internal ScreeningRules Screening => sections.Screening;

    /// <summary>The rules of scope: who is helped with what.</summary>
    internal RuleSet<Verdict> Scope => sections.Scope;

    /// <summary>The rules that choose how many tickets somebody may have; empty when nothing is limited.</summary>
    internal RuleSet<Quota> Quotas => sections.Quotas;

    /// <summary>The priorities and the rules that choose one.</summary>
    internal PriorityRules Priority => sections.Priority;

    /// <summary>The queues and the rules that choose one.</summary>
    internal RoutingRules Routing => sections.Routing;

    /// <summary>The metrics and the rules by which promises are made.</summary>
    internal SlaRules Sla => sections.Sla;

    /// <summary>What tickets do by themselves after a time, automatic closes among it.</summary>
    internal TimerRules Timers => sections.Timers;

    /// <summary>The states of a ticket.</summary>
    public required Workflow Workflow { get; init; }

    /// <summary>The desk's own wording of notifications, by template; SupportKit's own serves where it has none.</summary>
    public required ImmutableSortedDictionary<string, NotificationTemplate> Texts { get; init; }

    /// <summary>Whether the desk reads replies to its mails; each mail says so. False by default.</summary>
    public required bool RepliesAreRead { get; init; }

    /// <summary>Which notices become one message.</summary>
    internal DigestRules Digest => sections.Digest;

    /// <summary>What becomes of an address from which mails come back.</summary>
    internal BounceRules Bounces => sections.Bounces;

    /// <summary>What becomes of files in notifications.</summary>
    internal MailedFiles MailedFiles => sections.MailedFiles;

    /// <summary>How requesters call in somebody beyond those assigned; null when the policy offers no escalation.</summary>
    internal EscalationRules? Escalation => sections.Escalation;

    /// <summary>The rules of visibility: who sees what.</summary>
    internal PrivacyRules Privacy => sections.Privacy;

    /// <summary>The terms that people must accept first; null when there are none.</summary>
    public required TermsOfUse? Terms { get; init; }

    /// <summary>What a closed ticket takes; null where the workflow alone says it.</summary>
    internal ClosedTickets? ClosedTickets => sections.ClosedTickets;

    /// <summary>Who may let the desk into an environment; null when nobody may.</summary>
    internal AccessRules? Access => sections.Access;

    /// <summary>The plans customers may have; empty when the policy knows none.</summary>
    internal ImmutableArray<Plan> Plans => sections.Plans;

    /// <summary>The answers that are written once and sent often.</summary>
    internal ImmutableArray<Macro> Macros => sections.Macros;

    /// <summary>What an operator or a calendar can turn on for the whole desk.</summary>
    public required ImmutableArray<Switch> Switches { get; init; }

    /// <summary>The levels of priority, the most urgent first.</summary>
    public ImmutableArray<string> Priorities => Priority.Levels;

    /// <summary>The priority that the rules give to these facts; null when no rule covers them. A ticket may have another, by hand.</summary>
    /// <param name="facts">What is known of the request, <c>category</c> and <c>channel</c> included where rules test them.</param>
    public string? PriorityOf(FactSet facts) => Priority.Rules.Match(facts)?.Then;

    /// <summary>The business calendars by name.</summary>
    public IReadOnlyDictionary<string, BusinessCalendar> Calendars => Sla.Calendars;

    /// <summary>The queues that requests are routed to.</summary>
    public ImmutableArray<Queue> Queues => Routing.Queues;

    /// <summary>The document as JSON without comments; reading it gives the same policy, version included.</summary>
    public string ToJson() => Encoding.UTF8.GetString(NodeJson.Write(source));

    /// <summary>The lines on which the values of the document stand.</summary>
    internal LineIndex IndexLines() => new(source);

    /// <summary>
    /// The zone that people are told times in: the policy's <c>timeZone</c>; without one that of its calendars, when they have
    /// only one; else UTC.
    /// </summary>
    public required DateTimeZone TimeZone { get; init; }

    /// <summary>
    /// The version of the tz database that the policy was read with. The hash in <see cref="Version"/> is of the text alone: the same policy
    /// may count other instants under other data.
    /// </summary>
    public string TimeZoneData { get; } = BusinessTime.TimeZoneData.Version;

    /// <summary>The facts, with those the desk derives from them and from the instant.</summary>
    internal FactSet Derive(FactSet facts, Instant at) => derivation.Derive(facts, at);

    /// <summary>Reads and checks a policy; comments and trailing commas are allowed.</summary>
    /// <param name="json">The document, at most 4 MiB and 64 levels deep.</param>
    /// <exception cref="PolicyException">It has problems; all are listed, with JSONPath and line, and nothing is loaded.</exception>
    public static Policy Parse(string json) => PolicyReader.Read(json);
}
