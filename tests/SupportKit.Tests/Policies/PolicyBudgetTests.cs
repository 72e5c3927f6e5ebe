using System.Collections.Immutable;
using System.Text;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;
using static SupportKit.Tests.Samples;

namespace SupportKit.Tests.Policies;

/// <summary>A policy costs what its size makes it cost, however much in it is wrong.</summary>
[Trait("Category", "Long")]
public class PolicyBudgetTests
{
    private const int MostBytes = 50_000_000;

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
            Spelling.List([.. Enumerable.Range(0, 100).Select(i => $"{i}")])
        );

    /// <summary>A megabyte, whatever it holds and however much of it is wrong: read within fifty megabytes, and checked within as much again.</summary>
    [Theory]
    [InlineData("queues", "\"q{i}\": {},")]
    [InlineData("categories", "\"c{i}\": {},")]
    [InlineData("categories", "\"c{i}\": { \"parent\": \"c{before}\" },")]
    [InlineData("channels", "\"c{i}\": {},")]
    [InlineData("facts", "\"f{i}\": { \"type\": \"boolean\" },")]
    [InlineData("levels", "\"l{i}\",")]
    [InlineData("priority rules", "{ \"id\": \"r{i}\", \"when\": { \"category\": \"q\" }, \"then\": \"high\" },")]
    [InlineData("priority rules", "{ \"id\": \"r{i}\", \"when\": { \"category\": \"x\" }, \"then\": \"x\" },")]
    [InlineData("routing rules", "{ \"id\": \"r{i}\", \"when\": { \"x\": true }, \"then\": \"x\" },")]
    [InlineData("sla", "{ \"id\": \"s{i}\", \"metric\": \"m\", \"within\": \"1h\", \"calendar\": \"c\" },")]
    [InlineData("states", "\"s{i}\": { \"parent\": \"s{before}\" },")]
    [InlineData("nothing", "\"x{i}\": {},")]
    public void A_megabyte_is_read_and_checked_within_a_budget(string where, string repeated)
    {
        var text = new StringBuilder();
        for (var i = 1; i < 9_990 && text.Length < 1_000_000; i++)
            text.Append(repeated.Replace("{i}", $"{i:D50}").Replace("{before}", $"{i - 1:D50}"));
        PolicyChecker.Analyze(Policy.Parse(Big("", ""))); // what is made once is made

        var before = GC.GetAllocatedBytesForCurrentThread();
        var policy = Read(Big(where, text.ToString()), out _);
        var read = GC.GetAllocatedBytesForCurrentThread();
        if (policy is not null)
            PolicyChecker.Analyze(policy);
        var check = GC.GetAllocatedBytesForCurrentThread();

        Assert.InRange(read - before, 0, MostBytes);
        Assert.InRange(check - read, 0, MostBytes);
    }

    [Theory]
    [InlineData("queues", "\"q{i}\": {},", 100_000, "$.routing.queues")]
    [InlineData("levels", "\"l{i}\",", 10_000, "$.priority.levels")]
    [InlineData(
        "nothing",
        "\"x{i}\": [[0,0,0,0,0,0,0,0,0,0],[0,0,0,0,0,0,0,0,0,0],[0,0,0,0,0,0,0,0,0,0]],",
        9_000,
        null
    )]
    public void More_than_a_policy_may_have_is_refused_before_it_is_read(
        string where,
        string repeated,
        int count,
        string? path
    )
    {
        var text = string.Concat(Enumerable.Range(0, count).Select(i => repeated.Replace("{i}", $"{i}")));
        var json = Big(where, text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(Read(json, out var problems));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        var problem = Assert.Single(problems);
        Assert.Equal(SupportKitErrors.PolicySizeExceeded, problem.Code);
        Assert.Equal(path ?? problem.Path, problem.Path);
    }

    private static Policy? Read(string json, out ImmutableArray<PolicyProblem> problems)
    {
        try
        {
            problems = [];
            return Policy.Parse(json);
        }
        catch (PolicyException refused)
        {
            problems = refused.Problems;
            return null;
        }
    }

    private static string Big(string where, string text)
    {
        var zero = $"{0:D50}";
        return $$"""
            {
              "id": "big",
              "channels": { {{At("channels")}} "web": {} },
              "categories": { "c{{zero}}": {}, {{At("categories")}} "q": {} },
              "facts": { {{At("facts")}} "f": { "type": "boolean" } },
              "scope": [{ "id": "all", "then": "accept" }],
              "priority": {
                "levels": [{{At("levels")}} "high"],
                "rules": [{{At("priority rules")}} { "id": "all", "then": "high" }]
              },
              "routing": {
                "queues": { {{At("queues")}} "h": {} },
                "rules": [{{At("routing rules")}} { "id": "all", "then": "h" }]
              },
              "sla": [{{At("sla")}} { "id": "all", "metric": "first-response", "within": "1h" }],
              {{At("nothing")}}
              "workflow": { "initial": "s{{zero}}", "states": { "s{{zero}}": { "category": "new", "permit": { "answer": "s{{zero}}" } }, {{At(
                "states"
            )}} } }
            }
            """;

        string At(string place) => place == where ? text : "";
    }

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
