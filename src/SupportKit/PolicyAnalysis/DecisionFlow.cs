using System.Collections.Immutable;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Scope;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Follows all requests at once through the steps of an opening: scope decides on what comes in, the form on what is
/// accepted, priority on what is complete, routing on what has a priority, promises on what has a queue. Each step sees
/// only what the steps before let through, so nothing is reported that cannot happen.
/// </summary>
internal sealed class DecisionFlow
{
    public DecisionFlow(Policy policy, WorkBudget budget)
        : this(policy, new CategoryForms(policy.Intake, budget), budget) { }

    private DecisionFlow(Policy policy, CategoryForms forms, WorkBudget budget)
        : this(policy, forms, new FactSpace(policy.Facts, forms, ConditionsOf(policy), budget)) { }

    /// <summary>Follows the requests in a space that is given, of two policies together for example.</summary>
    public DecisionFlow(Policy policy, CategoryForms forms, FactSpace space)
    {
        (Forms, Space) = (forms, space);
        Reachability = new Reachability(policy, Space, Forms);

        var scope = policy.Scope.Rules;
        Scope = RuleSetAnalysis.Of(policy.Scope, "$.scope", Reachability.Incoming(), Space);
        Accepted = Scope.WonBy(rule => scope[rule].Then is Verdict.Accept or Verdict.AcceptLimited, Space.Diagram);

        var complete = Space.Diagram.And(Accepted, Reachability.Complete());
        Priority = RuleSetAnalysis.Of(policy.Priority.Rules, "$.priority.rules", complete, Space);

        var prioritised = Decided(policy.Priority.Rules, Priority, BuiltInFacts.Priority);
        Routing = RuleSetAnalysis.Of(policy.Routing.Rules, "$.routing.rules", prioritised, Space);

        Opened = Decided(policy.Routing.Rules, Routing, BuiltInFacts.Queue);
        Promises = [.. policy.Sla.Targets.Select(rules => RuleSetAnalysis.Of(rules, "$.sla", Opened, Space))];
    }

    public CategoryForms Forms { get; }

    public FactSpace Space { get; }

    public Reachability Reachability { get; }

    public RuleSetAnalysis Scope { get; }

    /// <summary>The requests that scope accepts, complete or not.</summary>
    public int Accepted { get; }

    public RuleSetAnalysis Priority { get; }

    public RuleSetAnalysis Routing { get; }

    /// <summary>The requests that become tickets, with their priority and queue.</summary>
    public int Opened { get; }

    /// <summary>One for each metric.</summary>
    public ImmutableArray<RuleSetAnalysis> Promises { get; }

    private int Decided(RuleSet<string> rules, RuleSetAnalysis analysis, string fact) =>
        // Where no rule asks what was decided, it does not matter which rule won.
        Space.VariableOf(fact)
            is null
            ? Space.Diagram.Minus(analysis.Reach, analysis.Uncovered)
            : rules
                .Rules.Select(rule => rule.Then)
                .Distinct(StringComparer.Ordinal)
                .Select(outcome =>
                    (outcome, won: analysis.WonBy(rule => rules.Rules[rule].Then == outcome, Space.Diagram))
                )
                .Select(decided => Reachability.Decided(decided.won, fact, decided.outcome))
                .Aggregate(DecisionDiagram.False, Space.Diagram.Or);

    /// <summary>The conditions of all rules that decide about a request.</summary>
    public static IEnumerable<Condition> ConditionsOf(Policy policy) =>
        [
            .. policy.Scope.Rules.Select(rule => rule.When),
            .. policy.Priority.Rules.Rules.Select(rule => rule.When),
            .. policy.Routing.Rules.Rules.Select(rule => rule.When),
            .. policy.Sla.Targets.SelectMany(metric => metric.Rules).Select(rule => rule.When),
        ];
}
