using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using SupportKit.Hosting;
using SupportKit.Tickets;

namespace SupportKit.Benchmarks;

/// <summary>A thousand made-up incidents: their histories folded into tickets, and decided in the first place.</summary>
[MemoryDiagnoser]
public class ReplayBenchmarks
{
    private const int Incidents = 1000;

    private Policy policy = null!;
    private ImmutableArray<ImmutableArray<RecordedEvent>> histories;

    [GlobalSetup]
    public void Setup()
    {
        policy = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "itil.json"));
        histories = [.. MadeUpIncidents.Of(policy, Incidents)];
        Console.WriteLine($"// {histories.Sum(history => history.Length)} events");
    }

    /// <summary>Nothing but <see cref="TicketHistory.Apply"/>.</summary>
    [Benchmark]
    public long Fold()
    {
        var versions = 0L;
        foreach (var history in histories)
            versions += TicketHistory.Replay(history)!.Version;
        return versions;
    }

    /// <summary>All decisions, those on what comes due in between among them.</summary>
    [Benchmark]
    public long Decide() => MadeUpIncidents.Of(policy, Incidents).Sum(history => (long)history.Length);
}
