using BenchmarkDotNet.Attributes;
using NodaTime;
using SupportKit.BusinessTime;

namespace SupportKit.Benchmarks.BusinessTime;

/// <summary>What a calendar costs to make: reading its JSON, the first question, and thirty years of table.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class CompileBenchmarks
{
    private static readonly Instant Now = Instant.FromUtc(2026, 6, 1, 12, 0);

    [Benchmark]
    public BusinessCalendar ReadJson() => BusinessCalendar.Parse(Paris.Json);

    [Benchmark]
    public bool ReadJsonAndAskOnce() => BusinessCalendar.Parse(Paris.Json).IsOpen(Now);

    [Benchmark]
    public Duration ReadJsonAndCompile30Years() => BusinessCalendar.Parse(Paris.Json).Between(Paris.First, Paris.Last);
}
