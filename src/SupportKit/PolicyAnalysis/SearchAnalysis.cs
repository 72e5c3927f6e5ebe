using System.Collections.Immutable;

namespace SupportKit.PolicyAnalysis;

/// <summary>
/// A rule set whose sets of combinations have no small diagram, such as hundreds of rules that each ask for a few of many facts.
/// Each question is answered by a witness, or by the proof that there is none.
/// </summary>
internal sealed record SearchAnalysis : RuleSetAnalysis
{
    private const int MostGaps = 5;
    private const int MostProjected = 5_000;

    private readonly FactSpace space;
    private readonly SetQuestions questions;
    private readonly ImmutableArray<int> takes; // for each rule the literal that its condition holds
    private readonly int reached;
    private readonly ImmutableArray<int> variables;
    private readonly List<(Combination Gap, bool IsCertain)> gaps = [];
    private ImmutableArray<int> wonBy;

    private SearchAnalysis(
        RuleList list,
        int reach,
        FactSpace space,
        SetQuestions questions,
        ImmutableArray<(int When, int Meets, int Wins)> sets,
        ImmutableArray<int> variables,
        WorkBudget budget
    )
        : base(
            list.Name,
            reach,
            [
                .. list.Rules.Zip(
                    sets,
                    (rule, set) =>
                        new AnalyzedRule(rule.Id, rule.Path, set.When, set.Meets, set.Wins, rule.Outcome)
                        {
                            OverlapsAreMeant = rule.Meant,
                        }
                ),
            ]
        )
    {
        (this.space, this.questions, this.variables) = (space, questions, variables);
        takes = [.. sets.Select(set => questions.In(set.When))];
        reached = questions.In(reach);
        FindGaps(budget);
        Uncovered = gaps.Count == 0 ? DecisionDiagram.False : InReach(gaps[0].Gap);
        CertainlyUncovered = Gaps(certain: true).FirstOrDefault() is { } first ? InReach(first) : DecisionDiagram.False;
    }

    public override int Uncovered { get; }

    public override int CertainlyUncovered { get; }

    public override IEnumerable<Combination> Gaps(bool certain) =>
        gaps.Where(gap => gap.IsCertain == certain).Select(gap => gap.Gap);

    public static SearchAnalysis Of(RuleList rules, int reach, FactSpace space, WorkBudget budget)
    {
        var (diagram, questions) = (space.Diagram, new SetQuestions(space.Diagram, budget));
        ImmutableArray<int> when = [.. rules.Rules.Select(rule => space.Where(rule.When))];
        int[] takes = [.. when.Select(questions.In)];
        var reached = questions.In(reach);
        ImmutableArray<int> variables =
        [
            .. when.Append(reach).SelectMany(set => diagram.Support(set)).Distinct().Order(),
        ];

        // What is assumed of one rule begins with what is assumed of the rule before it, and so is not worked out again.
        var (wins, meets) = (new int[takes.Length], new int[takes.Length]);
        var left = new List<int> { reached };
        for (var rule = 0; rule < takes.Length; rule++)
        {
            left.Add(takes[rule]);
            if (questions.IsPossible(left))
                wins[rule] = diagram.And(reach, questions.Found(variables).In(diagram));
            left[^1] = takes[rule] ^ 1;
        }
        for (var rule = 0; rule < takes.Length; rule++)
        {
            meets[rule] = wins[rule];
            if (wins[rule] != DecisionDiagram.False || !questions.IsPossible([reached, takes[rule]]))
                continue;
            // The facts that it does not ask for do not tell whether it holds.
            meets[rule] = diagram.And(reach, questions.Found(diagram.Support(when[rule])).In(diagram));
        }
        var sets = when.Select((set, rule) => (set, meets[rule], wins[rule]));
        return new SearchAnalysis(rules, reach, space, questions, [.. sets], variables, budget);
    }

    // Whoever needs only the first of them asks no further; and once nothing of the rule is left, no later one takes any of it.
    public override IEnumerable<AnalyzedRule> TakersOf(int rule)
    {
        var left = new List<int> { reached, takes[rule] };
        for (var earlier = 0; earlier < rule; earlier++)
        {
            var taken =
                Rules[earlier].Wins != DecisionDiagram.False
                && space.Diagram.Meets(Rules[earlier].When, Rules[rule].When);
            left.Add(takes[earlier]);
            if (taken && questions.IsPossible(left))
                yield return Rules[earlier];
            else
                taken = false;
            left[^1] = takes[earlier] ^ 1;
            if (taken && !questions.IsPossible(left))
                yield break;
        }
    }

