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

    [Theory]
    [InlineData("Straße", "STRASSE")]
    [InlineData("STRAẞE", "strasse")]
    [InlineData("Œuvre", "oeuvre")]
    [InlineData("Smørrebrød", "smorrebrod")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Passwort\u00ADrücksetzung", "passwortrucksetzung")]
    [InlineData("pass\u200Bword", "password")]
    [InlineData("aujourd\u2019hui", "aujourd'hui")]
    [InlineData("São\u00A0Paulo", "sao paulo")]
    public void A_word_is_found_as_people_type_it(string written, string typed) =>
        Assert.Equal(SearchTokenizer.Tokenize(typed), SearchTokenizer.Tokenize(written));

    /// <summary>A megabyte is looked at once, piece by piece, whatever it is made of.</summary>
    [Theory]
    [InlineData('\u0301')]
    [InlineData('\uFDFA')]
    [InlineData('x')]
    [InlineData('日')]
    [InlineData(' ')]
    public void A_long_text_costs_no_more_than_its_beginning(char one)
    {
        var text = new string(one, 1_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SearchTokenizer.Tokenize(text);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    /// <summary>The bound is on what is worked on: a letter that stands for a whole phrase counts as the phrase.</summary>
    [Theory]
    [InlineData("ordinary words ", 200_000, true)]
    [InlineData("\uFDFA", 100_000, false)]
    public void Words_are_looked_for_in_what_a_text_decomposes_to_up_to_a_length(string part, int length, bool isFound)
    {
        var text = string.Concat(Enumerable.Repeat(part, length / part.Length)) + " needle";
        Assert.Equal(isFound, SearchTokenizer.Tokenize(text).Contains("needle"));
    }

    [Theory]
    [InlineData("???")]
    [InlineData("—")]
    [InlineData("\u00AD")]
    public async Task A_search_for_signs_alone_finds_nothing(string text)
    {
        var ticket = await new TicketLifeDeskFixture(TicketLifePolicies.Plain).OpenAsync();
        Assert.False(new TicketQuery(ticket.Tenant, Viewer.Desk) { Text = text }.Admits(ticket, []));
        Assert.True(new TicketQuery(ticket.Tenant, Viewer.Desk) { Text = " " }.Admits(ticket, []));
    }

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
    public void What_the_desk_notes_for_itself_gives_words_to_the_desk_alone()
    {
        var note = new TicketEvent.InternalNoteAdded("She is difficult.");
        Assert.Equal(["she", "is", "difficult"], SearchTokenizer.Tokenize(note, Viewer.Desk));
        Assert.Equal(["she", "is", "difficult"], SearchTokenizer.Tokenize(note, Viewer.OfAgent("bo")));
        Assert.Empty(SearchTokenizer.Tokenize(note, Viewer.OfRequester("ana")));
    }

    [Theory]
    [InlineData("print", true, "print")]
    [InlineData("red Print", true, "print")]
    [InlineData("STRAẞ", true, "strass")]
    [InlineData("pr", true, null)] // too short to stand for others
    [InlineData("東京", true, null)] // each is a word of its own
    [InlineData("?!", true, null)]
    [InlineData("print", false, null)]
    public void The_last_word_stands_for_all_that_begin_with_it_when_the_query_says_so(
        string text,
        bool isPrefix,
        string? prefix
    ) =>
        Assert.Equal(
            prefix,
            new TicketQuery("acme", Viewer.Desk) { Text = text, LastWordIsPrefix = isPrefix }.Prefix()
        );

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
