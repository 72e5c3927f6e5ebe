using System.Diagnostics;
using SupportKit;

namespace IncidentReplay;

/// <summary>Replays incidents through the engine, one after the other, and times how long it decides.</summary>
internal sealed class Replayer(Policy policy)
{
    private long ticks;

    /// <summary>How many commands were decided.</summary>
    public long Commands { get; private set; }

    /// <summary>How many of them a second, the log's reading and all bookkeeping left out.</summary>
    public double CommandsPerSecond => Commands * (double)Stopwatch.Frequency / Math.Max(1, ticks);

    /// <exception cref="ReplayException">The policy does not take the incident at all.</exception>
    public ReplayedIncident Replay(Incident incident)
    {
        var run = new IncidentRun(policy, incident);
        run.Open();
        foreach (var row in incident.Rows)
            run.Take(row);
        Commands += run.Commands;
        ticks += run.Ticks;
        return run.End();
    }
}
