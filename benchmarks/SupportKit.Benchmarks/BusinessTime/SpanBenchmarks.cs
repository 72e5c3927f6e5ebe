using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NodaTime;
using SupportKit.BusinessTime;

namespace SupportKit.Benchmarks.BusinessTime;

/// <summary>Each operation over each span, beside the two baselines. The baselines are checked to agree before they are timed.</summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams)]
public class SpanBenchmarks
{
    private readonly BusinessCalendar _calendar = Paris.Warm();
    private readonly Instant[] _at = Paris.Instants();
    private DayWalk _walk = null!;
    private BinarySearch _search = null!;
    private Duration _open;
    private Duration _elapsed;
    private int _days;

    [Params(Span.Hours4, Span.Days20, Span.Days200, Span.Year1)]
    public Span Span { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_walk, _search) = Baselines.Make(_calendar);
        (_open, _elapsed, _days) = (Span.Open(), Span.Elapsed(), Span.Days());
        foreach (var at in _at)
        {
            Baselines.Agree(_calendar.Add(at, _open), _walk.Add(at, _open), _search.Add(at, _open));
            Baselines.Agree(_calendar.Subtract(at, _open), _walk.Subtract(at, _open), _search.Subtract(at, _open));
            Baselines.Agree(
                _calendar.Between(at, at + _elapsed),
                _walk.Between(at, at + _elapsed),
                _search.Between(at, at + _elapsed)
            );
            var moved = _walk.AddBusinessDays(at, _days);
            Baselines.Agree(_calendar.AddBusinessDays(at, _days, BusinessDayRule.SameLocalTime), moved, moved);
        }
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Add")]
    public long Add()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _calendar.Add(at, _open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Add")]
    public long AddByBinarySearch()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _search.Add(at, _open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Add")]
    public long AddByDayWalk()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _walk.Add(at, _open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Subtract")]
    public long Subtract()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _calendar.Subtract(at, _open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Subtract")]
    public long SubtractByBinarySearch()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _search.Subtract(at, _open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Subtract")]
    public long SubtractByDayWalk()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _walk.Subtract(at, _open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Between")]
    public long Between()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _calendar.Between(at, at + _elapsed).BclCompatibleTicks;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Between")]
    public long BetweenByBinarySearch()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _search.Between(at, at + _elapsed).BclCompatibleTicks;
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Between")]
    public long BetweenByDayWalk()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _walk.Between(at, at + _elapsed).BclCompatibleTicks;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("AddBusinessDays")]
    public long AddBusinessDays()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _calendar.AddBusinessDays(at, _days, BusinessDayRule.SameLocalTime).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("AddBusinessDays")]
    public long AddBusinessDaysToTheEnd()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _calendar.AddBusinessDays(at, _days, BusinessDayRule.EndOfDay).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("AddBusinessDays")]
    public long AddBusinessDaysByDayWalk()
    {
        var sum = 0L;
        foreach (var at in _at)
            sum += _walk.AddBusinessDays(at, _days).ToUnixTimeTicks();
        return sum;
    }
}
