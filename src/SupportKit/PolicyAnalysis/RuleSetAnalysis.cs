using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>A rule as sets of combinations.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">The JSONPath of the rule.</param>
/// <param name="When">The combinations its condition holds on, reachable or not.</param>
/// <param name="Meets">The reachable ones.</param>
/// <param name="Wins">The reachable ones that no earlier rule takes.</param>
/// <param name="Outcome">The number of its outcome: equal outcomes, equal numbers.</param>
internal sealed record AnalyzedRule(string Id, string Path, int When, int Meets, int Wins, int Outcome);

/// <summary>Two rules of which the earlier takes combinations that the later would have decided otherwise.</summary>
internal sealed record Overlap(AnalyzedRule Earlier, AnalyzedRule Later);

/// <summary>How the rules of one rule set divide the combinations that reach it. Exact.</summary>
internal sealed record RuleSetAnalysis(string Name, int Reach, ImmutableArray<AnalyzedRule> Rules, int Uncovered)
{
    public static RuleSetAnalysis Of<T>(RuleSet<T> rules, string path, int reach, FactSpace space)
        where T : notnull
    {
        var diagram = space.Diagram;
        var outcomes = new Dictionary<T, int>();
        var analysed = ImmutableArray.CreateBuilder<AnalyzedRule>();
        var left = reach;
        foreach (var rule in rules.Rules)
        {
            var when = space.Where(rule.When);
            outcomes.TryAdd(rule.Then, outcomes.Count);
            var place = rule.Path ?? FormattableString.Invariant($"{path}[{analysed.Count}]");
            analysed.Add(
                new(rule.Id, place, when, diagram.And(reach, when), diagram.And(left, when), outcomes[rule.Then])
            );
            left = diagram.Minus(left, when);
        }
        return new RuleSetAnalysis(rules.Name, reach, analysed.ToImmutable(), left);
    }

    /// <summary>The pairs whose order decides: by the later rule, then by the earlier.</summary>
    /// <param name="diagram">The diagram that the sets are of.</param>
    /// <param name="asked">Whether to look for overlaps of this later rule; null for all.</param>
    public IEnumerable<Overlap> Overlaps(DecisionDiagram diagram, Func<AnalyzedRule, bool>? asked = null) =>
        from later in Enumerable.Range(0, Rules.Length)
        where asked?.Invoke(Rules[later]) != false
        from earlier in Enumerable.Range(0, later)
        where Rules[earlier].Outcome != Rules[later].Outcome
        where diagram.Meets(Rules[earlier].When, Rules[later].When) // cheap, and mostly the answer
        where diagram.Meets(Rules[earlier].Wins, Rules[later].When)
        select new Overlap(Rules[earlier], Rules[later]);

    /// <summary>The combinations won by the rules that <paramref name="chosen"/> names.</summary>
    public int WonBy(Func<int, bool> chosen, DecisionDiagram diagram) =>
        Union([.. Enumerable.Range(0, Rules.Length).Where(chosen).Select(rule => Rules[rule].Wins)], diagram);

    // Sets are united pairwise in halves, so that large sets are traversed less often.
    private static int Union(ReadOnlySpan<int> sets, DecisionDiagram diagram) =>
        sets.Length switch
        {
            0 => DecisionDiagram.False,
            1 => sets[0],
            _ => diagram.Or(Union(sets[..(sets.Length / 2)], diagram), Union(sets[(sets.Length / 2)..], diagram)),
        };
}
