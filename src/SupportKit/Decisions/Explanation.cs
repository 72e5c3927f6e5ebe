using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Quotas;
using SupportKit.Rules;
using SupportKit.Sla;
using SupportKit.Tickets;

namespace SupportKit.Decisions;

/// <summary>
/// The reasons for a decision: the rule that won, why no earlier one did, what was promised and which opening hours
/// were counted, and the versions of everything that went in. Immutable.
/// </summary>
[JsonConverter(typeof(ExplanationJsonConverter))]
public sealed partial record Explanation
{
    private Explanation() { }

    /// <summary>The id of the policy that decided.</summary>
    public required string Policy { get; init; }

    /// <summary>The policy's content hash.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The version of the time-zone data the promises were counted with.</summary>
    public required string TimeZoneData { get; init; }

    /// <summary>When it was decided.</summary>
    public required Instant At { get; init; }

    /// <summary>The refusal's code; null when the command was accepted.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>The refusal's reason in English, for a developer and a log; null when the command was accepted.</summary>
    public string? Reason => Refusal?.Reason;

    /// <summary>The refusal itself; null when the command was accepted.</summary>
    internal Refusal? Refusal { get; init; }

    /// <summary>The zone that people are told times in.</summary>
    internal DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>Whether an accepted command changed anything.</summary>
    public bool Changed { get; init; }

    /// <summary>Scope, priority and routing, as far as they were decided; empty when none was.</summary>
    internal ImmutableArray<ExplainedChoice> Choices { get; init; } = [];

    /// <summary>The quota that the request went by, and how much of it is used after the decision; null when it went by none.</summary>
    internal (Quota Quota, QuotaUse Use)? Quota { get; init; }

    /// <summary>Whom the policy gave the ticket; null when it gave it to nobody because it was not asked to.</summary>
    internal TicketEvent.AssignmentDecided? Assignment { get; init; }

    /// <summary>The promises of the ticket, explained.</summary>
    internal ImmutableArray<ExplainedPromise> Promises { get; init; } = [];

    /// <summary>What the ticket will do by itself.</summary>
    internal ImmutableArray<ExplainedTimer> Timers { get; init; } = [];

    /// <summary>How often the ticket went on to another queue because its own had closed, and where it is; null when it never did.</summary>
    internal (int Count, string Queue)? Handovers { get; init; }

    internal static Explanation Of(Decision decision)
    {
        var policy = decision.Basis.Policy;
        var explanation = new Explanation
        {
            Policy = policy.Id,
            PolicyVersion = policy.Version,
            TimeZoneData = policy.TimeZoneData,
            At = decision.Basis.At,
            Zone = policy.TimeZone,
            Quota = QuotaOf(decision),
        };
        return decision switch
        {
            Decision.Refused { Refusal: var refusal } => explanation with
            {
                RefusalCode = refusal.Code,
                Refusal = refusal,
                Choices = refusal is Refusal.CommandRefused or Refusal.MessageRefused
                    ? [.. QuotaRulesOf(decision.Basis)]
                    : [ScopeOf(decision.Basis)],
            },
            Decision.Accepted accepted => explanation with
            {
                Changed = !accepted.Events.IsEmpty,
                Choices = ChoicesOf(accepted),
                Assignment = accepted
                    .Events.Select(recorded => recorded.Event)
                    .OfType<TicketEvent.AssignmentDecided>()
                    .LastOrDefault(),
                Timers = ExplainedTimer.Of(policy, accepted.Ticket),
                Handovers = accepted.Ticket is { Handovers: > 0 and var count, Queue: { } queue }
                    ? (count, queue)
                    : null,
                Promises =
                [
                    .. accepted.Ticket.Promises.Select(promise => Explain(decision.Basis, accepted.Ticket, promise)),
                ],
            },
            _ => throw new UnreachableException($"Decision.{decision.GetType().Name} is not explained."),
        };
    }

