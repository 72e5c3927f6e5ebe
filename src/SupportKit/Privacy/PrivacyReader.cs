using System.Collections.Immutable;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Privacy;

/// <summary>Reads the section <c>privacy</c>.</summary>
internal static class PrivacyReader
{
    private static readonly Dictionary<string, bool> SeeOwn = new() { ["all"] = false, ["own"] = true };

    /// <summary>
    /// Reads <c>privacy</c>: <c>{ "agents": "all" | "own", "sharing": true, "withhold": { "visibleIf": condition, "facts": [fact],
    /// "messages": true } }</c>.
    /// </summary>
    public static PrivacyRules Read(
        ObjectReader policy,
        FactCatalog facts,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        if (policy.Optional("privacy") is not { } node)
            return new PrivacyRules(false, true, null);
        var section = ObjectReader.Of(node, problems);
        var rules = new PrivacyRules(
            section.OptionalChoice("agents", SeeOwn, false),
            section.OptionalFlag("sharing") ?? true,
            ReadWithholding(section, facts, conditions, problems)
        );
        section.RejectUnknownProperties();
        return rules;
    }

    private static VisibilityRule? ReadWithholding(
        ObjectReader privacy,
        FactCatalog facts,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        if (privacy.Optional("withhold") is not { } node)
            return null;
        var section = ObjectReader.Of(node, problems);
        var unless = conditions.Read(section.Required("visibleIf"));
        var withheld = section.TextsOf("facts").ToImmutableArray();
        foreach (var name in withheld.Where(name => facts.Find(name) is null))
            problems.Add(
                SupportKitErrors.PolicyFactUnknown,
                node,
                $"There is no fact \"{name}\".",
                $"Declare it{problems.OrWrite(name, facts.Names)}."
            );
        var rules = new VisibilityRule(unless, withheld, section.OptionalFlag("messages") ?? false);
        section.RejectUnknownProperties();
        return rules;
    }
}
