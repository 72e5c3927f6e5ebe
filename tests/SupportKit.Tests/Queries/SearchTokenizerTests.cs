using System.Text;
using SupportKit.Queries;
using SupportKit.Tests.Shared;

namespace SupportKit.Tests.Queries;

public class SearchTokenizerTests
{
    [Theory]
    [InlineData("Crème-Brûlée №5", "creme brulee no5")]
    [InlineData("STRASSE Straße", "strasse")]
    [InlineData("Ὀδυσσεύς ΟΔΥΣΣΕΥΣ", "οδυσσευσ")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("don't e-mail a_b", "don t e mail a b")]
    [InlineData("ﬁle ｆｕｌｌ ²", "file full 2")]
    [InlineData("東京タワー tower", "東 京 タ ワ ー tower")]
    [InlineData("서울 지하철", "서울 지하철")]
    [InlineData("?! -- \0 \uffff \ud800", "")]
    public void A_text_is_split_at_what_is_neither_letter_nor_digit(string text, string words) =>
        Assert.Equal(words, string.Join(' ', SearchTokenizer.Tokenize(text)).Normalize());

    [Fact]
    public void Words_and_their_number_are_limited()
    {
        Assert.Equal(
            new string('x', SearchTokenizer.MaxLength),
            Assert.Single(SearchTokenizer.Tokenize(new string('X', 5000)))
        );
        var many = string.Join(' ', Enumerable.Range(0, 5000));
        Assert.Equal(
            Enumerable.Range(0, SearchTokenizer.MaxPerText).Select(i => $"{i}"),
            SearchTokenizer.Tokenize(many)
        );
        Assert.Equal(
            TicketQuery.MaxWords,
            new TicketQuery("acme", Viewer.Desk) { Text = many }
                .Words()
                .Length
        );
    }

    [Fact]
    public void What_the_desk_notes_for_itself_gives_no_words() =>
        Assert.Empty(SearchTokenizer.Tokenize(new TicketEvent.InternalNoteAdded("She is difficult.")));

    [Law(100, 2_000)]
    internal bool A_word_is_its_own_only_word_whatever_the_text(string? text) =>
        SearchTokenizer
            .Tokenize(text ?? "")
            .All(word =>
                word.Length is > 0 and <= SearchTokenizer.MaxLength
                && SearchTokenizer.Tokenize(word).SequenceEqual([word])
            );

    [Law(100, 2_000)]
    internal bool Case_and_form_change_nothing(string? text)
    {
        var clean = string.Concat((text ?? "").EnumerateRunes());
        var words = SearchTokenizer.Tokenize(clean);
        return words.SequenceEqual(SearchTokenizer.Tokenize(clean.ToUpperInvariant()))
            && words.SequenceEqual(SearchTokenizer.Tokenize(clean.Normalize(NormalizationForm.FormC)))
            && words.SequenceEqual(SearchTokenizer.Tokenize(clean.Normalize(NormalizationForm.FormKD)));
    }
}
