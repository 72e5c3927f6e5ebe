using SupportKit.Screening;
using SupportKit.Tests.Redaction;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.Screening;

/// <summary>Laws of similarity, over generated texts.</summary>
[Trait("Requirement", "JSD-2")]
public class ScreeningLaws
{
    private static readonly ScreeningRules Strict = ScreeningPolicies
        .With(
            """{ "allCaps": "advise", "duplicates": "advise", "rateLimit": "advise", "multipleIssues": "advise", "vagueTitle": "advise", "blockedWords": { "then": "advise", "words": { "any": ["drat", "…"] } } }"""
        )
        .Screening;

    [Law(100, 500)]
    internal bool Similarity_is_symmetric_and_between_nothing_and_all(Message a, Message b) =>
        TextSimilarity.Between(a.Text, b.Text) is >= 0 and <= 1 and var alike
        && alike == TextSimilarity.Between(b.Text, a.Text);

    [Law(200, 2_000, EndSize = 30)]
    internal bool A_text_is_wholly_like_itself_in_any_case_and_punctuation(Message message) =>
        TextSimilarity.Between(message.Text, $"... {message.Text} !!") == 1;

    [Law(200, 2_000, EndSize = 30)]
    internal bool No_title_is_too_odd_to_be_checked_and_a_word_more_never_makes_it_vague(Message message) =>
        !VagueTitle.Is($"{message.Text} zxqv") && (!VagueTitle.Is(message.Text) || VagueTitle.Is($"{message.Text}!"));

    [Law(200, 2_000, EndSize = 30)]
    internal bool No_text_is_too_odd_to_be_checked(Message message)
    {
        var past = new RequesterHistory
        {
            OpenTickets = [new("t", "", message.Text)],
            Messages = [new(Samples.Monday, message.Text)],
        };
        return Strict
            .Check(new MessageContext("", message.Text, "en", Samples.Monday, past))
            .Any(finding => finding.Check == MessageCheck.Duplicates);
    }
}
