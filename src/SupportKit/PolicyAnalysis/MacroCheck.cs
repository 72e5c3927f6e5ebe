using SupportKit.Localization;
using SupportKit.Policies;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports places of macros that no ticket can fill.</summary>
internal static class MacroCheck
{
    public static void Report(Policy policy, FindingList findings)
    {
        if (policy.Macros.IsEmpty)
            return;
        var known = Macro.PlacesOf(policy);
        foreach (var macro in policy.Macros)
        {
            var unknown = macro
                .Text.Languages.SelectMany(language => TextTemplate.PlacesOf(macro.Text.Get(language)))
                .Distinct(StringComparer.Ordinal)
                .Except(known);
            foreach (var place in unknown)
                findings.Error(
                    SupportKitErrors.PolicyPlaceUnknown,
                    $"$.macros.{macro.Id}.text",
                    $"Nothing fills the place \"{{{place}}}\" of the macro \"{macro.Id}\".",
                    $"Use the name of a fact, or one of: {string.Join(", ", known.Select(name => $"{{{name}}}"))}."
                );
        }
    }
}
