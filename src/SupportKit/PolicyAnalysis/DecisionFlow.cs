using System.Collections.Immutable;
using SupportKit.Policies;
using SupportKit.Rules;
using SupportKit.Scope;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// Follows all requests at once through the steps of an opening: scope decides on what comes in, the form on what is
/// accepted, priority on what is complete, routing on what has a priority, promises on what has a queue. Each step sees
/// only what the steps before let through, so nothing is reported that cannot happen. Each section has a budget of its own: one
/// whose check does not end is named in <see cref="Unfinished"/>, and those after it are checked over all that could reach them.
/// </summary>
internal sealed class DecisionFlow
{
    private readonly WorkBudget budget;
    private readonly CheckEffort effort;
    private readonly SortedSet<string> unfinished = new(StringComparer.Ordinal);

    public DecisionFlow(Policy policy, CheckEffort effort)
    {
        this.effort = effort;
        budget = new WorkBudget(effort.SpaceSteps) { Cancellation = effort.Cancellation };
        Forms = new CategoryForms(policy.Intake, budget);
        Space = new FactSpace(policy.Facts, Forms, ConditionsOf(policy), budget);
        Reachability = new Reachability(policy, Space, Forms);
        var (scope, priority, routing) = (policy.Scope, policy.Priority.Rules, policy.Routing.Rules);
        var (incoming, complete) = (Reachability.Incoming(), Reachability.Complete());

        // What a section decides is passed on as far as later sections, or the forms, ask of it.
        // So are the facts from which others follow, which tell people more than those.
        int[] telling =
        [
            .. new[] { Space.VariableOf(BuiltInFacts.Category), Space.VariableOf(BuiltInFacts.Plan) }.OfType<int>(),
        ];
        var promised = policy.Sla.Targets.SelectMany(metric => metric.Rules).Select(rule => rule.When);
        HashSet<int> ofPromises = [.. telling, .. VariablesOf(promised)];
        HashSet<int> ofRouting = [.. ofPromises, .. VariablesOf(routing.Rules.Select(rule => rule.When))];
        HashSet<int> ofPriority =
        [
            .. VariablesOf(policy.Quotas.Rules.Select(rule => rule.When)),
            .. ofRouting,
            .. VariablesOf(priority.Rules.Select(rule => rule.When)),
            .. Space.Diagram.Support(complete),
        ];

        var reach = new SectionReach(incoming, IsExact: true);
        Scope = Analyze(scope, "$.scope", reach);
        reach = Pass(
            Scope,
            rules => rules.DecidedAs(scope, then => then is Verdict.Accept or Verdict.AcceptLimited, ofPriority),
            reach
        );
        Accepted = reach.Set;
        Quotas = policy.Quotas.Rules.IsEmpty ? null : Analyze(policy.Quotas, "$.quotas", reach);

        reach = reach with { Set = Space.Diagram.And(reach.Set, complete) };
        Priority = Analyze(priority, "$.priority.rules", reach);
        reach = Decide(priority, Priority, BuiltInFacts.Priority, ofRouting, reach);
        Routing = Analyze(routing, "$.routing.rules", reach);
        reach = Decide(routing, Routing, BuiltInFacts.Queue, ofPromises, reach);
        Opened = reach.Set;
        Promises = [.. policy.Sla.Targets.Select(rules => Analyze(rules, "$.sla", reach)).OfType<SectionAnalysis>()];
    }

    public CategoryForms Forms { get; }

    /// <summary>The work that may still be done.</summary>
    public WorkBudget Budget => budget;

    public FactSpace Space { get; }

    public Reachability Reachability { get; }

    /// <summary>The section of scope; null when its check did not end, and so are the others.</summary>
    public SectionAnalysis? Scope { get; }

    /// <summary>The requests that scope accepts, complete or not.</summary>
    public int Accepted { get; }

    /// <summary>The section of quotas, which are asked before the form; nothing is limited where no rule applies.</summary>
    public SectionAnalysis? Quotas { get; }

    public SectionAnalysis? Priority { get; }

    public SectionAnalysis? Routing { get; }

    /// <summary>The requests that become tickets, with their priority and queue.</summary>
    public int Opened { get; }

