using SupportKit.Localization;
using SupportKit.Policies;

namespace SupportKit.PolicyAnalysis;

/// <summary>Reports unknown places in the desk's own wording, and languages for which there are no texts.</summary>
internal static class NotificationTextCheck
{
    public static void Report(Policy policy, TextCatalog texts, FindingList findings)
    {
        foreach (var language in policy.Languages.Where(language => !texts.Speaks(language)))
            findings.Warn(
                SupportKitErrors.PolicyLanguageUntranslated,
                "$.languages",
                $"There are no texts in \"{language}\"; whoever reads it gets refusals and mails in English.",
                "Add them with AddTexts, or leave the language out."
            );
        foreach (var (template, own) in policy.Texts.Where(text => NotificationTemplate.Templates.Contains(text.Key)))
        {
            Check("subject", own.Subject);
            Check("body", own.Body);

            void Check(string part, LocalizedText text)
            {
                var known = NotificationTemplate.PlacesOf(template).ToList();
                var unknown = text
                    .Languages.SelectMany(language => TextTemplate.PlacesOf(text.Get(language)))
                    .Except(known);
                foreach (var place in unknown)
                    findings.Error(
                        SupportKitErrors.PolicyPlaceUnknown,
                        $"$.notifications.{template}.{part}",
                        $"Nothing fills the place \"{{{place}}}\" of the notification \"{template}\".",
                        $"Use: {string.Join(", ", known.Select(name => $"{{{name}}}"))}."
                    );
            }
        }
    }
}
