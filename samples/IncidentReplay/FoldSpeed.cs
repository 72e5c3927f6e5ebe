using System.Collections.Immutable;
using System.Diagnostics;
using SupportKit;
using SupportKit.Tickets;

namespace IncidentReplay;

/// <summary>How fast histories that are in memory are folded into tickets, on one core.</summary>
internal static class FoldSpeed
{
    /// <summary>Events a second, the best of five passes over all histories: what else the machine does only slows it.</summary>
    public static double Measure(IReadOnlyCollection<ImmutableArray<RecordedEvent>> histories)
    {
        var events = histories.Sum(history => (long)history.Length);
        var best = 0.0;
        for (var pass = 0; pass < 5; pass++)
        {
            var started = Stopwatch.GetTimestamp();
            foreach (var history in histories)
                TicketHistory.Replay(history);
            best = Math.Max(best, events / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        return best;
    }
}
