using System.Collections.Immutable;
using SupportKit.Reading;
using SupportKit.Rules;

namespace SupportKit.Priority;

/// <summary>How urgent a request is: the levels, most urgent first, and the rules that choose one. Immutable.</summary>
/// <param name="Levels">The levels' ids, most urgent first.</param>
/// <param name="Rules">The rules; their outcome is a level.</param>
public sealed record PriorityRules(ImmutableArray<string> Levels, RuleSet<string> Rules)
{
    internal static PriorityRules Read(
        ObjectReader section,
        ImmutableArray<string> levels,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        var rules = RuleSet<string>.Read("priority", section.ItemsOf("rules"), conditions, problems, Level);
        var cells = section.Optional("matrix") is { } matrix
            ? PriorityMatrix.Read(matrix, levels, conditions, problems)
            : [];
        // Rules come first: they are the exceptions to the matrix.
        return new PriorityRules(levels, new RuleSet<string>("priority", [.. rules.Rules, .. cells]));

        string Level(ObjectReader rule)
        {
            var level = rule.RequiredText("then");
            if (!levels.Contains(level))
                problems.Add(
                    "policy.priority_unknown",
                    rule.Node,
                    $"There is no priority \"{level}\".",
                    $"Use one of: {string.Join(", ", levels)}."
                );
            return level;
        }
    }
}
