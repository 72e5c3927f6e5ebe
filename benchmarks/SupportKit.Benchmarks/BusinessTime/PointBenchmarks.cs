using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NodaTime;
using SupportKit.BusinessTime;

namespace SupportKit.Benchmarks.BusinessTime;

/// <summary>The operations that have no span.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class PointBenchmarks
{
    private readonly BusinessCalendar calendar = Paris.Warm();
    private readonly Instant[] instants = Paris.Instants();
    private DayWalk walk = null!;
    private BinarySearch search = null!;

    [GlobalSetup]
    public void Setup()
    {
        (walk, search) = Baselines.Make(calendar);
        foreach (var at in instants)
        {
            Baselines.Agree(calendar.IsOpen(at), walk.IsOpen(at), search.IsOpen(at));
            Baselines.Agree(calendar.NextOpening(at), walk.NextOpening(at), search.NextOpening(at));
        }
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("IsOpen")]
    public int IsOpen()
    {
        var count = 0;
        foreach (var at in instants)
            count += calendar.IsOpen(at) ? 1 : 0;
        return count;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("IsOpen")]
    public int IsOpenByBinarySearch()
    {
        var count = 0;
        foreach (var at in instants)
            count += search.IsOpen(at) ? 1 : 0;
        return count;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("IsOpen")]
    public int IsOpenByDayWalk()
    {
        var count = 0;
        foreach (var at in instants)
            count += walk.IsOpen(at) ? 1 : 0;
        return count;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("NextOpening")]
    public long NextOpening()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += calendar.NextOpening(at).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("NextOpening")]
    public long NextOpeningByBinarySearch()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += search.NextOpening(at).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("NextOpening")]
    public long NextOpeningByDayWalk()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += walk.NextOpening(at).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("NextClosing")]
    public long NextClosing()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += calendar.NextClosing(at).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("PreviousClosing")]
    public long PreviousClosing()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += calendar.PreviousClosing(at).ToUnixTimeTicks();
        return sum;
    }
}
