using NodaTime;
using SupportKit.Intake;
using SupportKit.Localization;
using SupportKit.Rules;

namespace SupportKit.Tests.Localization;

/// <summary>A day that somebody answered with, as people read it.</summary>
public class DateTextTests
{
    [Theory]
    [InlineData("en", "2 March 2026")]
    [InlineData("fr", "2 mars 2026")]
    [InlineData("pt", "2 de março de 2026")]
    [InlineData("de", "2. März 2026")]
    [InlineData("es", "2 de marzo de 2026")]
    public void A_day_is_told_as_its_reader_writes_it(string language, string told) =>
        Assert.Equal(told, TimeText.Format(TextCatalog.Shipped, language, new LocalDate(2026, 3, 2)));

    [Fact]
    public void An_answer_that_is_no_day_is_rejected_by_its_field()
    {
        var renewal = new FactDeclaration(
            "renewal",
            FactType.Date,
            FactSource.Form,
            [],
            LocalizedText.Invariant("renewal")
        );
        var form = new Form("question", [renewal], [], []);

        var rejected = Assert.Single(form.Reject(Samples.Facts(("renewal", "02.03.2026"))));

        Assert.Equal(("renewal", renewal), (rejected.Field, rejected.Declared));
        Assert.Equal(
            "\"renewal\" is a date such as 2026-03-02, not \"02.03.2026\"",
            rejected.Describe("02.03.2026").ToString()
        );
        Assert.Empty(form.Reject(Samples.Facts(("renewal", "2026-03-02"))));
    }
}
