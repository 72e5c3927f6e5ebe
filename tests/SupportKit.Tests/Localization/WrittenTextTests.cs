using System.Text.Json;
using SupportKit.Localization;

namespace SupportKit.Tests.Localization;

public class WrittenTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Olá – \"quoted\"\n\0 and more")]
    public void In_json_it_is_a_plain_string(string text)
    {
        var json = JsonSerializer.Serialize<WrittenText>(text);

        Assert.Equal(JsonSerializer.Serialize(text), json);
        Assert.Equal((WrittenText)text, JsonSerializer.Deserialize<WrittenText>(json));
        Assert.Equal(json, JsonSerializer.Serialize<WrittenName>(text));
        Assert.Equal((WrittenName)text, JsonSerializer.Deserialize<WrittenName>(json));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    public void What_is_no_string_in_json_is_none(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<WrittenText>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<WrittenName>(json));
    }

    [Fact]
    public void Nothing_is_the_empty_text_and_the_empty_name()
    {
        Assert.Equal((WrittenText)"", default(WrittenText));
        Assert.Equal((WrittenText)"", (WrittenText)null);
        Assert.Equal(((WrittenText)"").GetHashCode(), default(WrittenText).GetHashCode());
        Assert.Equal((WrittenName)"", default(WrittenName));
        Assert.Equal("", default(WrittenName).ToString());
        Assert.True(default(WrittenText).IsBlank);
        Assert.False(default(WrittenName).IsValid);
    }

    [Fact]
    public void They_are_compared_to_the_letter_and_show_what_was_written()
    {
        Assert.NotEqual((WrittenText)"a", (WrittenText)"A");
        Assert.NotEqual((WrittenName)"prod", (WrittenName)"PROD");
        Assert.Equal(" as it is ", $"{(WrittenText)" as it is "}");
        Assert.Equal(" as it is ", $"{(WrittenName)" as it is "}");
    }

    public static TheoryData<string> Names =>
        ["PROD", "a", " ~ ", "application/vnd.example+json; charset=utf-8", "東京 🗼", new string('x', 100)];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_line_of_up_to_a_hundred_characters_is_a_name(string text) =>
        Assert.True(((WrittenName)text).IsValid);

    public static TheoryData<string> NoNames =>
        [
            "",
            " \u00a0",
            new string('x', 101),
            "two\nlines",
            "two\u2028lines",
            "two\u2029lines",
            "a\u0085b",
            "a\tb",
            "a\0b",
        ];

    [Theory]
    [MemberData(nameof(NoNames))]
    public void Anything_else_is_none(string text) => Assert.False(((WrittenName)text).IsValid);

    // Not a theory: a test runner does not keep them as they are.
    [Fact]
    public void Half_a_letter_beyond_the_first_plane_is_in_no_name() =>
        Assert.All(
            (string[])["a\ud83d", "\ud83d", "\udc00\ud83d", "a\udc00b"],
            text => Assert.False(((WrittenName)text).IsValid)
        );
}
