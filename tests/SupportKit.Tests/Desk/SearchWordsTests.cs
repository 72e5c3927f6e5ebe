using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SupportKit.Storage;
using SupportKit.Tickets;

namespace SupportKit.Tests.Desk;

public class SearchWordsTests
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
        Assert.Equal(words, string.Join(' ', SearchWords.Of(text)).Normalize());

    [Fact]
    public void Words_and_their_number_are_limited()
    {
        Assert.Equal(new string('x', SearchWords.MaxLength), Assert.Single(SearchWords.Of(new string('X', 5000))));
        var many = string.Join(' ', Enumerable.Range(0, 5000));
        Assert.Equal(Enumerable.Range(0, SearchWords.MaxPerText).Select(i => $"{i}"), SearchWords.Of(many));
        Assert.Equal(
            TicketQuery.MaxWords,
            new TicketQuery("", Viewer.Desk) { Text = many }
                .Words()
                .Length
        );
    }

    [Fact]
    public void What_the_desk_notes_for_itself_gives_no_words() =>
        Assert.Empty(SearchWords.Of(new TicketEvent.InternalNoted("She is difficult.")));

    [Fact]
    public void A_word_is_its_own_only_word_whatever_the_text() =>
        Prop.ForAll<string?>(text =>
                SearchWords
                    .Of(text ?? "")
                    .All(word =>
                        word.Length is > 0 and <= SearchWords.MaxLength && SearchWords.Of(word).SequenceEqual([word])
                    )
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Case_and_form_change_nothing() =>
        Prop.ForAll<string?>(text =>
            {
                var clean = string.Concat((text ?? "").EnumerateRunes());
                var words = SearchWords.Of(clean);
                return words.SequenceEqual(SearchWords.Of(clean.ToUpperInvariant()))
                    && words.SequenceEqual(SearchWords.Of(clean.Normalize(NormalizationForm.FormC)))
                    && words.SequenceEqual(SearchWords.Of(clean.Normalize(NormalizationForm.FormKD)));
            })
            .QuickCheckThrowOnFailure();
}
