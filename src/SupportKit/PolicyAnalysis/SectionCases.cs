using System.Collections.Immutable;
using SupportKit.Rules;

namespace SupportKit.PolicyAnalysis;

/// <summary>Generates the cases of one section.</summary>
internal sealed class SectionCases(RuleSetAnalysis section, ImmutableArray<Condition> conditions, FactSpace space)
{
    private readonly DecisionDiagram diagram = space.Diagram;

    public IEnumerable<PolicyTestCase> All()
    {
        if (section is not DiagramAnalysis)
            yield break;
        var left = section.Reach;
        for (var at = 0; at < section.Rules.Length; at++)
        {
            var rule = section.Rules[at];
            if (rule.Wins != DecisionDiagram.False)
            {
                if (Case(at, null, rule.Wins) is { } wins)
                    yield return wins;
                foreach (var part in ConditionLeaves.Of(conditions[at]).Distinct())
                {
                    foreach (var shown in ShowEffect(at, part, diagram.Minus(left, rule.When)))
                        yield return shown;
                }
            }
            left = diagram.Minus(left, rule.When);
        }
    }

    // Two requests that differ in the one fact: on one the part says yes and on the other no, and the rule wins one of them only.
    private IEnumerable<PolicyTestCase> ShowEffect(int at, Condition part, int others)
    {
        var wins = section.Rules[at].Wins;
        var holds = space.Where(part);
        var about = space.VariablesOf(part).ToHashSet();
        foreach (
            var (won, lost) in new[]
            {
                (diagram.And(wins, holds), diagram.Minus(others, holds)),
                (diagram.Minus(wins, holds), diagram.And(others, holds)),
            }
        )
        {
            var shared = diagram.And(diagram.Exists(won, about), diagram.Exists(lost, about));
            if (shared == DecisionDiagram.False)
                continue;
            var rest = One(shared).Where(choice => !about.Contains(choice.Variable)).ToImmutableArray();
            var all = new Combination(rest).In(diagram);
            if (
                Case(at, part, diagram.And(won, all)) is not { } first
                || Case(at, part, diagram.And(lost, all)) is not { } second
            )
                continue;
            yield return first;
            yield return second;
            yield break;
        }
    }

    private PolicyTestCase? Case(int at, Condition? part, int set)
    {
        var choices = One(set);
        // What cannot be analyzed is no fact, so a case that stands on it could not be written down.
        if (choices.Any(choice => space.Dimensions[choice.Variable].IsOpaque))
            return null;
        var cells = choices.ToDictionary(choice => choice.Variable, choice => choice.Cells.First);
        var winner = section.Rules.FirstOrDefault(rule => diagram.Contains(rule.Wins, variable => cells[variable]));
        return new(
            section.Name,
            section.Rules[at].Id,
            part?.ToString(),
            new Combination(choices).Example(space),
            winner?.Id
        );
    }

    // One combination: where it does not matter what a fact is, it is not known, or has its last value.
    private ImmutableArray<(int Variable, CellRuns Cells)> One(int set)
    {
        var choices = ImmutableArray.CreateBuilder<(int, CellRuns)>();
        for (var variable = 0; variable < diagram.Variables; variable++)
        {
            if (diagram.VariableOf(set) != variable)
            {
                var opaque = space.Dimensions[variable].IsOpaque;
                if (!opaque)
                    choices.Add((variable, CellRuns.Of([space.Dimensions[variable].Width - 1])));
                continue;
            }
            var (then, cells) = diagram.Branches(set).First(branch => branch.Then != DecisionDiagram.False);
            choices.Add((variable, CellRuns.Of([cells.First])));
            set = then;
        }
        return choices.ToImmutable();
    }
}
