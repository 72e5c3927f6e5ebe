using SupportKit.Localization;

namespace SupportKit.Tests.Localization;

/// <summary>Everything that is said to people is said in every language, and a host can say it otherwise.</summary>
public class TextCatalogTests
{
    private static readonly TextCatalog Texts = TextCatalog.Shipped;

    // What reads the same in every language: forms, and texts that are nothing but places.
    private static readonly string[] Alike = ["date.in-zone", "date.time", "list.separator"];

    public static TheoryData<string> Languages => ["en", "fr", "pt", "de", "es"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_every_text_with_the_places_of_the_English_one(string language)
    {
        Assert.Empty(Texts.MissingIn(language));
        Assert.All(
            TextCatalog.Keys,
            key =>
            {
                Assert.NotEqual("", Texts.Get(language, key).Trim());
                Assert.Equal(
                    TextTemplate.PlacesOf(Texts.Get("en", key)).Order(),
                    TextTemplate.PlacesOf(Texts.Get(language, key)).Order()
                );
            }
        );
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_text_is_the_languages_own(string language)
    {
        // One word may be the same in two languages ("normal"); a sentence is not.
        var copied = TextCatalog
            .Keys.Except(Alike)
            .Where(key => language != "en" && Texts.Get(language, key) == Texts.Get("en", key))
            .Where(key => Texts.Get("en", key).Split(' ').Length > 2 && !IsOnlyPlaces(Texts.Get("en", key)));

        Assert.Empty(copied);
    }

    [Fact]
    public void The_days_are_seven_and_the_months_are_twelve() =>
        Assert.All(
            Texts.Languages,
            language =>
            {
                Assert.Equal(7, Texts.Get(language, "date.days").Split('|').Length);
                Assert.Equal(12, Texts.Get(language, "date.months").Split('|').Length);
            }
        );

    [Fact]
    public void Every_mail_has_a_subject_and_a_body_and_no_place_that_nothing_fills() =>
        Assert.All(
            MailPlaces.Templates,
            template =>
            {
                foreach (var key in new[] { $"mail.{template}.subject", $"mail.{template}.body" })
                    Assert.Empty(TextTemplate.PlacesOf(Texts.Get("en", key)).Except(MailPlaces.Of(template)));
            }
        );

    [Fact]
    public void A_host_replaces_one_text_and_adds_a_language_and_what_it_leaves_out_is_in_English()
    {
        var texts = Texts.With("en", "state.open", "being looked at").With("ja", """{ "state.open": "対応中" }""");

        Assert.Equal("being looked at", texts.Get("en-GB", "state.open"));
        Assert.Equal("対応中", texts.Get("ja", "state.open"));
        Assert.Equal("closed", texts.Get("ja", "state.closed"));
        Assert.Equal("closed", texts.Get("xx", "state.closed"));
        Assert.Contains("state.closed", texts.MissingIn("ja"));
        Assert.DoesNotContain("state.open", texts.MissingIn("ja"));
        Assert.Equal("in progress", Texts.Get("en", "state.open")); // the one it came from is as it was
    }

    [Theory]
    [InlineData("state.lost", "Lost", "texts.key_unknown")]
    [InlineData("mail.resolved.body", "{titel} is done.", "texts.place_unknown")]
    [InlineData("promise.committed.by", "{due}", "texts.place_unknown")]
    public void What_would_never_be_said_or_filled_is_refused(string key, string text, string code) =>
        Assert.Equal(code, Assert.Throws<SupportKitException>(() => Texts.With("en", key, text)).Code);

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{ "state.open": 1 }""")]
    [InlineData("""{ "state.open": null }""")]
    [InlineData("""{ "state.open": "a", "state.open": "b" }""")]
    public void A_document_that_is_no_object_of_texts_is_refused(string json) =>
        Assert.Equal("texts.document_invalid", Assert.Throws<SupportKitException>(() => Texts.With("ja", json)).Code);

    [Fact]
    public void A_text_of_a_mail_may_use_any_place_that_the_mail_has() =>
        Assert.Equal("{state}", Texts.With("en", "mail.resolved.body", "{state}").Get("en", "mail.resolved.body"));

    private static bool IsOnlyPlaces(string text) =>
        TextTemplate.Fill(text, _ => "").All(letter => !char.IsLetter(letter));
}
