using NodaTime;
using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Redaction;

/// <summary>Reads <c>redaction</c>: <c>{ "secrets": "mask" | "off", "keep": "24h" }</c>.</summary>
internal static class RedactionReader
{
    private static readonly Duration ShortestKeep = Duration.FromMinutes(1);
    private static readonly Duration LongestKeep = Duration.FromDays(30);
    private static readonly Dictionary<string, bool> Secrets = new() { ["mask"] = true, ["off"] = false };

    /// <summary>Reads the section; without one, secrets are masked and not kept.</summary>
    public static RedactionRules Read(ObjectReader policy, ProblemList problems)
    {
        if (policy.Optional("redaction") is not { } node)
            return new RedactionRules();
        var section = ObjectReader.Of(node, problems);
        var isMasked = section.OptionalChoice("secrets", Secrets, true);
        var rules = new RedactionRules(isMasked, ReadKeep(section.Optional("keep"), isMasked, problems));
        section.Optional("comment");
        section.RejectUnknownProperties();
        return rules;
    }

    private static Duration? ReadKeep(SourceNode? keep, bool isMasked, ProblemList problems)
    {
        if (keep is null)
            return null;
        if (
            !(keep.IsText && DurationText.TryParse(keep.Text, out var span))
            || span < ShortestKeep
            || span > LongestKeep
        )
            problems.Add(
                SupportKitErrors.PolicyTimeUnreadable,
                keep,
                $"{keep.Describe()} is not a valid span for which masked secrets are kept.",
                "Write 1m to 30d, e.g. 24h; leave it out to keep none."
            );
        else if (!isMasked)
            problems.Add(
                SupportKitErrors.PolicyRedactionKeepUnused,
                keep,
                "\"keep\" has no effect where secrets are not masked.",
                "Leave \"keep\" out, or do not turn \"secrets\" off."
            );
        else
            return span;
        return null;
    }
}
