using System.Diagnostics;

namespace SupportKit.StoreFigures;

/// <summary>How often something can be done in a second, and what it allocates.</summary>
internal static class Measuring
{
    /// <summary>The processor time of one in microseconds, in this process and in PostgreSQL.</summary>
    public sealed record Rate(double PerSecond, double KilobytesEach, double Client, double Postgres);

    /// <summary>Several ways against each other, in turns, so that whatever else the machine does meets all of them.</summary>
    public static async Task<Rate[]> CompareAsync(int callers, TimeSpan each, int rounds, params Func<Task>[] ways)
    {
        var rates = ways.Select(_ => new List<Rate>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var rate = await RunAsync(callers, each, ways[way]);
                if (round > 0) // the first is for warming up
                    rates[way].Add(rate);
            }
        }
        return [.. rates.Select(list => list.OrderBy(rate => rate.PerSecond).ElementAt(list.Count / 2))];
    }

    private static async Task<Rate> RunAsync(int callers, TimeSpan each, Func<Task> work)
    {
        var done = 0L;
        var allocated = GC.GetTotalAllocatedBytes();
        var used = ProcessorTime.Now();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (watch.Elapsed < each)
                        {
                            await work();
                            Interlocked.Increment(ref done);
                        }
                    })
                )
        );
        var perSecond = done / watch.Elapsed.TotalSeconds;
        used = ProcessorTime.Now() - used;
        return new Rate(
            perSecond,
            (GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / done,
            used.Client / done,
            used.Postgres / done
        );
    }
}
