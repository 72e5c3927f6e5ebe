using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>A rule as sets of combinations.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">The JSONPath of the rule.</param>
/// <param name="When">The combinations its condition holds on, reachable or not.</param>
/// <param name="Meets">The reachable ones; where a search found them, one of them.</param>
/// <param name="Wins">The reachable ones that no earlier rule takes; where a search found them, one of them.</param>
/// <param name="Outcome">The number of its outcome: equal outcomes, equal numbers.</param>
internal sealed record AnalyzedRule(string Id, string Path, int When, int Meets, int Wins, int Outcome)
{
    /// <summary>Whether whoever wrote the policy says that the rule meets others on purpose.</summary>
    public bool OverlapsAreMeant { get; init; }
}

/// <summary>Two rules of which the earlier takes combinations that the later would have decided otherwise.</summary>
internal sealed record Overlap(AnalyzedRule Earlier, AnalyzedRule Later);

/// <summary>How the rules of one rule set divide the combinations that reach it. Exact.</summary>
/// <param name="Name">The section of the policy.</param>
/// <param name="Reach">The combinations that reach it.</param>
/// <param name="Rules">The rules in order.</param>
internal abstract record RuleSetAnalysis(string Name, int Reach, ImmutableArray<AnalyzedRule> Rules)
{
    /// <summary>The combinations that reach it and that no rule covers; where a search found them, one of them.</summary>
    public abstract int Uncovered { get; }

    /// <summary>Those that are uncovered whatever the answers of the conditions that cannot be analyzed.</summary>
    public abstract int CertainlyUncovered { get; }

    /// <summary>Small combinations that together make up what is uncovered; a search looks for the first of them only.</summary>
    /// <param name="certain">Those that are uncovered for certain; otherwise the others.</param>
    public abstract IEnumerable<Combination> Gaps(bool certain);

    /// <summary>
    /// The combinations that get one of these outcomes; of facts that no later section asks of, any value is among them.
    /// </summary>
    /// <param name="outcomes">The outcomes.</param>
    /// <param name="later">The variables that later sections ask of.</param>
    public abstract int DecidedAs(IReadOnlySet<int> outcomes, IReadOnlySet<int> later);

    /// <summary>As <see cref="DecidedAs(IReadOnlySet{int}, IReadOnlySet{int})"/>, for the outcomes that a test admits.</summary>
    public int DecidedAs<T>(RuleSet<T> rules, Func<T, bool> isOne, IReadOnlySet<int> later)
        where T : notnull =>
        DecidedAs(Rules.Where((_, i) => isOne(rules.Rules[i].Then)).Select(rule => rule.Outcome).ToHashSet(), later);

    /// <summary>The earlier rules that take some of what a rule covers, in their order; each is found when it is asked for.</summary>
    public abstract IEnumerable<AnalyzedRule> TakersOf(int rule);

    /// <summary>
    /// The pairs whose order decides, and whose later rule asks for every fact that the earlier asks for, though it does not cover
    /// all that the earlier does; by the later rule, then by the earlier. Each with some combinations that both cover.
    /// </summary>
    public abstract IEnumerable<(Overlap Overlap, int Shared)> SuspiciousOverlaps();

    /// <summary>Analyzes a rule set: by diagrams where these are small, and else by a search for witnesses.</summary>
    /// <exception cref="CheckTooLargeException">Neither ends within its budget.</exception>
    public static RuleSetAnalysis Of<T>(
        RuleSet<T> rules,
        string path,
        int reach,
        FactSpace space,
        WorkBudget budget,
        CheckEffort effort
    )
        where T : notnull
    {
        var list = RuleList.Of(rules, path);
        budget.Renew(effort.DiagramSteps, effort.Nodes);
        try
        {
            return DiagramAnalysis.Of(list, reach, space);
        }
        catch (CheckTooLargeException)
        {
            budget.Renew(effort.SearchSteps, effort.Nodes);
            return SearchAnalysis.Of(list, reach, space, budget);
        }
    }
}

/// <summary>The rules of one set without the type of their outcomes.</summary>
internal sealed record RuleList(
    string Name,
    ImmutableArray<(string Id, string Path, Condition When, int Outcome, bool Meant)> Rules
)
{
    public static RuleList Of<T>(RuleSet<T> rules, string path)
        where T : notnull
    {
        var outcomes = new Dictionary<T, int>();
        return new(
            rules.Name,
            [
                .. rules.Rules.Select(
                    (rule, i) =>
                    {
                        outcomes.TryAdd(rule.Then, outcomes.Count);
                        var place = rule.Path ?? FormattableString.Invariant($"{path}[{i}]");
                        return (rule.Id, place, rule.When, outcomes[rule.Then], rule.OverlapsAreMeant);
                    }
                ),
            ]
        );
    }
}

/// <summary>How much work the check of one section may take.</summary>
/// <param name="DiagramSteps">Steps while the section is analyzed by diagrams.</param>
/// <param name="Nodes">Nodes that these may make.</param>
/// <param name="SearchSteps">Steps while it is searched, when the diagrams were too large.</param>
/// <param name="SpaceSteps">Steps for what all sections share.</param>
internal sealed record CheckEffort(long DiagramSteps, long Nodes, long SearchSteps, long SpaceSteps)
{
    /// <summary>At most about a second, and some tens of MB.</summary>
    public static CheckEffort Usual { get; } = new(1_000_000, 150_000, 40_000_000, 10_000_000);

    /// <summary>Ends the check early, where nobody waits for it any more.</summary>
    public CancellationToken Cancellation { get; init; }
}
