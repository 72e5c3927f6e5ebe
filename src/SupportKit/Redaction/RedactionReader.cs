using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Redaction;

/// <summary>Reads <c>redaction</c>: <c>{ "secrets": "mask" | "off" }</c>.</summary>
internal static class RedactionReader
{
    private static readonly Dictionary<string, bool> Secrets = new() { ["mask"] = true, ["off"] = false };

    /// <summary>Reads the section; without one, secrets are masked.</summary>
    public static RedactionRules Read(ObjectReader policy, ProblemList problems)
    {
        if (policy.Optional("redaction") is not { } node)
            return new RedactionRules();
        var section = ObjectReader.Of(node, problems);
        var rules = new RedactionRules(section.OptionalChoice("secrets", Secrets, true));
        section.Optional("comment");
        section.RejectUnknownProperties();
        return rules;
    }
}
