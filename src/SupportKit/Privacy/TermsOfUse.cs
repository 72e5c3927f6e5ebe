using SupportKit.Reading;
using SupportKit.Texts;

namespace SupportKit.Privacy;

/// <summary>What a person must have accepted before anything else. Immutable.</summary>
/// <param name="Version">The version in force; another one is another acceptance.</param>
/// <param name="Advice">What people who have not accepted it are told.</param>
public sealed record TermsOfUse(string Version, LocalizedText Advice)
{
    /// <summary>Reads <c>terms</c>: <c>{ "version": "2026-01", "advice": … }</c>; null without the section.</summary>
    internal static TermsOfUse? Read(ObjectReader policy, ProblemList problems)
    {
        if (policy.Optional("terms") is not { } node)
            return null;
        var section = ObjectReader.Of(node, problems);
        var terms = new TermsOfUse(
            section.RequiredText("version"),
            section.OptionalLocalized("advice") ?? LocalizedText.Of("Please accept the terms of use first.")
        );
        section.RefuseOthers();
        return terms;
    }
}
