using SupportKit.Hosting;
using SupportKit.PolicyAnalysis;
using SupportKit.PolicyJson;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>A policy comes into force through a file or the host's registration, and both run the checker.</summary>
public class PolicyLoadingTests
{
    private const string Gap = """
        {
          "id": "gap", "channels": { "web": {} }, "categories": { "question": {} },
          "facts": { "plan": { "values": ["free", "pro"], "from": "requester" } },
          "scope": [{ "id": "all", "then": "accept" }],
          "priority": { "levels": ["P1", "P2"], "rules": [{ "id": "pro", "when": { "plan": "pro" }, "then": "P1" }] },
          "routing": { "queues": { "desk": {} }, "rules": [{ "id": "all", "then": "desk" }] }
        }
        """;

    [Fact]
    public void A_file_with_what_the_checker_calls_an_error_does_not_load()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Gap);

        var error = Assert.Throws<PolicyException>(() => PolicyFile.Load(file));

        File.Delete(file);
        AssertIsTheGap(error);
    }

    [Fact]
    public void A_host_cannot_register_it_either() =>
        AssertIsTheGap(
            Assert.Throws<PolicyException>(() => new DeskFixture(desk => desk.AddPolicy(Policy.Parse(Gap), "gap")))
        );

    [Fact]
    public void Warnings_and_advice_do_not_keep_a_policy_from_loading()
    {
        var policy = Policy.Parse(Gap.Replace("\"when\": { \"plan\": \"pro\" },", ""));

        Assert.Equal("policy.priority_unused", Assert.Single(PolicyChecker.Analyze(policy)).Code);
        Assert.Same(policy, PolicyChecker.EnsureValid(policy));
    }

    private static void AssertIsTheGap(PolicyException error)
    {
        var problem = Assert.Single(error.Problems);
        Assert.Equal(("policy.rule_missing", "$.priority.rules", (int?)5), (problem.Code, problem.Path, problem.Line));
        Assert.IsType<PolicyFinding>(problem);
        Assert.Contains("plan = free or plan is not known", error.Message);
    }
}
