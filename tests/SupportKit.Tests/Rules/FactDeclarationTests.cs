using System.Globalization;
using SupportKit.Rules;

namespace SupportKit.Tests.Rules;

/// <summary>The domain of a fact: what is in it, how it is told, and a number that lies between two.</summary>
public class FactDeclarationTests
{
    [Theory]
    [InlineData(FactType.Choice, "free", true)]
    [InlineData(FactType.Choice, "Free", false)] // ordinally
    [InlineData(FactType.Choice, 1, false)]
    [InlineData(FactType.Boolean, true, true)]
    [InlineData(FactType.Boolean, false, true)]
    [InlineData(FactType.Boolean, "true", false)]
    [InlineData(FactType.Number, 0, true)]
    [InlineData(FactType.Number, "0", false)]
    [InlineData(FactType.Text, "", true)]
    [InlineData(FactType.Text, true, false)]
    [InlineData(FactType.Email, "ana@example.com", true)]
    [InlineData(FactType.Email, "ana@", false)]
    [InlineData(FactType.Email, "@example.com", false)]
    [InlineData(FactType.Email, "ana", false)]
    [InlineData(FactType.Email, "ana@bia@example.com", false)]
    [InlineData(FactType.Email, "ana @example.com", false)]
    [InlineData(FactType.Email, 1, false)]
    [InlineData(FactType.Url, "https://example.com/a?b", true)]
    [InlineData(FactType.Url, "http://localhost", true)]
    [InlineData(FactType.Url, "ftp://example.com", false)]
    [InlineData(FactType.Url, "example.com", false)]
    [InlineData(FactType.Url, 1, false)]
    [InlineData(FactType.Instant, "2026-03-02T09:00:00Z", true)]
    [InlineData(FactType.Instant, "2026-03-02", false)]
    [InlineData(FactType.Instant, 1, false)]
    [InlineData(FactType.Date, "0001-01-01", true)]
    [InlineData(FactType.Date, "9999-12-31", true)]
    [InlineData(FactType.Date, "0000-12-31", false)]
    [InlineData(FactType.Date, "2026-02-29", false)]
    [InlineData(FactType.Date, "2026-03-02T09:00:00Z", false)]
    [InlineData(FactType.Date, 1, false)]
    public void A_fact_takes_what_is_of_its_type(FactType type, object value, bool taken) =>
        Assert.Equal(taken, Declared(type).Admits(ValueOf(value)));

    [Fact]
    public void A_text_that_looks_like_a_day_is_one_only_where_the_fact_is_a_day()
    {
        Assert.Equal(new NodaTime.LocalDate(2026, 3, 2), Declared(FactType.Date).DayOf("2026-03-02"));
        Assert.Null(Declared(FactType.Text).DayOf("2026-03-02"));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("0.99", false)]
    [InlineData("9.5", true)]
    [InlineData("9.51", false)]
    public void Its_bounds_are_in_the_domain(string number, bool taken) =>
        Assert.Equal(taken, Bounded("1", "9.5", false).Admits(Number(number)!.Value));

    [Theory]
    [InlineData("2", true)]
    [InlineData("2.0", true)]
    [InlineData("2.5", false)]
    [InlineData("-2", true)]
    public void A_whole_number_has_no_fraction(string number, bool taken) =>
        Assert.Equal(taken, Bounded(null, null, true).Admits(Number(number)!.Value));

    [Theory]
    [InlineData(FactType.Choice, "one of free, pro")]
    [InlineData(FactType.Boolean, "true or false")]
    [InlineData(FactType.Number, "a number")]
    [InlineData(FactType.Email, "an e-mail address")]
    [InlineData(FactType.Url, "an http or https address")]
    [InlineData(FactType.Instant, "an instant such as 2026-03-02T09:00:00Z")]
    [InlineData(FactType.Date, "a date such as 2026-03-02")]
    [InlineData(FactType.Text, "a text")]
    public void A_message_names_the_domain(FactType type, string told) =>
        Assert.Equal(told, Declared(type).DescribeDomain());

    [Theory]
    [InlineData("1", "9.5", false, "a number from 1 to 9.5")]
    [InlineData("1", null, false, "a number of at least 1")]
    [InlineData(null, "9.5", true, "a whole number of at most 9.5")]
    [InlineData(null, null, true, "a whole number")]
    public void A_message_names_the_bounds_of_a_number(string? min, string? max, bool whole, string told)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR"); // where a half is ",5"
            Assert.Equal(told, Bounded(min, max, whole).DescribeDomain());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(null, null, false, null, null, "0")]
    [InlineData("5", null, false, null, null, "5")]
    [InlineData(null, "-5", false, null, null, "-5")]
    [InlineData(null, null, false, null, "10", "9")]
    [InlineData(null, null, false, null, "9.5", "9")] // -1 from the whole number above
    [InlineData("9.5", null, false, null, "10", "9.75")]
    [InlineData("10", null, false, null, "10", null)]
    [InlineData("9", null, true, null, "9.5", "9")]
    [InlineData(null, "3", false, null, "10", "3")]
    [InlineData(null, null, false, "10", null, "11")]
    [InlineData(null, null, false, "9.5", null, "10")]
    [InlineData(null, "10.5", false, "10", null, "10.25")]
    [InlineData(null, "10", false, "10", null, null)]
    [InlineData("20", null, false, "10", null, "20")]
    [InlineData(null, null, false, "10", "12", "11")]
    [InlineData(null, null, false, "10", "11", "10.5")]
    [InlineData(null, null, true, "10", "11", null)]
    [InlineData("10.8", null, false, "10", "11", "10.9")]
    [InlineData(null, "10.2", false, "10", "11", "10.1")]
    [InlineData("10.4", "10.4", false, "10", "11", "10.4")]
    [InlineData(null, null, false, "79228162514264337593543950335", null, null)]
    [InlineData(null, null, false, null, "-79228162514264337593543950335", null)]
    public void Between_two_numbers_lies_a_short_one_of_the_domain_or_none(
        string? min,
        string? max,
        bool whole,
        string? above,
        string? below,
        string? found
    ) => Assert.Equal(Number(found), Bounded(min, max, whole).NumberBetween(Number(above), Number(below)));

    private static FactDeclaration Declared(FactType type) =>
        new("it", type, FactSource.Form, type == FactType.Choice ? ["free", "pro"] : [], LocalizedText.Invariant("it"));

    private static FactDeclaration Bounded(string? min, string? max, bool whole) =>
        Declared(FactType.Number) with
        {
            Min = Number(min),
            Max = Number(max),
            IsInteger = whole,
        };

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static FactValue ValueOf(object value) =>
        value switch
        {
            string text => text,
            bool yes => yes,
            int number => number,
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };
}
