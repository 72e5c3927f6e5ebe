using SupportKit.PolicyJson;
using SupportKit.Shared;

namespace SupportKit.Privacy;

/// <summary>Reads the section <c>terms</c>.</summary>
internal static class TermsReader
{
    /// <summary>Reads <c>terms</c>: <c>{ "version": "2026-01", "advice": … }</c>; null without the section.</summary>
    public static TermsOfUse? Read(ObjectReader policy, ProblemList problems)
    {
        if (policy.Optional("terms") is not { } node)
            return null;
        var section = ObjectReader.Of(node, problems);
        var terms = new TermsOfUse(
            section.RequiredText("version"),
            section.OptionalLocalized("advice") ?? LocalizedText.Invariant("Please accept the terms of use first.")
        );
        section.RejectUnknownProperties();
        return terms;
    }
}
