using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Priority;

/// <summary>Reads the section <c>priority</c>.</summary>
internal static class PriorityReader
{
    public static PriorityRules Read(
        ObjectReader section,
        ImmutableArray<string> levels,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        string? remedy = null;
        var known = levels.ToHashSet(StringComparer.Ordinal);
        var rules = RuleSetReader.Read("priority", section.ItemsOf("rules"), conditions, problems, Level);
        var cells = section.Optional("matrix") is { } matrix
            ? PriorityMatrixReader.Read(matrix, known, conditions, problems)
            : [];
        // Rules come first: they are the exceptions to the matrix.
        return new PriorityRules(levels, new RuleSet<string>("priority", [.. rules.Rules, .. cells]));

        string Level(ObjectReader rule)
        {
            var level = rule.RequiredText("then");
            if (!known.Contains(level))
                problems.Add(
                    SupportKitErrors.PolicyPriorityUnknown,
                    rule.At("then"),
                    $"There is no priority \"{level}\".",
                    remedy ??= $"Use one of: {Spelling.List(known)}."
                );
            return level;
        }
    }
}
