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
    private readonly BusinessCalendar _calendar = Paris.Warm();
    private readonly Instant[] _at = Paris.Instants();
    private DayWalk _walk = null!;
    private BinarySearch _search = null!;

    [GlobalSetup]
    public void Setup()
    {
        (_walk, _search) = Baselines.Make(_calendar);
        foreach (var at in _at)
        {
            Baselines.Agree(_calendar.IsOpen(at), _walk.IsOpen(at), _search.IsOpen(at));
            Baselines.Agree(_calendar.NextOpening(at), _walk.NextOpening(at), _search.NextOpening(at));
        }
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("IsOpen")]
    public int IsOpen()
    {
        var count = 0;
        foreach (var at in _at)
            count += _calendar.IsOpen(at) ? 1 : 0;
        return count;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("IsOpen")]
    public int IsOpenByBinarySearch()
    {
        var count = 0;
        foreach (var at in _at)
            count += _search.IsOpen(at) ? 1 : 0;
        return count;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("IsOpen")]
    public int IsOpenByDayWalk()
    {
        var count = 0;
        foreach (var at in _at)
            count += _walk.IsOpen(at) ? 1 : 0;
        return count;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("NextOpening")]
    public long NextOpening()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _calendar.NextOpening(at).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("NextOpening")]
    public long NextOpeningByBinarySearch()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _search.NextOpening(at).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("NextOpening")]
    public long NextOpeningByDayWalk()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _walk.NextOpening(at).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("NextClosing")]
    public long NextClosing()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _calendar.NextClosing(at).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("PreviousClosing")]
    public long PreviousClosing()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _calendar.PreviousClosing(at).ToUnixTimeTicks();
        return sum;
    }
}
