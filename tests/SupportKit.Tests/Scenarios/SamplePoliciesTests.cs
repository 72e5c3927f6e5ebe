using System.Text.Json;

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

    // A sample that leaves secrets as they are would be a bad example.
    private static readonly string[] Unshown = ["redaction"];

    [Fact]
    public void Every_section_of_a_policy_is_shown_by_some_sample()
    {
        using var schema = JsonDocument.Parse(SupportKit.Hosting.PolicySchema.Json);
        var sections = schema.RootElement.GetProperty("properties").EnumerateObject().Select(section => section.Name);
        var shown = Names.Select(row => row.Data).SelectMany(SectionsOf).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(Unshown, sections.Where(section => section is not ("$schema" or "comment")).Except(shown));
    }

    private static List<string> SectionsOf(string name)
    {
        using var policy = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", $"{name}.json")),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        return [.. policy.RootElement.EnumerateObject().Select(section => section.Name)];
    }

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
