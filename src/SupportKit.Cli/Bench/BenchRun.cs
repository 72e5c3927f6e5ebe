namespace SupportKit.Cli;

/// <summary>What was measured of one kind of decision. Immutable.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many different decisions there are.</param>
/// <param name="Samples">Nanoseconds for one decision, on average over each sample, ascending.</param>
/// <param name="Bytes">Bytes allocated for one decision.</param>
internal sealed record BenchRun(string Kind, int Count, IReadOnlyList<double> Samples, double Bytes)
{
    private const int SampleCount = 21;

    /// <summary>Nanoseconds for one decision: half of the samples took less.</summary>
    public double Median => Samples[Samples.Count / 2];

    /// <summary>Nanoseconds of the quickest of ten samples, about.</summary>
    public double Low => Samples[Samples.Count / 10];

    /// <summary>Nanoseconds of the slowest of ten samples, about.</summary>
    public double High => Samples[Samples.Count - 1 - Samples.Count / 10];

    /// <summary>Decisions in a second on one core.</summary>
    public double PerSecond => 1e9 / Median;

    /// <summary>Warms up, then takes samples of equal length, of which each makes every decision the same number of times.</summary>
    public static BenchRun Measure(BenchWork work, double seconds, TimeProvider clock, CancellationToken cancellation)
    {
        var warmUp = TimeSpan.FromSeconds(seconds / 3);
        var rounds = 0;
        for (var started = clock.GetTimestamp(); rounds == 0 || clock.GetElapsedTime(started) < warmUp; rounds++)
            Round(work, cancellation);
        var perSample = Math.Max(1, (int)(rounds * 3.0 / SampleCount));
        var samples = new double[SampleCount];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < SampleCount; i++)
        {
            var started = clock.GetTimestamp();
            for (var round = 0; round < perSample; round++)
                Round(work, cancellation);
            samples[i] = clock.GetElapsedTime(started).TotalNanoseconds / ((double)perSample * work.Decisions.Count);
        }
        var bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(samples);
        return new(
            work.Kind,
            work.Decisions.Count,
            samples,
            bytes / ((double)SampleCount * perSample * work.Decisions.Count)
        );
    }

    private static void Round(BenchWork work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var decide in work.Decisions)
            decide();
    }
}
