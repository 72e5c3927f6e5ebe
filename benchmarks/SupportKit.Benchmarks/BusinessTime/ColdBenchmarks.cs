using BenchmarkDotNet.Attributes;
using NodaTime;
using SupportKit.BusinessTime;

namespace SupportKit.Benchmarks.BusinessTime;

/// <summary>
/// Ten thousand calendars, each with a table of its own, used at random: nearly every look-up misses the caches.
/// Each covers the two years around its first question.
/// </summary>
[MemoryDiagnoser, MinColumn, MedianColumn]
public class ColdBenchmarks
{
    private const int Questions = 1 << 16;
    private readonly Instant[] instants = new Instant[Questions];
    private readonly BusinessCalendar[] calendar = new BusinessCalendar[Questions];
    private static readonly Duration Open = Duration.FromHours(160);

    [Params(1, 10_000)]
    public int Calendars { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(7);
        var middle = Instant.FromUtc(2026, 1, 1, 0, 0);
        var calendars = Enumerable.Range(0, Calendars).Select(_ => BusinessCalendar.Parse(Paris.Json)).ToArray();
        foreach (var calendar in calendars)
            calendar.IsOpen(middle);
        for (var i = 0; i < Questions; i++)
        {
            calendar[i] = calendars[random.Next(Calendars)];
            instants[i] = middle + Duration.FromSeconds(random.NextInt64(-25_000_000, 25_000_000));
        }
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public int IsOpen()
    {
        var count = 0;
        for (var i = 0; i < Questions; i++)
            count += calendar[i].IsOpen(instants[i]) ? 1 : 0;
        return count;
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public long Add()
    {
        var sum = 0L;
        for (var i = 0; i < Questions; i++)
            sum += calendar[i].Add(instants[i], Open).ToUnixTimeTicks();
        return sum;
    }
}
