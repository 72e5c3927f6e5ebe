using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Rules;

/// <summary>Reads lists of rules.</summary>
internal static class RuleSetReader
{
    private static readonly Dictionary<string, bool> Overlaps = new(StringComparer.Ordinal) { ["meant"] = true };

    /// <summary>Reads a list of <c>{ "id": …, "when": …, "then": … }</c>; <paramref name="outcome"/> reads the outcome.</summary>
    public static RuleSet<T> Read<T>(
        string name,
        IEnumerable<SourceNode> items,
        ConditionReader conditions,
        ProblemList problems,
        Func<ObjectReader, T> outcome
    )
    {
        var rules = ImmutableArray.CreateBuilder<Rule<T>>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var rule = ObjectReader.Of(item, problems);
            var id = rule.RequiredText("id");
            var when = conditions.Read(rule.Optional("when"));
            var then = outcome(rule);
            var origin = rule.OptionalText("origin");
            rule.Optional("comment");
            var meant = ReadOverlaps(rule);
            rule.RejectUnknownProperties();
            if (!ids.Add(id))
                problems.Add(
                    SupportKitErrors.PolicyRuleRepeated,
                    rule.At("id"),
                    $"Two rules of \"{name}\" are called \"{id}\".",
                    "Give each its own id."
                );
            rules.Add(new Rule<T>(id, when, then, origin) { Path = item.Path, OverlapsAreMeant = meant });
        }
        return new RuleSet<T>(name, rules.DrainToImmutable());
    }

    /// <summary>Reads <c>"overlaps": "meant"</c>, by which a rule says that earlier ones take some of what it covers on purpose.</summary>
    public static bool ReadOverlaps(ObjectReader rule) => rule.OptionalChoice("overlaps", Overlaps, false);
}
