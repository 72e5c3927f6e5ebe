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
