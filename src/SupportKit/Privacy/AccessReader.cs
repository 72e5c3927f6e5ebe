using SupportKit.PolicyJson;
using SupportKit.Rules;
using SupportKit.Shared;

namespace SupportKit.Privacy;

/// <summary>Reads the section <c>access</c>.</summary>
internal static class AccessReader
{
    /// <summary>Reads <c>access</c>: <c>{ "grantedBy": condition, "maxDuration": "7d" }</c>; null without the section.</summary>
    public static AccessRules? Read(ObjectReader policy, ConditionReader conditions, ProblemList problems)
    {
        if (policy.Optional("access") is not { } node)
            return null;
        var section = ObjectReader.Of(node, problems);
        var grantedBy = conditions.Read(section.Required("grantedBy"));
        var longest = DurationReader.Read(section.Required("maxDuration"), problems);
        section.RejectUnknownProperties();
        return new AccessRules(grantedBy, longest);
    }
}
