using System.Collections.Immutable;
using SupportKit.Decisions;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Cli;

/// <summary>A rule by the section, or the metric, it stands under. Immutable.</summary>
internal readonly record struct RuleName(string Section, string Id);

/// <summary>Which rules of a policy have won in some test. Rules that no request can reach are not counted. Thread-safe.</summary>
internal sealed class RuleCoverage
{
    private readonly Policy policy;
    private readonly Marks<RuleName> reached;
    private readonly Lazy<ConditionCoverage> conditions;

    public RuleCoverage(Policy policy, CancellationToken cancellation = default)
    {
        this.policy = policy;
        Flow = FlowOf(policy, cancellation);
        RuleName[] all =
        [
            .. policy.Scope.Rules.Select(rule => new RuleName(policy.Scope.Name, rule.Id)),
            .. policy.Priority.Rules.Rules.Select(rule => new RuleName(policy.Priority.Rules.Name, rule.Id)),
            .. policy.Routing.Rules.Rules.Select(rule => new RuleName(policy.Routing.Rules.Name, rule.Id)),
            .. policy.Sla.Targets.SelectMany(metric => metric.Rules.Select(rule => new RuleName(metric.Name, rule.Id))),
        ];
        var winning = Flow is null
            ? null
            : Sets(Flow).Where(set => set.Wins != DecisionDiagram.False).Select(set => set.Name).ToHashSet();
        Rules = [.. all.Where(rule => winning?.Contains(rule) != false)];
        reached = new(all);
        conditions = new(() => new ConditionCoverage(policy, Flow));
        var metrics = policy.Sla.Targets.Select(metric => metric.Name).ToHashSet(StringComparer.Ordinal);
        Promises = new PromiseCoverage([.. Rules.Where(rule => metrics.Contains(rule.Section))]);
    }

    /// <summary>The policy's decisions as sets of requests; null when they are too entangled.</summary>
    public RequestFlow? Flow { get; }

    /// <summary>Whether conditions are left out, which cost more to count than all the rest.</summary>
    public bool OnlyRules { get; init; }

    /// <summary>Which parts of conditions the tests have shown to matter.</summary>
    public ConditionCoverage Conditions => conditions.Value;

    /// <summary>Which promises the tests have seen kept and broken.</summary>
    public PromiseCoverage Promises { get; }

    /// <summary>The rules that some request can reach, in the order of decisions.</summary>
    public ImmutableArray<RuleName> Rules { get; }

    /// <summary>Those that no test has reached.</summary>
    public IEnumerable<RuleName> Missed => Rules.Where(rule => !reached.Has(rule));

    /// <summary>Whether a test has reached the rule.</summary>
    public bool IsReached(RuleName rule) => reached.Has(rule);

    /// <summary>How many a test has reached.</summary>
    public int Reached => Rules.Count(reached.Has);

    /// <summary>The share of rules that were reached, of a hundred; a policy without rules has all.</summary>
    public decimal Percent => Rules.IsEmpty ? 100 : 100m * Reached / Rules.Length;

    /// <summary>Each rule with the set of requests that it wins.</summary>
    public static IEnumerable<(RuleName Name, int Wins)> Sets(RequestFlow flow) =>
        from set in (SectionWins[])[flow.Scope, flow.Priority, flow.Routing, .. flow.Promises]
        from rule in set.Rules
        select (new RuleName(set.Name, rule.Id), rule.Wins);

    /// <summary>Notes what a decision came by and shows.</summary>
    public void Note(Decision decision)
    {
        foreach (var rule in RulesOf(decision))
            reached.Set(rule);
        if (!OnlyRules)
            Conditions.Note(decision);
        if (decision is Decision.Accepted accepted)
            Promises.Note(accepted.Ticket);
    }

    /// <summary>The rules that a decision came by.</summary>
    public IEnumerable<RuleName> RulesOf(Decision decision)
    {
        if (decision is Decision.Refused && Outcomes.ScopeRuleOf(decision) is { } refusedBy)
            yield return new RuleName(policy.Scope.Name, refusedBy);
        if (decision is not Decision.Accepted accepted)
            yield break;
        foreach (var recorded in accepted.Events)
        {
            if (recorded.Event is TicketEvent.Opened opened)
                yield return new RuleName(policy.Scope.Name, opened.ScopeRule);
            else if (recorded.Event is TicketEvent.PrioritySet set)
                yield return new RuleName(policy.Priority.Rules.Name, set.Rule);
            else if (recorded.Event is TicketEvent.Routed { Timer: null } routed)
                yield return new RuleName(policy.Routing.Rules.Name, routed.Rule);
            else if (recorded.Event is TicketEvent.PromiseMade made)
                yield return new RuleName(made.Promise.Metric, made.Promise.Rule);
            else if (recorded.Event is TicketEvent.PromiseChanged changed)
                yield return new RuleName(changed.Promise.Metric, changed.Promise.Rule);
        }
    }

    private static RequestFlow? FlowOf(Policy policy, CancellationToken cancellation)
    {
        try
        {
            return new RequestFlow(policy, new WorkBudget(RequestFlow.Usual) { Cancellation = cancellation });
        }
        catch (CheckTooLargeException)
        {
            return null;
        }
    }
}
