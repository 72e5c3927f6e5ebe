using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using SupportKit.PolicyAnalysis;
using SupportKit.Tests.PolicyAnalysis;

namespace SupportKit.Benchmarks;

/// <summary>
/// What checking a policy costs: the sample, and generated rules over fifteen facts that are entangled as badly as chance
/// makes them, which no policy written by people is.
/// </summary>
[MemoryDiagnoser]
public class PolicyCheckBenchmarks
{
    private static readonly string SampleText = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "policies", "digibee.json")
    );

    private static readonly Policy Sample = Policy.Parse(SampleText);
    private static readonly Policy Fifty = Policy.Parse(GeneratedPolicy.Json(rules: 50, facts: 15, seed: 1));
    private static readonly Policy TwoHundred = Policy.Parse(GeneratedPolicy.Json(rules: 200, facts: 15, seed: 1));

    [Benchmark]
    public Policy ReadTheSample() => Policy.Parse(SampleText);

    [Benchmark]
    public ImmutableArray<PolicyFinding> CheckTheSample() => PolicyChecker.Analyze(Sample);

    [Benchmark]
    public ImmutableArray<PolicyFinding> Check50Rules15Facts() => PolicyChecker.Analyze(Fifty);

    [Benchmark]
    public ImmutableArray<PolicyFinding> Check200Rules15Facts() => PolicyChecker.Analyze(TwoHundred);
}
