using System.Text.RegularExpressions;
using SupportKit.Redaction;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.Redaction;

/// <summary>Laws of redaction, over generated texts.</summary>
[Trait("Requirement", "JSD-2")]
public class RedactionLaws
{
    [Law(200, 2_000, EndSize = 30)]
    internal bool Masking_what_is_masked_changes_nothing(Message message)
    {
        var text = message.Text;
        var once = SecretRedactor.Redact(text).Text;
        return SecretRedactor.Redact(once).Text == once;
    }

    [Law(200, 2_000, EndSize = 30)]
    internal bool Findings_are_in_order_apart_and_inside_the_text(Message message)
    {
        var text = message.Text;
        var end = 0;
        foreach (var secret in SecretRedactor.Redact(text).Secrets)
        {
            if (secret.Position < end || secret.Length <= 0)
                return false;
            end = secret.Position + secret.Length;
        }
        return end <= text.Length;
    }

    [Law(200, 2_000, EndSize = 30)]
    internal bool What_is_not_masked_stays_as_it_was(Message message)
    {
        var text = message.Text;
        var masked = SecretRedactor.Redact(text);
        var (rebuilt, copied) = ("", 0);
        foreach (var secret in masked.Secrets)
        {
            rebuilt += text[copied..secret.Position] + SecretRedactor.Marker(secret.Kind);
            copied = secret.Position + secret.Length;
        }
        return rebuilt + text[copied..] == masked.Text;
    }

    [Law(200, 2_000, EndSize = 30)]
    internal bool A_text_without_digits_and_key_words_is_never_changed(Message message)
    {
        var text = message.Text;
        // Blanks in their place: what stood on both sides must not become one word, which may have the form of a key.
        var plain = new string([
            .. text.Select(c => char.IsAsciiDigit(c) || c is ':' or '=' or '>' or '-' or '→' or '_' ? ' ' : c),
        ]);
        return SecretRedactor.Redact(plain).Text == plain || SecretWords.IndexOf(plain) >= 0;
    }

    [Law(500, 200_000)]
    internal bool A_card_number_hides_in_no_ordinary_sentence(CardNumber card, string? before, string? after) =>
        NamesAnother(before) || !SecretRedactor.Redact($"{before} {card.Digits} {after}").Text.Contains(card.Digits);

    // Of a number that is said to be another kind's, nobody takes the digits for a card's.
    private static bool NamesAnother(string? before) =>
        before is not null && Regex.IsMatch(before, @"(?<!\p{L})(imei|siret)(?!\p{L})", RegexOptions.IgnoreCase);

    [Theory]
    [InlineData("IMEI ", false)]
    [InlineData("imei1: ", false)]
    [InlineData("SIRET ", true)] // which has fourteen digits
    [InlineData("iMEiaKt) ", true)]
    [InlineData("primeimei ", true)]
    public void Only_its_name_as_a_word_makes_a_number_another_than_a_cards(string before, bool isMasked)
    {
        var card = string.Join(' ', "3782", "822463", "10005");

        Assert.Equal(isMasked, SecretRedactor.Redact(before + card).Text == $"{before}[masked: card number]");
    }

    // Found by such sentences: a word like "Aef5" before a number looked like one of a table of codes, and "NFe" like the name of another number.
    [Theory]
    [InlineData("room Aef5 ", "")]
    [InlineData("", " b00b is mine")]
    [InlineData("NFe ", "")]
    [InlineData("IMEI or SIRET? ", "")]
    public void A_word_beside_a_card_number_hides_nothing(string before, string after)
    {
        var card = string.Join(' ', "4111", "1111", "1111", "1111");

        Assert.Equal($"{before}[masked: card number]{after}", SecretRedactor.Redact($"{before}{card}{after}").Text);
    }
}
