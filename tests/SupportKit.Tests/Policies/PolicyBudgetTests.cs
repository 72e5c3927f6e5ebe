using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Policies;

/// <summary>A policy costs what its size makes it cost, however much in it is wrong.</summary>
public class PolicyBudgetTests
{
    [Fact]
    public void Unknown_names_have_a_nearest_one_until_enough_was_compared()
    {
        var problems = new ProblemList();
        var candidates = Enumerable.Range(0, 2_000).Select(i => $"environment{i}").ToList();

        Assert.Equal(", or write \"environment7\" if that was meant", problems.OrWrite("enviroment7", candidates));
        for (var i = 0; i < 100; i++)
            problems.OrWrite($"enviroment{i}", candidates);

        Assert.Equal("", problems.OrWrite("enviroment7", candidates));
    }

    [Fact]
    public void A_remedy_lists_no_more_than_twenty_names() =>
        Assert.Equal(
            string.Join(", ", Enumerable.Range(0, 20)) + ", and 80 more",
            Spelling.List(Enumerable.Range(0, 100).Select(i => $"{i}"))
        );

    [Fact]
    public void Each_finding_of_many_stands_on_its_line()
    {
        var queues = string.Join(",\n", Enumerable.Range(0, 500).Select(i => $"\"q{i}\": {{}}"));
        var text = Small().ToJson();
        var at = text.IndexOf("\"queues\"", StringComparison.Ordinal);
        at = text.IndexOf('{', at) + 1;

        var findings = PolicyChecker
            .Analyze(Policy.Parse(text.Insert(at, $"\n{queues},\n")))
            .Where(finding => finding.Path.StartsWith("$.routing.queues.q", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(500, findings.Count);
        Assert.Equal(Enumerable.Range(findings[0].Line!.Value, 500), findings.Select(finding => finding.Line!.Value));
    }
}
