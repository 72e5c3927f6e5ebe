namespace SupportKit.Tests.Scenarios;

/// <summary>The sample policies as a set.</summary>
public class SamplePoliciesTests
{
    public static TheoryData<string> Names =>
        new(
            Directory
                .GetFiles(Path.Combine(AppContext.BaseDirectory, "policies"), "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_policy_is_read_and_called_like_its_file(string name) =>
        Assert.Equal(name, ScenarioDeskFixture.Load(name).Id);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_policy_read_back_from_its_own_json_is_the_same(string name)
    {
        var policy = ScenarioDeskFixture.Load(name);

        Assert.Equal(policy.Version, Policy.Parse(policy.ToJson()).Version);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_rule_says_whether_it_was_published(string name)
    {
        var policy = ScenarioDeskFixture.Load(name);
        var origins = policy
            .Scope.Rules.Select(rule => rule.Origin)
            .Concat(policy.Routing.Rules.Rules.Select(rule => rule.Origin))
            .Concat(policy.Sla.Targets.SelectMany(metric => metric.Rules).Select(rule => rule.Origin));

        Assert.All(origins, origin => Assert.Contains(origin, (string?[])["published", "sample"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_policy_has_scenarios_of_its_own(string name)
    {
        var scenarios = $"SupportKit.Tests.Scenarios.{name.Replace("-", "")}Tests";

        Assert.NotNull(typeof(SamplePoliciesTests).Assembly.GetType(scenarios, throwOnError: false, ignoreCase: true));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_passes_its_checker_with_no_warning(string name) =>
        Assert.All(
            SupportKit.PolicyAnalysis.PolicyChecker.Analyze(ScenarioDeskFixture.Load(name)),
            finding =>
                Assert.True(finding.Severity == SupportKit.PolicyAnalysis.FindingSeverity.Advice, finding.ToString())
        );
}