    /// <summary>One for each metric whose check ended.</summary>
    public ImmutableArray<SectionAnalysis> Promises { get; }

    /// <summary>The JSONPaths of the sections whose check did not end, in order.</summary>
    public IReadOnlySet<string> Unfinished => unfinished;

    /// <summary>The sections whose check ended.</summary>
    public IEnumerable<SectionAnalysis> Sections =>
        ((SectionAnalysis?[])[Scope, Quotas, Priority, Routing, .. Promises]).OfType<SectionAnalysis>();

    /// <summary>Does a part of the check of a section within a budget of its own; what does not end is named in <see cref="Unfinished"/>.</summary>
    public void Within(string path, Action part)
    {
        budget.Renew(effort.SearchSteps, effort.Nodes);
        try
        {
            part();
        }
        catch (CheckTooLargeException)
        {
            unfinished.Add(path);
        }
    }

    /// <summary>Does a part of the check that may be left out when it takes too much work.</summary>
    public void Try(Action part)
    {
        budget.Renew(effort.DiagramSteps, effort.Nodes);
        try
        {
            part();
        }
        catch (CheckTooLargeException)
        {
            // What was found stands; nothing that can be an error is looked for here.
        }
    }

    private SectionAnalysis? Analyze<T>(RuleSet<T> rules, string path, SectionReach reach)
        where T : notnull
    {
        try
        {
            return new(path, reach.IsExact, RuleSetAnalysis.Of(rules, path, reach.Set, Space, budget, effort));
        }
        catch (CheckTooLargeException)
        {
            unfinished.Add(path);
            return null;
        }
    }

    // Where it is not known what a section lets through, more is taken to come through than may do.
    private SectionReach Pass(SectionAnalysis? section, Func<RuleSetAnalysis, int> decided, SectionReach reach)
    {
        if (section is null)
            return reach with { IsExact = false };
        var result = reach with { IsExact = false };
        Within(section.Path, () => result = reach with { Set = decided(section.Rules) });
        return result;
    }

    private SectionReach Decide(
        RuleSet<string> rules,
        SectionAnalysis? section,
        string fact,
        IReadOnlySet<int> later,
        SectionReach reach
    )
    {
        string[] outcomes = [.. rules.Rules.Select(rule => rule.Then).Distinct(StringComparer.Ordinal)];
        // Where no rule asks what was decided, it does not matter which rule won.
        if (Space.VariableOf(fact) is null)
            return Pass(section, analysis => analysis.DecidedAs(rules, _ => true, later), reach);
        var passed = Pass(
            section,
            analysis =>
                Space.Diagram.Union([
                    .. outcomes.Select(outcome =>
                        Reachability.Decided(analysis.DecidedAs(rules, then => then == outcome, later), fact, outcome)
                    ),
                ]),
            reach
        );
        return passed.IsExact
            ? passed
            : reach with
            {
                Set = Space.Diagram.Union([
                    .. outcomes.Select(outcome => Reachability.Decided(reach.Set, fact, outcome)),
                ]),
            };
    }

    private HashSet<int> VariablesOf(IEnumerable<Condition> conditions) =>
        [.. conditions.SelectMany(Space.VariablesOf)];

    /// <summary>The conditions of all rules that decide about a request.</summary>
    public static IEnumerable<Condition> ConditionsOf(Policy policy) =>
        [
            .. policy.Scope.Rules.Select(rule => rule.When),
            .. policy.Quotas.Rules.Select(rule => rule.When),
            .. policy.Priority.Rules.Rules.Select(rule => rule.When),
            .. policy.Routing.Rules.Rules.Select(rule => rule.When),
            .. policy.Sla.Targets.SelectMany(metric => metric.Rules).Select(rule => rule.When),
        ];

    private readonly record struct SectionReach(int Set, bool IsExact);
}

/// <summary>A section whose check ended.</summary>
/// <param name="Path">The JSONPath of its rules.</param>
/// <param name="ReachIsExact">Whether it is known what reaches it; when it is not, more is taken to reach it than may do.</param>
/// <param name="Rules">What its rules do.</param>
internal sealed record SectionAnalysis(string Path, bool ReachIsExact, RuleSetAnalysis Rules);
