using System.Text.RegularExpressions;

namespace SupportKit.Repository.Tests;

/// <summary>A code that a host may meet is a code that a host can look up.</summary>
public partial class ErrorCodeTests
{
    [Fact]
    public void Every_code_stands_in_the_list_of_codes()
    {
        var listed = Repository.Read("docs", "errors.md");
        var used = Repository
            .Files("*.cs", "src/SupportKit", "src/SupportKit.EntityFrameworkCore")
            .SelectMany(file => Code().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(used.Count > 30, "The search finds the codes.");
        Assert.All(used, code => Assert.Contains($"`{code}", listed));
    }

    [Fact]
    public void Every_constant_is_named_as_its_value()
    {
        var constants = typeof(SupportKitErrors).GetFields();

        Assert.All(
            constants,
            field =>
            {
                var code = (string)field.GetRawConstantValue()!;
                Assert.Matches("^[a-z]+\\.[a-z]+(_[a-z]+)+$", code);
                Assert.Equal(
                    field.Name,
                    string.Concat(code.Split('.', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))
                );
            }
        );
    }

    [Fact]
    public void No_code_is_put_together_from_parts()
    {
        var files = Repository.Files(
            "*.cs",
            "src/SupportKit",
            "src/SupportKit.EntityFrameworkCore",
            "src/SupportKit.Testing"
        );

        Assert.All(files, file => Assert.DoesNotMatch(Interpolated(), File.ReadAllText(file)));
    }

    [GeneratedRegex("\\$\"[a-z]+\\.(?:[a-z]+_)*\\{[a-z]+\\}_[a-z]+\"")]
    private static partial Regex Interpolated();

    [Fact]
    public void Every_code_of_a_calendar_stands_in_the_list_of_codes_and_no_other_does()
    {
        var constants = typeof(BusinessTime.BusinessCalendarErrors)
            .GetFields()
            .Concat(typeof(BusinessTime.ICalendarErrors).GetFields())
            .Select(field => (string)field.GetRawConstantValue()!);
        var listed = CalendarCode()
            .Matches(Repository.Read("docs", "errors.md"))
            .Select(match => match.Groups[1].Value);

        Assert.Equal(constants.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("`((?:calendar|ical)\\.[a-z_]+)`")]
    private static partial Regex CalendarCode();

    [GeneratedRegex(
        "\"((?:policy|escalation|intake|conduct|scope|ticket|requester|command|desk|delivery|host|hosting|store)\\.[a-z]+(?:_[a-z]+)+)"
    )]
    private static partial Regex Code();
}
