using SupportKit.Localization;
using SupportKit.Policies;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>A slip in the desk's own wording is found before anybody reads it.</summary>
public class NotificationTextCheckTests
{
    [Theory]
    [InlineData("{titel}", "titel")]
    [InlineData("{Title}", "Title")]
    [InlineData("{body}", "body")] // of other notifications
    public void A_place_that_nothing_fills_is_an_error(string text, string place)
    {
        var policy = With(
            $$""" "notifications": { "resolved": { "subject": "Done", "body": { "en": "{title}", "pt": "{{text}}" } } } """
        );

        var found = Assert.Single(PolicyChecker.Analyze(policy), finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal(("policy.place_unknown", "$.notifications.resolved.body"), (found.Code, found.Path));
        Assert.Contains($"\"{{{place}}}\"", found.Message);
        Assert.Contains("{title}", found.Remedy);
        Assert.NotNull(found.Line);
        Assert.Throws<PolicyJson.PolicyException>(() => PolicyChecker.EnsureValid(policy));
    }

    [Fact]
    public void A_text_may_use_every_place_of_its_notification() =>
        Assert.DoesNotContain(
            PolicyChecker.Analyze(
                With(
                    "\"notifications\": {"
                        + string.Join(
                            ",",
                            NotificationTemplate.Templates.Select(template =>
                                $"\"{template}\": {{ \"subject\": \"x\", \"body\": \"{string.Concat(NotificationTemplate.PlacesOf(template).Select(place => $"{{{place}}}"))}\" }}"
                            )
                        )
                        + "}"
                )
            ),
            finding => finding.Severity == FindingSeverity.Error
        );

    [Fact]
    public void A_language_without_texts_is_found_and_gone_once_the_host_has_them()
    {
        var policy = With(""" "languages": ["en", "ja"] """);

        var found = Assert.Single(PolicyChecker.Analyze(policy), one => one.Code == "policy.language_untranslated");
        Assert.Equal((FindingSeverity.Warning, "$.languages"), (found.Severity, found.Path));
        Assert.DoesNotContain(
            PolicyChecker.Analyze(policy, TextCatalog.Shipped.With("ja", "state.open", "対応中")),
            one => one.Code == "policy.language_untranslated"
        );
    }

    [Fact]
    public void Replies_are_read_or_not_and_nothing_else() =>
        Assert.Throws<PolicyJson.PolicyException>(() => With(""" "notifications": { "replies": "sometimes" } """));

    private static Policy With(string sections) => TicketLifePolicies.With(sections);
}
