using SupportKit.Reports;

namespace SupportKit.Tests.Reports;

public class ReportCsvTests
{
    [Theory]
    [InlineData("desk", "desk")]
    [InlineData("first, second", "\"first, second\"")]
    [InlineData("the \"quick\" one", "\"the \"\"quick\"\" one\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("", "")]
    // A spreadsheet would run these.
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a=1", "a=1")]
    public void A_name_is_quoted_as_RFC_4180_says_and_is_never_a_formula(string name, string cell) =>
        Assert.Equal(
            $"name,number\r\n{cell},1\r\n",
            ReportCsv.Write(
                ["name", "number"],
                [
                    [name, 1],
                ]
            )
        );

    [Fact]
    public void Numbers_are_written_alike_everywhere_and_what_is_not_known_is_empty() =>
        Assert.Equal(
            "a,b,c\r\n0.3333,,1234\r\n",
            ReportCsv.Write(
                ["a", "b", "c"],
                [
                    [1d / 3, null, 1234],
                ]
            )
        );
}
