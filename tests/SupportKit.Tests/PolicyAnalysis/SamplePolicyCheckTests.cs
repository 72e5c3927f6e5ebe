using SupportKit.PolicyAnalysis;

namespace SupportKit.Tests.PolicyAnalysis;

/// <summary>The policies that SupportKit ships have nothing that the checker warns of.</summary>
public class SamplePolicyCheckTests
{
    public static TheoryData<string> Samples =>
        new(
            Directory
                .GetFiles(Path.Combine(AppContext.BaseDirectory, "policies"))
                .Select(file => Path.GetFileName(file)!)
        );

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_policy_passes_with_no_warning(string file)
    {
        var policy = Policy.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", file)));

        var warnings = PolicyChecker.Analyze(policy).Where(finding => finding.Severity != FindingSeverity.Advice);

        Assert.True(!warnings.Any(), string.Join('\n', warnings));
    }
}
