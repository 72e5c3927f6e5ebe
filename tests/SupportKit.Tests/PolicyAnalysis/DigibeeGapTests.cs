using System.Text.Json;
using System.Text.Json.Nodes;
using SupportKit.PolicyAnalysis;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>What the checker says of Digibee's policy: as published, and as the sample completes it.</summary>
public class DigibeeGapTests
{
    [Fact]
    public void The_sample_policy_passes_with_no_warning() =>
        Assert.All(
            PolicyChecker.Analyze(Digibee),
            finding => Assert.True(finding.Severity == FindingSeverity.Advice, finding.ToString())
        );

    [Theory]
    [Trait("Requirement", "DIG-14")]
    [Trait("Requirement", "DIG-15")]
    [Trait("Requirement", "DIG-16")]
    [Trait("Requirement", "DIG-17")]
    // A total outage in PROD with a workaround; degraded performance in TEST; any other environment.
    [InlineData(
        "environment = PROD and impact = total and workaround = true",
        """{"environment":"PROD","impact":"total","workaround":true}"""
    )]
    [InlineData("environment = TEST and impact = degraded", """{"environment":"TEST","impact":"degraded"}""")]
    [InlineData(
        "environment = OTHER and impact = degraded, partial or total",
        """{"environment":"OTHER","impact":"degraded"}"""
    )]
    public void The_published_priorities_alone_leave_this_gap(string requests, string example)
    {
        var gap = Assert.Single(
            Gaps(PublishedPrioritiesAlone()),
            gap => gap.Message == $"No rule of \"priority\" covers requests with {requests}."
        );

        Assert.Equal(example, JsonSerializer.Serialize(gap.Example));
        Assert.Equal((FindingSeverity.Error, "$.priority.rules"), (gap.Severity, gap.Path));
    }

    [Fact]
    public void The_published_priorities_alone_leave_no_other_gap() =>
        Assert.Equal(3, Gaps(PublishedPrioritiesAlone()).Count());

    private static IEnumerable<PolicyFinding> Gaps(Policy policy) =>
        PolicyChecker.Analyze(policy).Where(finding => finding.Code == "policy.rule_missing");

    private static Policy PublishedPrioritiesAlone()
    {
        var options = new JsonDocumentOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
        };
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "digibee.json"));
        var document = JsonNode.Parse(text, documentOptions: options)!;
        var rules = document["priority"]!["rules"]!.AsArray();
        foreach (var added in rules.Where(rule => (string?)rule!["origin"] == "sample").ToList())
            rules.Remove(added);
        Assert.Equal(5, rules.Count);
        return Policy.Parse(document.ToJsonString());
    }
}
