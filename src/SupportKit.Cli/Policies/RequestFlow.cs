using System.Collections.Immutable;
using SupportKit.Policies;
using SupportKit.PolicyAnalysis;
using SupportKit.Rules;
using SupportKit.Scope;

namespace SupportKit.Cli;

/// <summary>
/// Follows all requests at once through the steps of an opening, and keeps of each step exactly which requests each rule wins. The
/// checker forgets what no later section asks of, which is quicker but says too much where two policies are compared.
/// </summary>
internal sealed class RequestFlow
{
    /// <summary>Steps that one flow may take; a check of one policy may take about as many.</summary>
    public const long Usual = 10_000_000;

    public RequestFlow(Policy policy, WorkBudget budget)
        : this(policy, new CategoryForms(policy.Intake, budget), budget) { }

    /// <summary>Follows the requests in a space that is given, of two policies together for example.</summary>
    public RequestFlow(Policy policy, CategoryForms forms, FactSpace space)
    {
        (Forms, Space) = (forms, space);
        Reachability = new Reachability(policy, space, forms);
        Scope = SectionWins.Of(policy.Scope, Reachability.Incoming(), space);
        Accepted = Scope.WonBy(policy.Scope, verdict => verdict is Verdict.Accept or Verdict.AcceptLimited, Diagram);
        Quotas = SectionWins.Of(policy.Quotas, Accepted, space);

        var complete = Diagram.And(Accepted, Reachability.Complete());
        Priority = SectionWins.Of(policy.Priority.Rules, complete, space);
        var prioritized = Decided(policy.Priority.Rules, Priority, BuiltInFacts.Priority);
        Routing = SectionWins.Of(policy.Routing.Rules, prioritized, space);
        Opened = Decided(policy.Routing.Rules, Routing, BuiltInFacts.Queue);
        Promises = [.. policy.Sla.Targets.Select(rules => SectionWins.Of(rules, Opened, space))];
    }

    private RequestFlow(Policy policy, CategoryForms forms, WorkBudget budget)
        : this(policy, forms, new FactSpace(policy.Facts, forms, DecisionFlow.ConditionsOf(policy), budget)) { }

    public CategoryForms Forms { get; }

    public FactSpace Space { get; }

    public Reachability Reachability { get; }

    public SectionWins Scope { get; }

    /// <summary>The requests that scope accepts, complete or not.</summary>
    public int Accepted { get; }

    /// <summary>How many tickets somebody may have; nothing is limited where no rule applies.</summary>
    public SectionWins Quotas { get; }

    public SectionWins Priority { get; }

    public SectionWins Routing { get; }

    /// <summary>The requests that become tickets, with their priority and queue.</summary>
    public int Opened { get; }

    /// <summary>One for each metric.</summary>
    public ImmutableArray<SectionWins> Promises { get; }

    private DecisionDiagram Diagram => Space.Diagram;

    private int Decided(RuleSet<string> rules, SectionWins section, string fact) =>
        // Where no rule asks what was decided, it does not matter which rule won.
        Space.VariableOf(fact)
            is null
            ? Diagram.Minus(section.Reach, section.Uncovered)
            : Diagram.Union([
                .. rules
                    .Rules.Select(rule => rule.Then)
                    .Distinct(StringComparer.Ordinal)
                    .Select(outcome =>
                        Reachability.Decided(section.WonBy(rules, then => then == outcome, Diagram), fact, outcome)
                    ),
            ]);
}

/// <summary>How the rules of a section divide the requests that reach it.</summary>
/// <param name="Name">The section or the metric.</param>
/// <param name="Reach">The requests that reach it.</param>
/// <param name="Rules">Each rule with the requests that it wins, in order.</param>
/// <param name="Uncovered">The requests that no rule covers.</param>
internal sealed record SectionWins(string Name, int Reach, ImmutableArray<(string Id, int Wins)> Rules, int Uncovered)
{
    public static SectionWins Of<T>(RuleSet<T> rules, int reach, FactSpace space)
        where T : notnull
    {
        var wins = ImmutableArray.CreateBuilder<(string, int)>();
        var left = reach;
        foreach (var rule in rules.Rules)
        {
            var when = space.Where(rule.When);
            wins.Add((rule.Id, space.Diagram.And(left, when)));
            left = space.Diagram.Minus(left, when);
        }
        return new(rules.Name, reach, wins.ToImmutable(), left);
    }

    /// <summary>The requests won by the rules with an outcome that a test admits.</summary>
    public int WonBy<T>(RuleSet<T> rules, Func<T, bool> isOne, DecisionDiagram diagram)
        where T : notnull =>
        diagram.Union([.. Rules.Where((_, i) => isOne(rules.Rules[i].Then)).Select(rule => rule.Wins)]);
}
