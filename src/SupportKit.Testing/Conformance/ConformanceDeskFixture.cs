using NodaTime;
using SupportKit.Decisions;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Storage;

namespace SupportKit.Testing;

/// <summary>
/// Makes the tickets of the cases, by real decisions. An incident promises an acknowledgement within an hour, a first
/// response within four (its warning after two) and a resolution within eight; a question promises nothing. Each opens
/// with two messages: the requester's, then the queue's. What else a desk may have is there to be used: terms, sharing,
/// a busy period, access to environments, an escalation.
/// </summary>
internal static class ConformanceDeskFixture
{
    public const string Tenant = "north";
    public const string OtherTenant = "south";
    public const string Ana = "ana";
    public const string Incidents = "incidents";

    /// <summary>An instant that needs all of its six decimals.</summary>
    public static readonly Instant Morning = Instant.FromUtc(2026, 3, 2, 9, 0) + Duration.FromTicks(1_234_560);

    /// <summary>The least that two stored instants can differ by.</summary>
    public static readonly Duration Microsecond = Duration.FromTicks(10);

    public static readonly Actor Agent = Actor.Agent("bo");

    /// <summary>The terms of use, which every request brings.</summary>
    public const string Terms = "2026";

    /// <summary>The fact that a busy period is on.</summary>
    public const string Busy = "busy";

    public static readonly Policy Policy = Policy.Parse(
        """
        {
          "id": "conformance",
          "channels": { "portal": {}, "email": {} },
          "categories": { "incident": {}, "question": {} },
          "switches": { "busy": {} },
          "terms": { "version": "2026" },
          "access": { "grantedBy": { "urgent": true }, "maxDuration": "1d" },
          "facts": { "seats": { "type": "number" }, "note": { "type": "text" }, "urgent": { "type": "boolean" } },
          "scope": [{ "id": "everybody", "then": "accept" }],
          "priority": {
            "levels": ["high", "normal"],
            "rules": [
              { "id": "incident", "when": { "category": "incident" }, "then": "high" },
              { "id": "other", "then": "normal" }
            ]
          },
          "screening": { "multipleIssues": "advise" },
          "escalation": { "queue": "incidents", "reasons": { "stuck": "It is stuck." } },
          "routing": {
            "queues": { "incidents": {}, "questions": {} },
            "rules": [
              { "id": "incident", "when": { "category": "incident" }, "then": "incidents" },
              { "id": "other", "then": "questions" }
            ]
          },
          "sla": [
            { "id": "notice", "when": { "category": "incident" }, "metric": "acknowledgement", "within": "1h" },
            { "id": "answer", "when": { "category": "incident" }, "metric": "first-response", "within": "4h", "warnAt": "50%" },
            { "id": "solve", "when": { "category": "incident" }, "metric": "resolution", "within": "8h", "warnAt": "75%", "kind": "typical" }
          ]
        }
        """
    );

    /// <summary>The next version of it, in which a resolution may take an hour longer.</summary>
    public static readonly Policy NextPolicy = Policy.Parse(
        Policy.ToJson().Replace("8h", "9h", StringComparison.Ordinal)
    );

    /// <summary>Opens an incident of Ana's.</summary>
    public static TicketCommit Incident(Instant? at = null, string? commandId = null) =>
        Open(at: at, commandId: commandId);

    /// <summary>The commit that opens a ticket, as the desk would decide it.</summary>
    public static TicketCommit Open(
        string tenant = Tenant,
        string requester = Ana,
        string category = "incident",
        Instant? at = null,
        string? commandId = null,
        TicketId? id = null,
        string title = "Nothing moves",
        bool busy = false,
        TicketNumber? number = null,
        string channel = "portal",
        string? organization = null
    )
    {
        var now = at ?? Morning;
        var facts = FactSet.Of([
            KeyValuePair.Create<string, FactValue>(BuiltInFacts.Category, category),
            KeyValuePair.Create<string, FactValue>(BuiltInFacts.Channel, channel),
            KeyValuePair.Create<string, FactValue>(BuiltInFacts.Language, "en"),
            KeyValuePair.Create<string, FactValue>("seats", 12.50m),
            KeyValuePair.Create<string, FactValue>("note", title),
            KeyValuePair.Create<string, FactValue>("urgent", true),
            KeyValuePair.Create<string, FactValue>(Busy, busy),
        ]);
        var command = new TicketCommand.Open(
            requester,
            tenant,
            id ?? TicketId.New(now),
            title,
            title,
            new AcceptedTerms(Terms, now),
            Number: number,
            Organization: organization
        );
        return Decide(null, command, facts, now, commandId);
    }

    /// <summary>Carries out a command on a ticket.</summary>
    public static TicketCommit Apply(Ticket ticket, TicketCommand command, Instant at, string? commandId = null) =>
        Decide(ticket, command, ticket.Facts, at, commandId);

    /// <summary>Ana lets somebody else read and write.</summary>
    public static TicketCommit Share(Ticket ticket, string with, string? commandId = null) =>
        Apply(
            ticket,
            new TicketCommand.Share(Actor.Requester(ticket.Requester), with) { HasAccount = true },
            ticket.UpdatedAt,
            commandId
        );

    /// <summary>Ana lets them no longer.</summary>
    public static TicketCommit Unshare(Ticket ticket, string with) =>
        Apply(ticket, new TicketCommand.Unshare(Actor.Requester(ticket.Requester), with), ticket.UpdatedAt);

    /// <summary>Gives a ticket to a person of the desk, or back to its queue.</summary>
    public static TicketCommit Assign(Ticket ticket, string? agent) =>
        Apply(ticket, new TicketCommand.Assign(Agent, agent), ticket.UpdatedAt);

    /// <summary>Processes the deadline that a ticket waits for.</summary>
    public static TicketCommit ProcessDeadline(Ticket ticket) =>
        Apply(ticket, new TicketCommand.ProcessDeadlines(), ticket.NextDeadline()!.Value);

    private static TicketCommit Decide(
        Ticket? ticket,
        TicketCommand command,
        FactSet facts,
        Instant at,
        string? commandId
    ) =>
        Decider.Decide(PolicyOf(ticket), ticket, command, facts, at) switch
        {
            Decision.Accepted accepted => new TicketCommit(
                accepted.Ticket,
                accepted.Events,
                accepted.Messages,
                ticket?.Version ?? 0,
                commandId
            ),
            var refused => throw new InvalidOperationException($"The sample desk refuses: {refused}."),
        };

    private static Policy PolicyOf(Ticket? ticket) => ticket?.Policy == NextPolicy.Version ? NextPolicy : Policy;
}
