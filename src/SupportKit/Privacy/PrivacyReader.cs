using System.Collections.Immutable;
using System.Text.Json;
using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Privacy;

/// <summary>Reads the section <c>privacy</c>.</summary>
internal static class PrivacyReader
{
    private static readonly Dictionary<string, bool> SeeOwn = new() { ["all"] = false, ["own"] = true };
    private static readonly Dictionary<string, OrganizationAccess> Organization = new()
    {
        ["none"] = OrganizationAccess.None,
        ["see"] = OrganizationAccess.See,
        ["take-part"] = OrganizationAccess.TakePart,
    };
    private static readonly Dictionary<string, bool> AsksConsent = new() { ["ask"] = true, ["none"] = false };

    /// <summary>
    /// Reads <c>privacy</c>: <c>{ "agents": "all" | "own", "sharing": true | false | { "consent": "ask" | "none",
    /// "invitationsPerDay": 50 }, "organization": "none" | "see" | "take-part", "withhold": { "visibleIf": condition, "facts": [fact], "messages": true } }</c>.
    /// </summary>
    public static PrivacyRules Read(
        ObjectReader policy,
        FactCatalog facts,
        ConditionReader conditions,
        ProblemList problems
    )
    {
        if (policy.Optional("privacy") is not { } node)
            return new PrivacyRules(false, SharingRules.Default, null);
        var section = ObjectReader.Of(node, problems);
        var rules = new PrivacyRules(
            section.OptionalChoice("agents", SeeOwn, false),
            ReadSharing(section, problems),
            ReadWithholding(section, facts, conditions, problems),
            section.OptionalChoice("organization", Organization, OrganizationAccess.None)
        );
        section.RejectUnknownProperties();
        return rules;
    }

    private static SharingRules? ReadSharing(ObjectReader privacy, ProblemList problems)
    {
        if (privacy.Optional("sharing") is not { Kind: JsonValueKind.Object } node)
            return privacy.OptionalFlag("sharing") ?? true ? SharingRules.Default : null;
        var section = ObjectReader.Of(node, problems);
        var rules = new SharingRules(
            section.OptionalChoice("consent", AsksConsent, true),
            InvitationsPerDay(section, problems)
        );
        section.RejectUnknownProperties();
        return rules;
    }

    private static int InvitationsPerDay(ObjectReader sharing, ProblemList problems) =>
        CountReader.Read(sharing, "invitationsPerDay", 1, SharingRules.MostPerDay, problems)
        ?? SharingRules.Default.InvitationsPerDay;

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
                section.At("facts", name),
                $"There is no fact \"{name}\".",
                $"Declare it{problems.OrWrite(name, facts.Names)}."
            );
        var rules = new VisibilityRule(unless, withheld, section.OptionalFlag("messages") ?? false);
        section.RejectUnknownProperties();
        return rules;
    }
}
