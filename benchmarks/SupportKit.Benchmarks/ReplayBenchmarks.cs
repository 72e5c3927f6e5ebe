using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using IncidentReplay;
using SupportKit.Hosting;
using SupportKit.Tickets;

namespace SupportKit.Benchmarks;

/// <summary>A thousand made-up incidents: their histories folded into tickets, and decided in the first place.</summary>
[MemoryDiagnoser]
public class ReplayBenchmarks
{
    private Policy policy = null!;
    private ImmutableArray<Incident> incidents;
    private ImmutableArray<ImmutableArray<RecordedEvent>> histories;

    [GlobalSetup]
    public void Setup()
    {
        policy = PolicyFile.Load(Path.Combine(AppContext.BaseDirectory, "policies", "itil.json"));
        incidents = [.. MadeUpIncidents.Of(1000)];
        var replayer = new Replayer(policy);
        histories = [.. incidents.Select(incident => replayer.Replay(incident).Events)];
        Console.WriteLine($"// {histories.Sum(history => history.Length)} events of {replayer.Commands} commands");
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

    /// <summary>Finding the trigger for each row, and all decisions.</summary>
    [Benchmark]
    public long Decide()
    {
        var replayer = new Replayer(policy);
        foreach (var incident in incidents)
            replayer.Replay(incident);
        return replayer.Commands;
    }
}
