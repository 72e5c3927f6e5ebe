using FsCheck;
using FsCheck.Fluent;
using SupportKit.Conduct;

namespace SupportKit.Tests.Conduct;

/// <summary>Laws of masking and of similarity, over generated texts.</summary>
[Trait("Requirement", "JSD-2")]
public class ConductLaws
{
    // Pieces that meet in every order are more likely to find a fault than letters are.
    private static readonly string[] Pieces =
    [
        .. SecretSamples.All(seed: 7).Take(300).Select(sample => sample.Text),
        .. "password: |senha é |mot de passe : |pwd=|\"password\": \"|token=|Bearer |api key |://|@|a:b@|eyJ|.|-|\n|\r\n| |\u00a0|:|=|\"|'|`|**|[masked: password]|[masked: |]|;|é|\ud800|DE|GB29|4111|1111 |-----BEGIN PRIVATE KEY-----|ghp_|\\n".Split(
            '|'
        ),
    ];

    private static readonly Arbitrary<string> Texts = (
        from pieces in Gen.OneOf(Gen.Elements(Pieces), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""))
            .ListOf()
        select string.Concat(pieces)
    ).ToArbitrary();

    [Fact]
    public void Masking_what_is_masked_changes_nothing() =>
        Holds(
            Texts,
            text =>
            {
                var once = SecretMask.Mask(text).Text;
                return SecretMask.Mask(once).Text == once;
            }
        );

    [Fact]
    public void Findings_are_in_order_apart_and_inside_the_text() =>
        Holds(
            Texts,
            text =>
            {
                var end = 0;
                foreach (var secret in SecretMask.Mask(text).Secrets)
                {
                    if (secret.Position < end || secret.Length <= 0)
                        return false;
                    end = secret.Position + secret.Length;
                }
                return end <= text.Length;
            }
        );

    [Fact]
    public void What_is_not_masked_stays_as_it_was() =>
        Holds(
            Texts,
            text =>
            {
                var masked = SecretMask.Mask(text);
                var (rebuilt, copied) = ("", 0);
                foreach (var secret in masked.Secrets)
                {
                    rebuilt += text[copied..secret.Position] + SecretMask.Marker(secret.Kind);
                    copied = secret.Position + secret.Length;
                }
                return rebuilt + text[copied..] == masked.Text;
            }
        );

    [Fact]
    public void A_text_without_digits_and_key_words_is_never_changed() =>
        Holds(
            Texts,
            text =>
            {
                var plain = new string([
                    .. text.Where(c => !char.IsAsciiDigit(c) && c is not (':' or '=' or '>' or '-' or '→')),
                ]);
                return SecretMask.Mask(plain).Text == plain || SecretWords.IndexOf(plain) >= 0;
            }
        );

    [Fact]
    public void A_card_number_hides_in_no_ordinary_sentence() => HidesNowhere(sentences: 1000);

    [Fact]
    [Trait("Category", "Long")]
    public void A_card_number_hides_in_none_of_very_many_sentences() => HidesNowhere(sentences: 200_000);

    // Found by such a sentence: a word like "Aef5" before a number looked like one of a table of codes.
    [Theory]
    [InlineData("room Aef5 ", "")]
    [InlineData("", " b00b is mine")]
    public void One_word_of_letters_and_digits_beside_a_card_number_hides_nothing(string before, string after)
    {
        var card = string.Join(' ', "4111", "1111", "1111", "1111");

        Assert.Equal($"{before}[masked: card number]{after}", SecretMask.Mask($"{before}{card}{after}").Text);
    }

    private static void HidesNowhere(int sentences)
    {
        var cards = Gen.Elements(SecretSamples.Cards(new Random(11)).Take(200).ToArray()).ToArbitrary();
        var words = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "").ToArbitrary();

        Prop.ForAll(
                cards,
                words,
                words,
                (card, before, after) => !SecretMask.Mask($"{before} {card} {after}").Text.Contains(card)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(sentences));
    }

    [Fact]
    public void Similarity_is_symmetric_and_between_nothing_and_all() =>
        Prop.ForAll(
                Texts,
                Texts,
                (a, b) =>
                    TextSimilarity.Between(a, b) is >= 0 and <= 1 and var alike && alike == TextSimilarity.Between(b, a)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_text_is_wholly_like_itself_in_any_case_and_punctuation() =>
        Holds(Texts, text => TextSimilarity.Between(text, $"... {text} !!") == 1);

    [Fact]
    public void No_text_is_too_odd_to_be_checked()
    {
        var rules = ConductPolicies
            .With(
                """{ "capitals": "advise", "duplicates": "advise", "flooding": "advise", "severalProblems": "advise", "abuse": { "then": "advise", "words": { "any": ["drat", "…"] } } }"""
            )
            .Conduct;
        Holds(
            Texts,
            text =>
            {
                var past = new RequesterPast
                {
                    OpenTickets = [new("t", "", text)],
                    Messages = [new(Samples.Monday, text)],
                };
                return rules
                    .Check(new ConductFacts("", text, "en", Samples.Monday, past))
                    .Any(finding => finding.Check == ConductCheck.Duplicates);
            }
        );
    }

    private static void Holds(Arbitrary<string> texts, Func<string, bool> law) =>
        Prop.ForAll(texts, law).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(30));
}
