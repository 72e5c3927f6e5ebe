using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using SupportKit.Conversations;
using SupportKit.Json;
using SupportKit.Localization;
using SupportKit.Rules;

namespace SupportKit.AspNetCore;

/// <summary>Why a ticket stands as it does: one reason for each decision, by the version of the policy that the ticket goes by. Immutable.</summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="PolicyVersion">The content hash of that version.</param>
/// <param name="Decisions">The decisions, in the order in which they are made.</param>
internal sealed record WhyView(string Policy, string PolicyVersion, ImmutableArray<DecisionView> Decisions)
{
    public static WhyView Of(Ticket ticket, ImmutableArray<RecordedEvent> history, Policy policy, TimeFormat times)
    {
        var facts = ticket.Facts;
        var reasons = ImmutableArray.CreateBuilder<DecisionView>();
        foreach (var recorded in history)
        {
            DecisionView? reason = recorded.Event switch
            {
                TicketEvent.Opened opened => Of("scope", opened.ScopeRule, policy.Scope.Explain(facts)) with
                {
                    Outcome = opened.ScopeRule,
                },
                TicketEvent.PrioritySet set => Of("priority", set.Rule, policy.Priority.Rules.Explain(facts)) with
                {
                    Outcome = set.Priority,
                },
                TicketEvent.PriorityChanged changed => new DecisionView("priority", changed.To)
                {
                    Because = changed.Reason.Text,
                },
                TicketEvent.Routed { Timer: { } timer } moved => new DecisionView("routing", moved.Queue)
                {
                    Because = timer,
                },
                TicketEvent.Routed routed => Of("routing", routed.Rule, policy.Routing.Rules.Explain(facts)) with
                {
                    Outcome = routed.Queue,
                },
                TicketEvent.AssignmentDecided assigned => new DecisionView("assignment", assigned.Agent ?? "")
                {
                    Because = assigned.Mode.ToString(),
                },
                TicketEvent.Assigned assigned => new DecisionView("assignment", assigned.Agent ?? ""),
                _ => null,
            };
            // What was decided later takes the place of what was decided before.
            if (reason is null)
                continue;
            if (reasons.FirstOrDefault(one => one.About == reason.About) is { } earlier)
                reasons.Remove(earlier);
            reasons.Add(
                reason with
                {
                    At = recorded.At,
                    AtText = times.Text(recorded.At),
                    By = PersonView.Of(recorded.By),
                }
            );
        }
        foreach (var promise in ticket.Promises)
        {
            var trace = policy.Sla.TargetsOf(promise.Metric)?.Explain(facts);
            reasons.Add(
                (trace is null ? new DecisionView(promise.Metric, "") : Of(promise.Metric, promise.Rule, trace)) with
                {
                    IsPromise = true,
                    Outcome = SlaDurationText.Of(promise.Within, times),
                    Rule = promise.Rule,
                    At = promise.StartedAt,
                    AtText = times.Text(promise.StartedAt),
                }
            );
        }
        return new WhyView(policy.Id, policy.Version, reasons.ToImmutable());
    }

    // The rules that were tried before are those of now; where another rule has won then, they would tell of another decision.
    private static DecisionView Of(string about, string rule, RuleTrace trace) =>
        new(about, "")
        {
            Rule = rule,
            Origin = trace.Winner == rule ? trace.Origin : null,
            Passed =
                trace.Winner != rule
                    ? []
                    :
                    [
                        .. trace.Earlier.Select(passed => new PassedRuleView(
                            passed.Rule,
                            passed.Because.Wanted,
                            passed.Because.Fact,
                            passed.Because.Seen?.ToString()
                        )),
                    ],
        };
}

/// <summary>Why one thing was decided so. Immutable.</summary>
/// <param name="About">What was decided: scope, priority, routing, assignment, or the metric of a promise.</param>
/// <param name="Outcome">What was decided; empty for nobody.</param>
internal sealed record DecisionView(string About, string Outcome)
{
    /// <summary>Whether it is a promise.</summary>
    public bool IsPromise { get; init; }

    /// <summary>The rule that won; null when a person decided.</summary>
    public string? Rule { get; init; }

    /// <summary>Where that rule comes from; null when the policy does not say.</summary>
    public string? Origin { get; init; }

    /// <summary>The rules before it that did not hold; empty when the facts have changed since.</summary>
    public ImmutableArray<PassedRuleView> Passed { get; init; } = [];

    /// <summary>Who decided, where it was a person's command.</summary>
    public PersonView? By { get; init; }

    /// <summary>Why a person decided so, in their words, or how the policy chose somebody; null for no more than the rule.</summary>
    public string? Because { get; init; }

    /// <summary>The instant at which it was decided, UTC.</summary>
    [JsonConverter(typeof(InstantJsonConverter))]
    public Instant At { get; init; }

    /// <summary>The same as the reader is told it.</summary>
    public string AtText { get; init; } = "";
}

/// <summary>Why a request stands as it does, in the words of whoever asked. Immutable.</summary>
/// <param name="Promises">What was promised, in the order in which it was.</param>
internal sealed record RequesterWhyView(ImmutableArray<PromiseExplanation> Promises);

/// <summary>A rule that did not hold.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Wanted">The condition that failed first.</param>
/// <param name="Fact">The fact that it asks for.</param>
/// <param name="Seen">What the fact is; null when that is not known.</param>
internal sealed record PassedRuleView(string Rule, string Wanted, string Fact, string? Seen);

/// <summary>The ready answers of the policy.</summary>
/// <param name="Macros">In the order of the policy.</param>
internal sealed record MacroListView(ImmutableArray<MacroView> Macros);

/// <summary>A ready answer, filled in for a ticket.</summary>
/// <param name="Id">The policy's id of it.</param>
/// <param name="Title">What agents find it by, in the agent's language.</param>
/// <param name="Text">The answer, in the requester's language.</param>
/// <param name="Missing">The places whose value is not known; they stand in the text as they are written.</param>
/// <param name="Acknowledges">Whether a reply with it only tells that somebody has seen the request.</param>
internal sealed record MacroView(
    string Id,
    string Title,
    string Text,
    ImmutableArray<string> Missing,
    bool Acknowledges
)
{
    public static MacroView Of(MacroText filled, string language) =>
        new(filled.Macro.Id, filled.Macro.Title.Get(language), filled.Text, filled.Missing, filled.Macro.Acknowledges);
}
