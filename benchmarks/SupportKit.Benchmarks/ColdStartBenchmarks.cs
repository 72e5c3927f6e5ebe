using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using SupportKit.Hosting;

namespace SupportKit.Benchmarks;

/// <summary>The first policy a process loads: file, reading, checking and compiling, with nothing compiled or cached before.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 8, warmupCount: 0, iterationCount: 1, invocationCount: 1)]
public class ColdStartBenchmarks
{
    [Params("digibee", "capgo", "itil")]
    public string Sample { get; set; } = "";

    [Benchmark]
    public Policy Load() => PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", $"{Sample}.json"));
}
