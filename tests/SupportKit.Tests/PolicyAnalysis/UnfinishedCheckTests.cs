using Microsoft.Extensions.DependencyInjection;
using SupportKit.PolicyAnalysis;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>Each section is checked within a budget of its own, and one that is not checked to the end keeps the policy out.</summary>
public class UnfinishedCheckTests
{
    [Fact]
    public void A_gap_of_three_rules_is_found_beside_thousands_of_rules_for_accounts()
    {
        var accounts = string.Join(
            ", ",
            Enumerable
                .Range(0, 4_700)
                .Select(i => $"{{ \"id\": \"a{i}\", \"when\": {{ \"account\": \"n{i}\" }}, \"then\": \"q{i % 7}\" }}")
        );
        var queues = string.Join(", ", Enumerable.Range(0, 7).Select(i => $"\"q{i}\": {{}}"));

        var findings = PolicyChecker.Analyze(
            Policy.Parse(Document($"{accounts}, {{ \"id\": \"else\", \"then\": \"q0\" }}", queues))
        );

        Assert.DoesNotContain(findings, finding => finding.Code == "policy.check_incomplete");
        var gap = Assert.Single(findings, finding => finding.Severity == FindingSeverity.Error);
        Assert.Equal("No rule of \"priority\" covers requests with flag = false and size = small.", gap.Message);
    }

    [Fact]
    public void A_section_that_is_not_checked_to_the_end_is_an_error_and_the_others_are_checked()
    {
        var policy = Policy.Parse(
            Document(
                """{ "id": "one", "when": { "account": "x" }, "then": "q" }, { "id": "else", "then": "q" }""",
                "\"q\": {}"
            )
        );
        var nothing = CheckEffort.Usual with { DiagramSteps = 1, SearchSteps = 1 };

        var findings = PolicyChecker.Analyze(policy, nothing, null, null);
        var unfinished = findings.Where(finding => finding.Code == "policy.check_incomplete").ToList();

        Assert.NotEmpty(unfinished);
        Assert.All(unfinished, finding => Assert.Equal(FindingSeverity.Error, finding.Severity));
        string[] names = [.. unfinished.Select(finding => finding.Path.Split('.')[1])];
        Assert.All(
            PolicyChecker
                .Analyze(policy, nothing, null, names)
                .Where(finding => finding.Code == "policy.check_incomplete"),
            finding => Assert.Equal(FindingSeverity.Warning, finding.Severity)
        );
        Assert.Contains($"AllowIncompleteCheck(\"{names[0]}\")", unfinished[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_allows_it_only_of_a_section_that_there_is() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddSupportKit().AllowIncompleteCheck("rooting"));

    private static string Document(string routing, string queues) =>
        $$"""
            {
              "id": "large", "channels": { "web": {} }, "categories": { "question": {} },
              "facts": {
                "account": { "from": "requester" },
                "flag": { "type": "boolean" },
                "size": { "values": ["small", "large"] }
              },
              "forms": { "question": { "required": ["flag", "size"] } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": { "levels": ["P1", "P2"], "rules": [
                { "id": "both", "when": { "flag": true, "size": "large" }, "then": "P1" },
                { "id": "flag", "when": { "flag": true }, "then": "P2" },
                { "id": "large", "when": { "size": "large" }, "then": "P2" }
              ] },
              "routing": { "queues": { {{queues}} }, "rules": [{{routing}}] }
            }
            """;
}