    public override int DecidedAs(IReadOnlySet<int> outcomes, IReadOnlySet<int> later)
    {
        if (wonBy.IsDefault)
            wonBy = Winners();
        var asked = variables.Where(later.Contains).ToList();
        var some = questions.AnyOf([.. wonBy.Where((_, rule) => outcomes.Contains(Rules[rule].Outcome))]);
        var found = DecisionDiagram.False;
        for (var count = 0; questions.IsPossible([some]); count++)
        {
            if (count > MostProjected)
                throw new CheckTooLargeException();
            var one = questions.Found(asked).In(space.Diagram);
            found = space.Diagram.Or(found, one);
            questions.Exclude(some, questions.In(one));
        }
        return found;
    }

    public override IEnumerable<(Overlap Overlap, int Shared)> SuspiciousOverlaps()
    {
        var diagram = space.Diagram;
        var asked = Rules.Select(rule => diagram.Support(rule.When)).ToList();
        var found = new List<(int Later, int Earlier, int Shared)>();
        for (var earlier = 0; earlier < Rules.Length; earlier++)
        {
            if (Rules[earlier].Wins == DecisionDiagram.False)
                continue;
            diagram.Spend(2L * (Rules.Length - earlier));
            for (var later = earlier + 1; later < Rules.Length; later++)
            {
                if (IsCandidate(earlier, later) && questions.IsPossible(Taken(earlier, later)))
                    found.Add((later, earlier, SharedWith(earlier, later)));
            }
        }
        return found
            .Where(pair => questions.IsPossible([reached, takes[pair.Earlier], takes[pair.Later] ^ 1]))
            .OrderBy(pair => (pair.Later, pair.Earlier))
            .Select(pair => (new Overlap(Rules[pair.Earlier], Rules[pair.Later]), pair.Shared));

        bool IsCandidate(int earlier, int later) =>
            Rules[later] is { OverlapsAreMeant: false, When: not DecisionDiagram.True, Wins: not DecisionDiagram.False }
            && Rules[later].Outcome != Rules[earlier].Outcome
            && asked[earlier].IsSubsetOf(asked[later])
            && diagram.Meets(Rules[earlier].When, Rules[later].When)
            && !diagram.Within(Rules[earlier].When, Rules[later].When);
    }

    // Both hold, and no rule before the earlier one does.
    private List<int> Taken(int earlier, int later) =>
        [reached, .. takes[..earlier].Select(take => take ^ 1), takes[earlier], takes[later]];

    private int SharedWith(int earlier, int later)
    {
        var found = questions.Found(variables);
        var other = questions.AnyOf([takes[earlier] ^ 1, takes[later] ^ 1, .. takes[..earlier]]);
        var shared = questions.Widen(found, [reached, other], space.TellingOf);
        return space.Diagram.And(Reach, shared.In(space.Diagram));
    }

    private void FindGaps(WorkBudget budget)
    {
        var diagram = space.Diagram;
        var covered = questions.AnyOf(takes.AsSpan());
        var certainVariables = variables.Where(variable => !space.UncertainVariables.Contains(variable)).ToList();
        var open = new List<int> { reached };
        open.AddRange(takes.Select(take => take ^ 1));
        var steps = budget.StepsLeft;
        while (gaps.Count(gap => gap.IsCertain) < MostGaps && questions.IsPossible(open))
        {
            // More of them are an extra: one is enough to refuse the policy.
            if (gaps.Exists(gap => gap.IsCertain) && budget.StepsLeft < steps / 2)
                return;
            if (gaps.Count(gap => !gap.IsCertain) > MostGaps)
            {
                // One that is certain may come after any number of those that are not.
                if (gaps.Exists(gap => gap.IsCertain))
                    return;
                throw new CheckTooLargeException();
            }
            var (whole, known) = (questions.Found(variables), questions.Found(certainVariables));
            var isCertain =
                known.Choices.Length == whole.Choices.Length
                || !questions.IsPossible([
                    reached,
                    covered,
                    .. known.Choices.Select(choice => questions.In(diagram.Literal(choice.Variable, choice.Cells))),
                ]);
            var gap = questions.Widen(isCertain ? known : whole, [reached, covered], space.TellingOf);
            open.Add(questions.In(gap.In(diagram)) ^ 1);
            gaps.Add((gap, isCertain));
        }
    }

    private int InReach(Combination found) => space.Diagram.And(Reach, found.In(space.Diagram));

    // For each rule a literal which, when it is true, makes the rule win.
    private ImmutableArray<int> Winners()
    {
        var winners = ImmutableArray.CreateBuilder<int>(takes.Length);
        var left = reached;
        foreach (var take in takes)
        {
            winners.Add(questions.AllOf(left, take));
            left = questions.AllOf(left, take ^ 1);
        }
        return winners.ToImmutable();
    }
}