    private static ImmutableArray<ExplainedChoice> ChoicesOf(Decision.Accepted accepted)
    {
        var policy = accepted.Basis.Policy;
        var facts = accepted.Ticket.Facts;
        return
        [
            .. QuotaRulesOf(accepted.Basis),
            .. accepted
                .Events.Select(recorded =>
                    recorded.Event switch
                    {
                        TicketEvent.Opened => ScopeOf(accepted.Basis),
                        TicketEvent.PrioritySet set => new(set.Priority, policy.Priority.Rules.Explain(facts)),
                        TicketEvent.Routed { Timer: null } queued => new(
                            queued.Queue,
                            policy.Routing.Rules.Explain(facts)
                        ),
                        _ => null,
                    }
                )
                .OfType<ExplainedChoice>(),
        ];
    }

    // What was counted before the decision, and with the ticket that it opened.
    private static (Quota, QuotaUse)? QuotaOf(Decision decision)
    {
        if (
            decision.Basis.Quota is not { } use
            || decision.Basis.Policy.Quotas.Rules.FirstOrDefault(rule => rule.Id == use.Rule) is not { } rule
        )
            return null;
        return decision is Decision.Accepted { Events: [{ Event: TicketEvent.Opened }, ..] }
            ? (rule.Then, use with { Open = use.Open + 1, Tickets = use.Tickets + 1 })
            : (rule.Then, use);
    }

    private static IEnumerable<ExplainedChoice> QuotaRulesOf(DecisionBasis basis) =>
        basis is { Quota: not null, Policy.Quotas: var quotas } && quotas.Match(basis.Facts) is { Then: var quota }
            ? [new ExplainedChoice(quota.Told, quotas.Explain(basis.Facts))]
            : [];

    private static ExplainedChoice ScopeOf(DecisionBasis basis)
    {
        var outcome = basis.Policy.Scope.Match(basis.Facts)?.Then.Told ?? ""; // no rule of the scope covers it
        return new ExplainedChoice(outcome, basis.Policy.Scope.Explain(basis.Facts));
    }

    private static ExplainedPromise Explain(DecisionBasis basis, Ticket ticket, SlaPromise promise)
    {
        var sla = basis.Policy.Sla;
        var calendar = sla.CalendarOf(promise.Within);
        // Intervals are listed up to the due instant, even when the promise ended before it.
        var counted =
            from run in RunningTime.Runs(promise with { StoppedAt = null }, promise.Due)
            where run.From < run.To
            from interval in calendar?.Intervals(run.From, run.To) ?? [new Interval(run.From, run.To)]
            select interval;
        var trace = sla.Targets.FirstOrDefault(targets => targets.Name == promise.Metric)?.Explain(ticket.Facts);
        var chosenBy = sla.TargetsOf(promise.Metric)
            ?.Rules.FirstOrDefault(rule => rule.Id == promise.Rule)
            ?.Then.ChosenBy?.Fact;
        return new ExplainedPromise(promise, trace, calendar?.TimeZone.Id ?? "UTC", [.. counted])
        {
            CalendarChosenBy = chosenBy is null ? null : (chosenBy, ticket.Facts[chosenBy]?.ToString()),
        };
    }
}

/// <summary>One choice among rules.</summary>
/// <param name="Outcome">What was chosen.</param>
/// <param name="Because">How the rules decided.</param>
internal sealed record ExplainedChoice(string Outcome, RuleTrace Because);

/// <summary>One promise and how its instants came about.</summary>
/// <param name="Promise">The promise as it stands.</param>
/// <param name="Because">How today's rules decide; null when today's policy promises nothing of this metric.</param>
/// <param name="TimeZone">The tz database id of the zone its hours are counted in.</param>
/// <param name="Counted">The intervals of open time between the promise and its due instant.</param>
internal sealed record ExplainedPromise(
    SlaPromise Promise,
    RuleTrace? Because,
    string TimeZone,
    ImmutableArray<Interval> Counted
)
{
    /// <summary>The fact that chose the calendar, and its value, null when it is not known; null when the rule names the calendar itself.</summary>
    public (string Fact, string? Seen)? CalendarChosenBy { get; init; }
}
