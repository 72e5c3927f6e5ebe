using System.Text.RegularExpressions;
using NodaTime;
using SupportKit.PolicyAnalysis;
using SupportKit.Testing;

namespace SupportKit.Repository.Tests;

/// <summary>The page on the first policy is true: each step passes the checker, and the last one promises what it says.</summary>
public partial class FirstPolicyTests
{
    private static readonly Requester ada = new("ada", "en", FactSet.Empty.With("plan", "pro"));

    private static readonly OpenRequest outage = new()
    {
        Requester = "ada",
        Category = "outage",
        Channel = "web",
        Title = "Nothing loads",
        Body = "Since noon.",
    };

    private static readonly string[] Steps =
    [
        .. JsonBlock().Matches(Repository.Read("docs", "first-policy.md")).Select(block => block.Groups[1].Value),
    ];

    public static TheoryData<int> Numbers => new(Enumerable.Range(0, 3));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_checker_has_nothing_to_say_about_a_step(int step) =>
        Assert.Empty(PolicyChecker.Analyze(Policy.Parse(Steps[step])));

    [Fact]
    public void Without_the_last_rule_of_priority_a_policy_has_a_gap()
    {
        var holed = OthersRule().Replace(Steps[2], "", 1);
        Assert.NotEqual(Steps[2], holed);
        Assert.Contains(
            PolicyChecker.Analyze(Policy.Parse(holed)),
            finding => finding is { Severity: FindingSeverity.Error, Code: "policy.rule_missing" }
        );
    }

    [Fact]
    public async Task What_is_asked_on_a_Friday_evening_is_answered_on_Monday_by_noon()
    {
        var policy = Policy.Parse(Steps[2]);
        await using var test = new TestDesk(
            desk => desk.AddPolicy(policy).UseRequesters((_, id, _) => Task.FromResult<Requester?>(ada)),
            start: Instant.FromUtc(2026, 3, 6, 16, 0) // Friday, 17:00 in Paris
        );
        var opened = (await test.Desk.OpenAsync(outage)).OrThrow();

        Assert.Equal("high", opened.Ticket.Priority);
        Assert.Equal(Instant.FromUtc(2026, 3, 9, 11, 0), opened.Ticket.PromiseOf("first-response")!.Due); // Monday, noon
    }

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(@",\s*\{ ""id"": ""others"", ""then"": ""normal"" \}")]
    private static partial Regex OthersRule();
}
