using System.Collections.Immutable;
using SupportKit.Reading;
using SupportKit.Rules;

namespace SupportKit.Privacy;

/// <summary>
/// Who sees what beyond the rule that holds everywhere: a request is its requester's and the desk's. Immutable.
/// </summary>
/// <param name="AgentsSeeOwn">Agents see only the tickets that are theirs; leads and systems see all.</param>
/// <param name="Sharing">Requesters may share a request with others who have an account.</param>
/// <param name="Withholding">What people outside the desk are not shown; null for nothing.</param>
public sealed record PrivacyRules(bool AgentsSeeOwn, bool Sharing, Withholding? Withholding)
{
    /// <summary>
    /// Reads <c>privacy</c>: <c>{ "agents": "all" | "own", "sharing": true, "withhold": { "unless": condition, "facts": [fact],
    /// "messages": true } }</c>.
    /// </summary>
    internal static PrivacyRules Read(
        ObjectReader policy,
        FactCatalog facts,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        if (policy.Optional("privacy") is not { } node)
            return new PrivacyRules(false, true, null);
        var section = ObjectReader.Of(node, problems);
        var agents = section.OptionalText("agents") ?? "all";
        if (agents is not ("all" or "own"))
            problems.Add("policy.value_unknown", node, $"\"agents\" never see \"{agents}\".", "Use all or own.");
        var rules = new PrivacyRules(
            agents == "own",
            section.OptionalFlag("sharing") ?? true,
            Withholding.Read(section, facts, conditions, problems)
        );
        section.RefuseOthers();
        return rules;
    }
}

/// <summary>What is shown only to some of those who see a ticket: what a customer's environment holds, for example. Immutable.</summary>
/// <param name="Unless">What must be known of the person who reads for them to see it.</param>
/// <param name="Facts">The facts that are withheld.</param>
/// <param name="Messages">Whether what people wrote is withheld too.</param>
public sealed record Withholding(Condition Unless, ImmutableArray<string> Facts, bool Messages)
{
    internal static Withholding? Read(
        ObjectReader privacy,
        FactCatalog facts,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        if (privacy.Optional("withhold") is not { } node)
            return null;
        var section = ObjectReader.Of(node, problems);
        var unless = conditions.Read(section.Required("unless"));
        var withheld = section.TextsOf("facts").ToImmutableArray();
        foreach (var name in withheld.Where(name => facts.Find(name) is null))
            problems.Add(
                "policy.fact_unknown",
                node,
                $"There is no fact \"{name}\".",
                $"Declare it, or write \"{Spelling.Nearest(name, facts.All.Select(known => known.Name))}\" if that was meant."
            );
        var rules = new Withholding(unless, withheld, section.OptionalFlag("messages") ?? false);
        section.RefuseOthers();
        return rules;
    }
}
