using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Policies;

/// <summary>
/// Reads <c>notifications.bounces</c>: <c>suppress</c>, <c>keep</c>, or an object with <c>softLimit</c> and <c>softDays</c>, which suppresses too.
/// </summary>
internal static class BounceReader
{
    /// <summary>The member's name, which is therefore no template's.</summary>
    public const string Name = "bounces";

    private static readonly Dictionary<string, BounceRules> Choices = new(StringComparer.Ordinal)
    {
        ["suppress"] = BounceRules.Usual,
        ["keep"] = BounceRules.Keep,
    };

    public static BounceRules Read(ObjectReader policy, ProblemList problems)
    {
        if (policy.Optional("notifications") is not { IsObject: true } node)
            return BounceRules.Usual;
        var section = ObjectReader.Of(node, problems);
        if (section.Optional(Name) is not { IsObject: true } limits)
            return section.OptionalChoice(Name, Choices, BounceRules.Usual);
        var soft = ObjectReader.Of(limits, problems);
        soft.Optional("comment");
        var limit = CountReader.Read(soft, "softLimit", 0, BounceRules.MostSoft, problems);
        var days = CountReader.Read(soft, "softDays", 1, BounceRules.MostDays, problems);
        soft.RejectUnknownProperties();
        return new BounceRules(true, limit ?? BounceRules.Usual.SoftLimit, days ?? BounceRules.Usual.SoftDays);
    }
}
