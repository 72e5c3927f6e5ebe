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
    private readonly BusinessCalendar calendar = Paris.Warm();
    private readonly Instant[] instants = Paris.Instants();
    private DayWalk walk = null!;
    private BinarySearch search = null!;
    private Duration open;
    private Duration elapsed;
    private int days;

    [Params(Span.Hours4, Span.Days20, Span.Days200, Span.Year1)]
    public Span Span { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (walk, search) = Baselines.Make(calendar);
        (open, elapsed, days) = (Span.Open(), Span.Elapsed(), Span.Days());
        foreach (var at in instants)
        {
            Baselines.Agree(calendar.Add(at, open), walk.Add(at, open), search.Add(at, open));
            Baselines.Agree(calendar.Subtract(at, open), walk.Subtract(at, open), search.Subtract(at, open));
            Baselines.Agree(
                calendar.Between(at, at + elapsed),
                walk.Between(at, at + elapsed),
                search.Between(at, at + elapsed)
            );
            var moved = walk.AddBusinessDays(at, days);
            Baselines.Agree(calendar.AddBusinessDays(at, days, BusinessDayRule.SameLocalTime), moved, moved);
        }
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Add")]
    public long Add()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += calendar.Add(at, open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Add")]
    public long AddByBinarySearch()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += search.Add(at, open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Add")]
    public long AddByDayWalk()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += walk.Add(at, open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Subtract")]
    public long Subtract()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += calendar.Subtract(at, open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Subtract")]
    public long SubtractByBinarySearch()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += search.Subtract(at, open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Subtract")]
    public long SubtractByDayWalk()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += walk.Subtract(at, open).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Between")]
    public long Between()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += calendar.Between(at, at + elapsed).BclCompatibleTicks;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Between")]
    public long BetweenByBinarySearch()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += search.Between(at, at + elapsed).BclCompatibleTicks;
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("Between")]
    public long BetweenByDayWalk()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += walk.Between(at, at + elapsed).BclCompatibleTicks;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("AddBusinessDays")]
    public long AddBusinessDays()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += calendar.AddBusinessDays(at, days, BusinessDayRule.SameLocalTime).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Paris.Questions), BenchmarkCategory("AddBusinessDays")]
    public long AddBusinessDaysToTheEnd()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += calendar.AddBusinessDays(at, days, BusinessDayRule.EndOfDay).ToUnixTimeTicks();
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paris.Questions), BenchmarkCategory("AddBusinessDays")]
    public long AddBusinessDaysByDayWalk()
    {
        var sum = 0L;
        foreach (var at in instants)
            sum += walk.AddBusinessDays(at, days).ToUnixTimeTicks();
        return sum;
    }
}
